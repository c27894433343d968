package org.throughtime.model.cell;

/**
 * How Omega is differentiated: value of the flag {@code omegaGradient} (SPEC section 5, step 3).
 */
public enum OmegaGradient {
  /** The course's: terms t = 2..T, and the whole gradient, through every d_t and h_t too. */
  FULL("full"),
  /** The paper's and its authors': terms t = 1..T, every d_t and h_t a constant. */
  IMMEDIATE("immediate"),
  /**
   * A common mistake, for comparison: as FULL, but d_t is only the part of dL/dh_t that comes
   * through h_t's own output. For a head at the last step that part is 0 at every t but T.
   */
  DIRECT("direct");

  private final String label;

  OmegaGradient(String label) {
    this.label = label;
  }

  /** The flag's value. */
  public String label() {
    return label;
  }
}
