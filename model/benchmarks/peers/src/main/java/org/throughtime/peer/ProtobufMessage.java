package org.throughtime.peer;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/** A message in the wire format of Protocol Buffers, written field by field. */
final class ProtobufMessage {
  private static final int VARINT = 0;
  private static final int LENGTH_DELIMITED = 2;

  private final ByteArrayOutputStream out = new ByteArrayOutputStream();

  /** Adds an integer of at least 0. */
  ProtobufMessage number(int field, long value) {
    varint((long) field << 3 | VARINT);
    varint(value);
    return this;
  }

  /** Adds a string. */
  ProtobufMessage text(int field, String value) {
    return bytes(field, value.getBytes(StandardCharsets.UTF_8));
  }

  /** Adds a message. */
  ProtobufMessage message(int field, ProtobufMessage value) {
    return bytes(field, value.bytes());
  }

  /** Adds bytes. */
  ProtobufMessage bytes(int field, byte[] value) {
    varint((long) field << 3 | LENGTH_DELIMITED);
    varint(value.length);
    out.writeBytes(value);
    return this;
  }

  /** The message. */
  byte[] bytes() {
    return out.toByteArray();
  }

  /** Seven bits a byte, the lowest first; the highest bit of a byte says that more follow. */
  private void varint(long value) {
    long left = value;
    while (left > 0x7f) {
      out.write((int) (left & 0x7f | 0x80));
      left >>>= 7;
    }
    out.write((int) left);
  }
}
