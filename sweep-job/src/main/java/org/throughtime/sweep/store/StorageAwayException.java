package org.throughtime.sweep.store;

/**
 * The storage of a results directory did not answer for as long as an operation waits for it. The
 * message is one line. It is no {@link java.io.IOException}, since whoever records an error would
 * record it in that storage.
 */
public final class StorageAwayException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public StorageAwayException(String message) {
    super(message);
  }
}
