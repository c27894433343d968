package org.throughtime.model.kernel;

/** This JVM cannot use the kernels that the property forces. The message is one line. */
public final class KernelUnavailableException extends IllegalStateException {
  private static final long serialVersionUID = 1L;

  KernelUnavailableException(String message, Throwable cause) {
    super(message, cause);
  }
}
