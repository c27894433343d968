package org.throughtime.sweep.query;

/** A statement that cannot be answered. The message is one line: what is wrong, and what to do. */
public final class QueryException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public QueryException(String message) {
    super(message);
  }
}
