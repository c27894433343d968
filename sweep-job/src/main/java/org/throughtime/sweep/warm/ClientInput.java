package org.throughtime.sweep.warm;

import java.io.IOException;
import java.io.InputStream;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;

/** The client's standard input, which the client sends once the server reads it. */
final class ClientInput extends InputStream {
  private static final byte[] END = {};

  private final Frames frames;
  private final BlockingQueue<byte[]> parts = new LinkedBlockingQueue<>();
  private byte[] part = END;
  private int next;
  private boolean wanted;
  private boolean ended;

  ClientInput(Frames frames) {
    this.frames = frames;
  }

  /** A part of it; an empty one is its end. */
  void add(byte[] bytes) {
    parts.add(bytes);
  }

  void end() {
    parts.add(END);
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
  }

  @Override
  public int read(byte[] to, int from, int length) throws IOException {
    if (length == 0) {
      return 0;
    }
    if (!wanted) {
      wanted = true;
      frames.write(Frames.Kind.WANTED);
    }
    if (next == part.length && !ended) {
      try {
        part = parts.take();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new IOException("interrupted", e);
      }
      next = 0;
      ended = part.length == 0;
    }
    if (ended) {
      return -1;
    }
    int count = Math.min(length, part.length - next);
    System.arraycopy(part, next, to, from, count);
    next += count;
    return count;
  }
}
