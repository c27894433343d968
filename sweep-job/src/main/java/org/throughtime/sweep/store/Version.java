package org.throughtime.sweep.store;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;

/**
 * A file of which one version replaces the other, as it was at some moment.
 *
 * @param bytes all of it
 * @param token names this version among all that the file ever has
 * @param written when, by the clock of the file system
 */
record Version(byte[] bytes, String token, Instant written) {
  /** Two times may be those of one version: a file can be touched. */
  @Override
  public boolean equals(Object other) {
    return other instanceof Version version && token.equals(version.token) && holds(version.bytes);
  }

  @Override
  public int hashCode() {
    return 31 * token.hashCode() + Arrays.hashCode(bytes);
  }

  boolean holds(byte[] other) {
    return Arrays.equals(bytes, other);
  }

  /** The bytes as UTF-8. */
  String text() {
    return new String(bytes, StandardCharsets.UTF_8);
  }
}
