package org.throughtime.model.cell;

/** A float32 weight array in float64, {@code (rows, columns)}; a vector is one row. */
final class WideMatrix {
  private final int rows;
  private final int columns;
  private final double[] elements;

  WideMatrix(Parameter weight) {
    this.rows = weight.rows();
    this.columns = weight.columns();
    this.elements = new double[rows * columns];
    for (int i = 0; i < rows; i++) {
      for (int j = 0; j < columns; j++) {
        elements[i * columns + j] = weight.get(i, j);
      }
    }
  }

  int rows() {
    return rows;
  }

  int columns() {
    return columns;
  }

  double get(int row, int column) {
    return elements[row * columns + column];
  }

  /** Copies row 0 to y. */
  void copyTo(double[] y) {
    System.arraycopy(elements, 0, y, 0, columns);
  }

  /**
   * Adds x W to the first elements of y.
   *
   * @param x its first {@code rows} elements are the vector
   */
  void addProduct(double[] x, double[] y) {
    for (int i = 0; i < rows; i++) {
      if (x[i] != 0) {
        addRow(i, x[i], y, 0);
      }
    }
  }

  /** Adds a multiple of a row to elements of y from {@code fromY} on. */
  void addRow(int row, double factor, double[] y, int fromY) {
    int from = row * columns;
    for (int j = 0; j < columns; j++) {
      y[fromY + j] += factor * elements[from + j];
    }
  }
}
