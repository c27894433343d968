package org.throughtime.model.task;

/**
 * What is read from the network and how it is scored. Every loss is a mean and is minimized.
 *
 * <p>The {@link #label} is the course's name ({@code classif_type} in an NPZ file).
 */
public enum Head {
  /** Softmax at the last step only; loss is the mean cross-entropy over the {@code B} sequences. */
  LAST_SOFTMAX("lastSoftmax"),
  /** Softmax at every step; loss is the mean cross-entropy over all {@code T * B} positions. */
  SOFTMAX("softmax"),
  /**
   * One linear output at the last step; loss is the mean squared error over the {@code B}
   * sequences.
   */
  LAST_LINEAR("lastLinear");

  private final String label;

  Head(String label) {
    this.label = label;
  }

  /** The course's name of this head. */
  public String label() {
    return label;
  }
}
