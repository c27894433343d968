package org.throughtime.model.cell;

import org.throughtime.model.kernel.Rows;

/**
 * One named weight array: a matrix {@code (rows, columns)} or a vector {@code (columns)}.
 *
 * <p>The padding of its {@link #storage} is zero and stays so.
 */
public final class Parameter {
  private final String name;
  private final boolean vector;
  private final Rows storage;

  private Parameter(String name, boolean vector, int rows, int columns) {
    this.name = name;
    this.vector = vector;
    this.storage = new Rows(rows, columns);
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
    return new Parameter(name, vector, rows(), columns());
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
    return storage.count;
  }

  public int columns() {
    return storage.columns;
  }

  /** The storage itself: a vector is one row. */
  public Rows storage() {
    return storage;
  }

  /** The storage's floats, {@code (rows, stride)}. */
  public float[] data() {
    return storage.data;
  }

  public float get(int row, int column) {
    return storage.get(row, column);
  }

  public void set(int row, int column, float value) {
    storage.set(row, column, value);
  }

  /** Whether every element is finite. */
  public boolean isFinite() {
    for (int r = 0; r < rows(); r++) {
      for (int c = 0; c < columns(); c++) {
        if (!Float.isFinite(get(r, c))) {
          return false;
        }
      }
    }
    return true;
  }

  /** A copy without padding, C order. */
  public float[] toArray() {
    float[] dense = new float[rows() * columns()];
    for (int r = 0; r < rows(); r++) {
      System.arraycopy(data(), r * storage.stride, dense, r * columns(), columns());
    }
    return dense;
  }

  /** Fills it from a dense C-order array. */
  public void assign(float[] dense) {
    if (dense.length != rows() * columns()) {
      throw new IllegalArgumentException(
          name + " has " + rows() * columns() + " elements, got " + dense.length);
    }
    for (int r = 0; r < rows(); r++) {
      System.arraycopy(dense, r * columns(), data(), r * storage.stride, columns());
    }
  }
}
