package org.throughtime.model.train;

/** The implementation that computes the passes: a value of the flag {@code backend}. */
public enum Backend {
  /** The float32 kernels. */
  KERNEL("kernel"),
  /** The cells term by term in ND4J, float64, slow and plain. */
  REFERENCE("reference");

  private final String label;

  Backend(String label) {
    this.label = label;
  }

  /** The value as written in a configuration. */
  public String label() {
    return label;
  }
}
