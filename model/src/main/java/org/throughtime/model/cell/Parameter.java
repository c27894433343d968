package org.throughtime.model.cell;

import java.util.Arrays;
import org.throughtime.model.kernel.Rows;

/**
 * One named weight array: a matrix {@code (rows, columns)} or a vector {@code (columns)}.
 *
 * <p>Rows are {@code stride} floats apart in {@link #data()}; what lies between {@code columns} and
 * {@code stride} is padding and stays zero, so that the kernels may read and write whole vectors.
 */
public final class Parameter {
  private final String name;
  private final boolean vector;
  private final int rows;
  private final int columns;
  private final int stride;
  private final float[] data;

  private Parameter(String name, boolean vector, int rows, int columns) {
    this.name = name;
    this.vector = vector;
    this.rows = rows;
    this.columns = columns;
    this.stride = Rows.stride(columns);
    this.data = new float[rows * stride];
  }

  /** A zero matrix. */
  public static Parameter matrix(String name, int rows, int columns) {
    return new Parameter(name, false, rows, columns);
  }

  /** A zero vector. */
  public static Parameter vector(String name, int columns) {
    return new Parameter(name, true, 1, columns);
  }

  /** A zero array of the same name and shape. */
  public Parameter zerosLike() {
    return new Parameter(name, vector, rows, columns);
  }

  /** Name in SPEC section 4, for example W_hh. */
  public String name() {
    return name;
  }

  /** Whether its shape is {@code (columns)} and not {@code (rows, columns)}. */
  public boolean isVector() {
    return vector;
  }

  public int rows() {
    return rows;
  }

  public int columns() {
    return columns;
  }

  public int stride() {
    return stride;
  }

  /** The storage itself, {@code (rows, stride)}. */
  public float[] data() {
    return data;
  }

  public float get(int row, int column) {
    return data[row * stride + column];
  }

  public void set(int row, int column, float value) {
    data[row * stride + column] = value;
  }

  /** A copy without padding, C order. */
  public float[] toArray() {
    float[] dense = new float[rows * columns];
    for (int r = 0; r < rows; r++) {
      System.arraycopy(data, r * stride, dense, r * columns, columns);
    }
    return dense;
  }

  /** Fills it from a dense C-order array. */
  public void assign(float[] dense) {
    if (dense.length != rows * columns) {
      throw new IllegalArgumentException(
          name + " has " + rows * columns + " elements, got " + dense.length);
    }
    Arrays.fill(data, 0f);
    for (int r = 0; r < rows; r++) {
      System.arraycopy(dense, r * columns, data, r * stride, columns);
    }
  }
}
