package org.throughtime.sweep.cli;

/** A call needs what only a process started for it has: its terminal, or its open files. */
final class OwnProcessException extends RuntimeException {
  private static final long serialVersionUID = 1;

  OwnProcessException(String needed) {
    super(needed);
  }
}
