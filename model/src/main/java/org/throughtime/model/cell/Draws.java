package org.throughtime.model.cell;

import org.throughtime.model.random.LegacyRandom;

/** Matrices from a stream, drawn in float64 in C order and kept in float32. */
final class Draws {
  private Draws() {}

  /** Draws a matrix {@code (rows, columns)}, normal with mean 0. */
  static double[] normal(LegacyRandom random, double sd, int rows, int columns) {
    double[] drawn = new double[rows * columns];
    for (int i = 0; i < drawn.length; i++) {
      drawn[i] = sd * random.gauss();
    }
    return drawn;
  }

  /** Rounds a matrix {@code (rows, columns)} in C order to float32. */
  static Parameter matrix(String name, int rows, int columns, double[] drawn) {
    Parameter matrix = Parameter.matrix(name, rows, columns);
    for (int i = 0; i < rows; i++) {
      for (int j = 0; j < columns; j++) {
        matrix.set(i, j, (float) drawn[i * columns + j]);
      }
    }
    return matrix;
  }

  /** A bias whose elements all have one value. */
  static Parameter bias(String name, int columns, float value) {
    Parameter bias = Parameter.vector(name, columns);
    for (int i = 0; i < columns; i++) {
      bias.set(0, i, value);
    }
    return bias;
  }
}
