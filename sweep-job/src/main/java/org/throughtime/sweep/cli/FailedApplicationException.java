package org.throughtime.sweep.cli;

/**
 * Tells YARN's application master that the program failed, and why. YARN shows the message among
 * the diagnostics of the application, so there is no stack trace.
 */
final class FailedApplicationException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  FailedApplicationException(int status, String reason) {
    super("exit status " + status + ": " + reason, null, false, false);
  }
}
