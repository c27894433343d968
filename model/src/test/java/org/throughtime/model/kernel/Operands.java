package org.throughtime.model.kernel;

import java.util.Arrays;
import java.util.Random;

/**
 * Operands of one kernel call: the same elements for the same shape and values every time, in rows
 * whose padding holds other garbage every time.
 */
final class Operands {
  /** What elements are drawn from. */
  enum Values {
    /** Between -2 and 2. */
    PLAIN,
    /** Mostly zeros of both signs. */
    ZEROS,
    /** Of every magnitude, so that sums and products overflow and underflow. */
    HUGE,
    /** Plain, with infinities and NaN among them. */
    SPECIAL
  }

  private static final float[] EXTREMES = {
    Float.POSITIVE_INFINITY, Float.NEGATIVE_INFINITY, Float.NaN, Float.MAX_VALUE, -Float.MIN_VALUE
  };

  final int rows;
  final int columns;
  private final Values values;
  private final Random elements;
  private final Random garbage;

  /**
   * @param rows of the block that the call works on
   * @param columns of its result
   * @param call decides the garbage, and nothing else
   */
  Operands(int rows, int columns, Values values, int call) {
    this.rows = rows;
    this.columns = columns;
    this.values = values;
    this.elements = new Random(1_000_003L * rows + columns);
    this.garbage = new Random(call);
  }

  /** A matrix of {@code count} rows. */
  Rows matrix(int count, int columns) {
    Rows rows = new Rows(count, columns);
    for (int r = 0; r < count; r++) {
      for (int c = 0; c < rows.stride; c++) {
        rows.data[r * rows.stride + c] = c < columns ? next() : garbage();
      }
    }
    return rows;
  }

  /** Some matrices of {@code count} rows and the result's columns. */
  Rows[] matrices(int number, int count) {
    Rows[] matrices = new Rows[number];
    Arrays.setAll(matrices, i -> matrix(count, columns));
    return matrices;
  }

  /** An array without padding. */
  float[] array(int length) {
    float[] array = new float[length];
    for (int i = 0; i < length; i++) {
      array[i] = next();
    }
    return array;
  }

  /** Symbols of an alphabet of {@code count}, at most 256. */
  byte[] symbols(int length, int count) {
    byte[] symbols = new byte[length];
    for (int i = 0; i < length; i++) {
      symbols[i] = (byte) elements.nextInt(count);
    }
    return symbols;
  }

  private float garbage() {
    return garbage.nextInt(3) == 0 ? Float.NaN : garbage.nextFloat() * 1e30f;
  }

  float next() {
    float plain = 4 * elements.nextFloat() - 2;
    int die = elements.nextInt(32);
    return switch (values) {
      case PLAIN -> plain;
      case ZEROS -> die < 8 ? plain : 0f * plain;
      case HUGE -> plain * Math.scalb(1f, 8 * (die - 16));
      case SPECIAL -> die < EXTREMES.length ? EXTREMES[die] : plain;
    };
  }

  @Override
  public String toString() {
    return rows + " rows, " + columns + " columns, " + values;
  }

  /** The elements of a matrix without its padding. */
  static float[] elements(Rows rows) {
    float[] dense = new float[rows.count * rows.columns];
    for (int r = 0; r < rows.count; r++) {
      System.arraycopy(rows.data, r * rows.stride, dense, r * rows.columns, rows.columns);
    }
    return dense;
  }

  /** One array behind the other. */
  static float[] joined(float[] first, float[] second) {
    float[] both = Arrays.copyOf(first, first.length + second.length);
    System.arraycopy(second, 0, both, first.length, second.length);
    return both;
  }
}
