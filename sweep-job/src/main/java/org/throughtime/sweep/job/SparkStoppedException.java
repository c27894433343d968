package org.throughtime.sweep.job;

/** Spark ended the application before its sweep was done. The message is one line. */
public final class SparkStoppedException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  SparkStoppedException(String sweep) {
    super(
        ("sweep %s: Spark ended the application; its log says why. What was recorded is kept, and"
                + " the same command resumes")
            .formatted(sweep));
  }
}
