package org.throughtime.servers;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;

/**
 * The objects of one bucket, by key, in memory. A write checks its condition and writes in one
 * step.
 */
final class S3Objects {
  private final NavigableMap<String, S3Object> objects = new TreeMap<>();
  private Duration ahead = Duration.ZERO;

  /**
   * An object.
   *
   * @param etag with its quotes
   */
  record S3Object(byte[] bytes, String etag, Instant written) {}

  /** What an object must be for it to be written over. */
  sealed interface Condition {
    /** Whatever there is. */
    record None() implements Condition {}

    /** {@code If-None-Match: *}. */
    record Absent() implements Condition {}

    /** {@code If-Match}. */
    record Matches(String etag) implements Condition {}
  }

  /** What came of a write. */
  enum Written {
    YES,
    /** There is an object, or it has another ETag. */
    FAILED,
    /** There is no object whose ETag could match. */
    MISSING
  }

  /** Sets the clock of the server, by which it dates objects. */
  synchronized void setClock(Duration aheadOfOthers) {
    ahead = aheadOfOthers;
  }

  /** Writes an object on a condition. */
  synchronized Written put(String key, byte[] bytes, Condition condition) {
    S3Object there = objects.get(key);
    if (condition instanceof Condition.Absent && there != null) {
      return Written.FAILED;
    }
    if (condition instanceof Condition.Matches matches) {
      if (there == null) {
        return Written.MISSING;
      }
      if (!there.etag().equals(matches.etag())) {
        return Written.FAILED;
      }
    }
    objects.put(key, new S3Object(bytes, etag(bytes), Instant.now().plus(ahead)));
    return Written.YES;
  }

  synchronized Optional<S3Object> get(String key) {
    return Optional.ofNullable(objects.get(key));
  }

  synchronized void delete(String key) {
    objects.remove(key);
  }

  /** Those whose keys begin so, in order; a copy. */
  synchronized NavigableMap<String, S3Object> beginningWith(String prefix) {
    return new TreeMap<>(objects.subMap(prefix, true, prefix + Character.MAX_VALUE, false));
  }

  static String etag(byte[] bytes) {
    try {
      return '"' + HexFormat.of().formatHex(MessageDigest.getInstance("MD5").digest(bytes)) + '"';
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
