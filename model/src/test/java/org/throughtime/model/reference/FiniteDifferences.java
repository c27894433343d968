package org.throughtime.model.reference;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.function.DoubleSupplier;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.throughtime.model.cell.Parameter;

/** Derivatives of a scalar by moving one float64 element at a time. */
final class FiniteDifferences {
  /** Curvature costs about STEP^2, the rounding of a float64 loss about 1e-15 / STEP. */
  private static final double STEP = 5e-5;

  private FiniteDifferences() {}

  /**
   * The derivative of {@code f} by every element of {@code at}.
   *
   * @param at C-order array that {@code f} reads; every element is put back
   */
  static INDArray gradient(INDArray at, DoubleSupplier f) {
    INDArray gradient = Nd4j.zeros(DataType.DOUBLE, at.shape());
    for (long i = 0; i < at.length(); i++) {
      double value = at.getDouble(i);
      double difference = moved(at, i, value + STEP, f) - moved(at, i, value - STEP, f);
      at.putScalar(i, value);
      gradient.putScalar(i, difference / (2 * STEP));
    }
    return gradient;
  }

  /**
   * The same to the fourth order, for what is curved more than a loss: the step is wider, and what
   * is left of the curvature is about {@code (4 STEP)^4}.
   */
  static INDArray fourthOrderGradient(INDArray at, DoubleSupplier f) {
    INDArray gradient = Nd4j.zeros(DataType.DOUBLE, at.shape());
    double step = 4 * STEP;
    for (long i = 0; i < at.length(); i++) {
      double value = at.getDouble(i);
      double near = moved(at, i, value + step, f) - moved(at, i, value - step, f);
      double far = moved(at, i, value + 2 * step, f) - moved(at, i, value - 2 * step, f);
      at.putScalar(i, value);
      gradient.putScalar(i, (8 * near - far) / (12 * step));
    }
    return gradient;
  }

  private static double moved(INDArray at, long i, double value, DoubleSupplier f) {
    at.putScalar(i, value);
    return f.getAsDouble();
  }

  /** Every element within {@code tolerance} of the largest magnitude, which must not be 0. */
  static void assertClose(INDArray expected, INDArray actual, double tolerance, String what) {
    double largest = expected.amaxNumber().doubleValue();
    assertTrue(largest > 1e-9, what + ": a gradient of 0 shows nothing");
    assertEquals(expected.length(), actual.length(), what);
    INDArray e = expected.dup('c');
    INDArray a = actual.dup('c');
    for (long i = 0; i < e.length(); i++) {
      assertEquals(e.getDouble(i), a.getDouble(i), tolerance * largest, what + " element " + i);
    }
  }

  /** The same of a float32 gradient. */
  static void assertClose(INDArray expected, Parameter actual, double tolerance, String what) {
    INDArray wide = Nd4j.zeros(DataType.DOUBLE, actual.rows(), actual.columns());
    for (int i = 0; i < actual.rows(); i++) {
      for (int j = 0; j < actual.columns(); j++) {
        wide.putScalar(i, j, actual.get(i, j));
      }
    }
    assertClose(expected, wide, tolerance, what);
  }
}
