package org.throughtime.sweep.digest;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.HexFormat;
import org.throughtime.model.metric.MetricType;
import org.throughtime.sweep.store.Sha256;

/**
 * SHA-256 over a sequence of values, each in one binary form: numbers big-endian, text and lists
 * behind their length, so that no two sequences have the same bytes.
 *
 * <p>Floats count by their bits, -0 and 0 apart, but every NaN as the same one: which of them comes
 * out of a sum is up to the processor, and Parquet keeps no difference either.
 */
final class CanonicalHash {
  private static final int BUFFER = 1 << 16;

  private final MessageDigest sha256 = Sha256.digest();
  private final ByteBuffer buffer = ByteBuffer.allocate(BUFFER);

  void flag(boolean value) {
    room(Byte.BYTES).put((byte) (value ? 1 : 0));
  }

  void integer(int value) {
    room(Integer.BYTES).putInt(value);
  }

  void integer(long value) {
    room(Long.BYTES).putLong(value);
  }

  void real(float value) {
    room(Float.BYTES).putInt(Float.floatToIntBits(value));
  }

  void real(double value) {
    room(Double.BYTES).putLong(Double.doubleToLongBits(value));
  }

  /** A value of a metric, by its type. */
  void value(MetricType type, Object value) {
    switch (type) {
      case TEXT -> text((String) value);
      case INT -> integer((int) value);
      case LONG -> integer((long) value);
      case DOUBLE -> real((double) value);
      case BOOLEAN -> flag((boolean) value);
      case PROFILE -> reals((float[]) value);
    }
  }

  private void reals(float[] values) {
    integer(values.length);
    for (float value : values) {
      real(value);
    }
  }

  /** Its UTF-8 behind their number. */
  void text(String value) {
    bytes(value.getBytes(StandardCharsets.UTF_8));
  }

  /** Bytes behind their number. */
  void bytes(byte[] value) {
    integer(value.length);
    flush();
    sha256.update(value);
  }

  /** The hash over all of it, in hex; nothing can be added afterwards. */
  String hex() {
    flush();
    return HexFormat.of().formatHex(sha256.digest());
  }

  private ByteBuffer room(int bytes) {
    if (buffer.remaining() < bytes) {
      flush();
    }
    return buffer;
  }

  private void flush() {
    sha256.update(buffer.array(), 0, buffer.position());
    buffer.clear();
  }
}
