package org.throughtime.sweep.cli;

import java.io.IOException;
import java.io.Writer;

/** Passes text on and keeps the last line of it that is not empty. */
final class LastLine extends Writer {
  private final Writer next;
  private final StringBuilder line = new StringBuilder();
  private String last = "";

  LastLine(Writer next) {
    this.next = next;
  }

  @Override
  public void write(char[] text, int offset, int length) throws IOException {
    synchronized (lock) {
      next.write(text, offset, length);
      for (int i = offset; i < offset + length; i++) {
        if (text[i] == '\n' || text[i] == '\r') {
          end();
        } else {
          line.append(text[i]);
        }
      }
    }
  }

  private void end() {
    if (!line.toString().isBlank()) {
      last = line.toString().strip();
    }
    line.setLength(0);
  }

  /** That line; empty where there is none. */
  String get() {
    synchronized (lock) {
      return line.toString().isBlank() ? last : line.toString().strip();
    }
  }

  @Override
  public void flush() throws IOException {
    next.flush();
  }

  @Override
  public void close() throws IOException {
    next.close();
  }
}
