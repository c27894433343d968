package org.throughtime.sweep.store;

/**
 * The storage of a results directory did not answer for as long as an operation waits for it. The
 * message is one line. It does not extend {@link java.io.IOException}: code that records such an
 * exception would write to the same storage.
 */
public final class StorageAwayException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public StorageAwayException(String message) {
    super(message);
  }
}
