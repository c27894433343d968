package org.throughtime.model.train;

/** How to treat a gradient whose norm exceeds the cutoff: a value of the flag {@code clipstyle}. */
public enum ClipStyle {
  NOTHING("nothing"),
  RESCALE("rescale");

  /** A norm above this is not scaled down. */
  private static final double HOPELESS = 1e10;

  private final String label;

  ClipStyle(String label) {
    this.label = label;
  }

  /** The course's name. */
  public String label() {
    return label;
  }

  /** Whether a gradient of this norm gives way to another: rescale, not finite or above 1e10. */
  public boolean replaces(double norm) {
    return this == RESCALE && (!Double.isFinite(norm) || norm > HOPELESS);
  }
}
