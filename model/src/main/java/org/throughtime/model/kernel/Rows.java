package org.throughtime.model.kernel;

/** How rows of floats lie in memory so that every vector width may read and write whole vectors. */
public final class Rows {
  /** Lanes of the widest vectors; every row is padded with zeros to a multiple of it. */
  public static final int PAD = 16;

  private Rows() {}

  /** Floats from one row to the next where each has {@code columns}. */
  public static int stride(int columns) {
    return (columns + PAD - 1) / PAD * PAD;
  }
}
