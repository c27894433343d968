package org.throughtime.sweep.store;

/**
 * A look of a simulated thread at the claim.
 *
 * @param began when the look began, in nanoseconds of true time
 * @param id of the lease that it found
 */
record Look(long began, String id) {
  static final Look NONE = new Look(-1, "");
}
