package org.throughtime.model.kernel;

import java.util.Arrays;

/**
 * A matrix of float rows, padded so that every vector width may read and write whole vectors.
 *
 * <p>Element {@code (r, c)} is at {@code r * stride + c} of {@link #data}. What lies between {@code
 * columns} and {@code stride} belongs to the kernels: they may write anything there and never let
 * it reach an element. Public final fields, because this is what the inner loops read.
 */
public final class Rows {
  /** Lanes of the widest vectors; rows are padded to a multiple of it. */
  public static final int PAD = 16;

  /** Number of rows. */
  public final int count;

  /** Elements of a row. */
  public final int columns;

  /** Floats from one row to the next. */
  public final int stride;

  /** {@code count * stride} floats. */
  public final float[] data;

  /** A zero matrix. */
  public Rows(int count, int columns) {
    this.count = count;
    this.columns = columns;
    this.stride = stride(columns);
    this.data = new float[Math.multiplyExact(count, stride)];
  }

  /** Floats from one row to the next where each has {@code columns}. */
  public static int stride(int columns) {
    return (columns + PAD - 1) / PAD * PAD;
  }

  /**
   * A matrix of these columns and at least {@code rows} rows: this one where it has so many, else a
   * new one of zeros.
   */
  public Rows atLeast(int rows) {
    return count < rows ? new Rows(rows, columns) : this;
  }

  public float get(int row, int column) {
    return data[row * stride + column];
  }

  public void set(int row, int column, float value) {
    data[row * stride + column] = value;
  }

  /** Sets all of a row to {@code value}, padding included. */
  public void fillRow(int row, float value) {
    Arrays.fill(data, row * stride, (row + 1) * stride, value);
  }

  /** Sets {@code rows} rows from {@code from} on to zero, padding included. */
  public void clear(int from, int rows) {
    Arrays.fill(data, from * stride, (from + rows) * stride, 0f);
  }

  /** Writes the transpose of {@code source} here. */
  public void transposeOf(Rows source) {
    if (source.count != columns || source.columns != count) {
      throw new IllegalArgumentException(
          "the transpose of ("
              + source.count
              + ", "
              + source.columns
              + ") does not fit ("
              + count
              + ", "
              + columns
              + ")");
    }
    transposeOf(source, columns);
  }

  /** Writes the transpose of the first {@code rows} rows of {@code source} here. */
  public void transposeOf(Rows source, int rows) {
    for (int r = 0; r < count; r++) {
      for (int c = 0; c < rows; c++) {
        data[r * stride + c] = source.data[c * source.stride + r];
      }
    }
  }
}
