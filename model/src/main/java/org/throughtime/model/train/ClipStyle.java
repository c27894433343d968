package org.throughtime.model.train;

/**
 * What is done to a gradient whose norm exceeds the cutoff: value of the flag {@code clipstyle}.
 */
public enum ClipStyle {
  NOTHING("nothing"),
  RESCALE("rescale");

  private final String label;

  ClipStyle(String label) {
    this.label = label;
  }

  /** The course's name. */
  public String label() {
    return label;
  }
}
