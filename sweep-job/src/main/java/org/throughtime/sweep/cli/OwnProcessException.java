package org.throughtime.sweep.cli;

/** A call needs a process of its own, for its terminal or its open files. */
final class OwnProcessException extends RuntimeException {
  private static final long serialVersionUID = 1;

  OwnProcessException(String needed) {
    super(needed);
  }
}
