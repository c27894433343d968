package org.throughtime.model.diagnostics;

/** The logarithm of the norm of a gradient. It is finite even for a gradient that has vanished. */
public final class LogGradient {
  /** What is added to a norm before its logarithm is taken: the course's, as SQL writes it. */
  public static final String OFFSET = "1e-12";

  private static final double LEAST = Double.parseDouble(OFFSET);

  private LogGradient() {}

  /** log10 of a norm and {@value #OFFSET}. */
  public static double log10(double norm) {
    return StrictMath.log10(norm + LEAST);
  }
}
