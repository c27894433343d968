package org.throughtime.sweep.table;

import java.io.ByteArrayInputStream;
import java.io.EOFException;
import java.io.IOException;
import org.apache.parquet.io.DelegatingSeekableInputStream;
import org.apache.parquet.io.InputFile;
import org.apache.parquet.io.SeekableInputStream;

/** A Parquet file in memory, as input of a reader. */
public record ParquetInput(byte[] bytes) implements InputFile {
  @Override
  public long getLength() {
    return bytes.length;
  }

  @Override
  public SeekableInputStream newStream() {
    return new Stream(new Positioned(bytes));
  }

  /** Knows where it is. */
  private static final class Positioned extends ByteArrayInputStream {
    Positioned(byte[] bytes) {
      super(bytes);
    }

    int position() {
      return pos;
    }

    void seek(long position) throws EOFException {
      if (position < 0 || position > count) {
        throw new EOFException("no byte " + position + " in " + count);
      }
      pos = (int) position;
    }
  }

  private static final class Stream extends DelegatingSeekableInputStream {
    private final Positioned in;

    Stream(Positioned in) {
      super(in);
      this.in = in;
    }

    @Override
    public long getPos() {
      return in.position();
    }

    @Override
    public void seek(long position) throws IOException {
      in.seek(position);
    }
  }
}
