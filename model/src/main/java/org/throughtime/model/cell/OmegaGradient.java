package org.throughtime.model.cell;

/**
 * How Omega is differentiated: value of the flag {@code omegaGradient} (SPEC section 5, step 3).
 */
public enum OmegaGradient {
  /** The course's: terms t = 2..T, and the whole gradient, through every d_t and h_t too. */
  FULL("full"),
  /** The paper's and its authors': terms t = 1..T, every d_t and h_t a constant. */
  IMMEDIATE("immediate");

  private final String label;

  OmegaGradient(String label) {
    this.label = label;
  }

  /** The flag's value. */
  public String label() {
    return label;
  }
}
