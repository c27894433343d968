package org.throughtime.sweep.warm;

import java.io.Closeable;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.util.Optional;

/**
 * One end of a connection that carries frames: one byte for the kind, four for the length, and the
 * content. One thread may read while others write, which the streams of {@code
 * java.nio.channels.Channels} do not allow in Java 17.
 */
final class Frames implements Closeable {
  /** What a frame is for. */
  enum Kind {
    /** Client: a {@link Call}. */
    CALL,
    /** Client: the process is to end. */
    STOP,
    /** Client: a part of standard input; an empty one is its end. */
    INPUT,
    /** Server: the call is being answered. */
    TAKEN,
    /** Server: a process of its own has to answer the call. */
    REFUSED,
    /** Server: standard input is needed. */
    WANTED,
    /** Server: a part of standard output. */
    OUT,
    /** Server: a part of standard error. */
    ERR,
    /** Server: the exit status. */
    END
  }

  /** One of them. */
  record Frame(Kind kind, byte[] content) {}

  /** No frame is larger: the parts of streams are small, and a call is a command line. */
  private static final int MOST = 1 << 26;

  private static final int HEAD = 5;

  private final SocketChannel channel;

  Frames(SocketChannel channel) {
    this.channel = channel;
  }

  /** The next frame; empty where the other side has ended. */
  Optional<Frame> read() throws IOException {
    ByteBuffer head = ByteBuffer.allocate(HEAD);
    if (!fill(head)) {
      return Optional.empty();
    }
    int kind = head.get();
    int length = head.getInt();
    if (kind < 0 || kind >= Kind.values().length || length < 0 || length > MOST) {
      throw new IOException("not a frame of this program");
    }
    ByteBuffer content = ByteBuffer.allocate(length);
    if (!fill(content)) {
      throw new EOFException("a frame ends early");
    }
    return Optional.of(new Frame(Kind.values()[kind], content.array()));
  }

  /** False where the other side had ended before the first byte. */
  private boolean fill(ByteBuffer to) throws IOException {
    while (to.hasRemaining()) {
      if (channel.read(to) < 0) {
        if (to.position() == 0) {
          return false;
        }
        throw new EOFException("a frame ends early");
      }
    }
    to.flip();
    return true;
  }

  synchronized void write(Kind kind, byte[] content, int from, int length) throws IOException {
    ByteBuffer frame = ByteBuffer.allocate(HEAD + length);
    frame.put((byte) kind.ordinal()).putInt(length).put(content, from, length).flip();
    while (frame.hasRemaining()) {
      channel.write(frame);
    }
  }

  void write(Kind kind, byte... content) throws IOException {
    write(kind, content, 0, content.length);
  }

  @Override
  public void close() throws IOException {
    channel.close();
  }
}
