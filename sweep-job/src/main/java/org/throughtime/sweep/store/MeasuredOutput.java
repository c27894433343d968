package org.throughtime.sweep.store;

import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.security.MessageDigest;
import java.util.HexFormat;

/** Counts and sums up what goes through it. */
final class MeasuredOutput extends FilterOutputStream {
  private final MessageDigest digest = Sha256.digest();
  private long size;

  MeasuredOutput(OutputStream out) {
    super(out);
  }

  @Override
  public void write(int b) throws IOException {
    out.write(b);
    digest.update((byte) b);
    size++;
  }

  @Override
  public void write(byte[] bytes, int offset, int length) throws IOException {
    out.write(bytes, offset, length);
    digest.update(bytes, offset, length);
    size += length;
  }

  long size() {
    return size;
  }

  /** Of everything so far, in hex; asked once. */
  String sha256() {
    return HexFormat.of().formatHex(digest.digest());
  }
}
