package org.throughtime.sweep.resume;

/** A committed file has changed since it was committed. The message is one line. */
public final class DamagedFileException extends Exception {
  private static final long serialVersionUID = 1L;

  DamagedFileException(String message) {
    super(message);
  }
}
