package org.throughtime.sweep.query;

/**
 * A question that cannot be answered. Its message is one line: what is wrong, and what is right.
 */
public final class QueryException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public QueryException(String message) {
    super(message);
  }
}
