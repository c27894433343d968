package org.throughtime.model.kernel;

/** The kernels that were forced cannot work in this JVM. The message is one line. */
public final class KernelUnavailableException extends IllegalStateException {
  private static final long serialVersionUID = 1L;

  KernelUnavailableException(String message, Throwable cause) {
    super(message, cause);
  }
}
