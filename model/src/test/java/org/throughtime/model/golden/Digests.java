package org.throughtime.model.golden;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** How the golden files name an array by its bytes. */
final class Digests {
  private Digests() {}

  /** SHA-256, in hex, of little-endian float32 bytes. */
  static String sha256(float[] dense) throws NoSuchAlgorithmException {
    ByteBuffer bytes =
        ByteBuffer.allocate(dense.length * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
    bytes.asFloatBuffer().put(dense);
    return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes.array()));
  }
}
