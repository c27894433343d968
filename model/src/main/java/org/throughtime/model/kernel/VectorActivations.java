package org.throughtime.model.kernel;

import static org.throughtime.model.kernel.VectorWidth.LANES;

import java.util.Arrays;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.VectorSpecies;

/**
 * {@link Activations}, many floats at a time: their constants, and what the generated {@link
 * VectorActivationLoops} are called with.
 *
 * <p>With so many calls of the Vector API in one method, Java 17's compiler wants {@code
 * -XX:PerMethodTrapLimit} above its default of 100: a few failed guesses in {@code
 * VectorOperators.ImplCache.find} are counted again for each of them, and at the limit it keeps
 * vectors as objects.
 */
final class VectorActivations {
  static final VectorSpecies<Float> S = VectorWidth.FLOATS;

  static final IntVector ONE_BITS = IntVector.broadcast(VectorWidth.INTS, 0x3f800000);
  static final IntVector SIGN_BIT = IntVector.broadcast(VectorWidth.INTS, 0x80000000);
  static final IntVector MAGNITUDE_BITS = IntVector.broadcast(VectorWidth.INTS, 0x7fffffff);
  static final IntVector ZERO_BITS = IntVector.broadcast(VectorWidth.INTS, 0);

  /**
   * A scalar, since a shift by a vector masks it with {@code lanewise(AND)} inside {@code
   * lanewise(LSHL)}. Where Java 17's compiler does not prune that recursion, it stops inlining and
   * keeps the vectors as objects.
   */
  static final int EXPONENT_SHIFT = 23;

  static final IntVector EXP_MOST_BITS =
      IntVector.broadcast(VectorWidth.INTS, Float.floatToRawIntBits(Activations.EXP_MOST));
  static final IntVector INFINITY_BITS = IntVector.broadcast(VectorWidth.INTS, 0x7f800000);
  static final IntVector TANH_MOST_BITS =
      IntVector.broadcast(VectorWidth.INTS, Float.floatToRawIntBits(Activations.TANH_MOST));

  static final FloatVector ONE = FloatVector.broadcast(S, 1f);
  static final FloatVector TWO = FloatVector.broadcast(S, 2f);
  static final FloatVector HALF = FloatVector.broadcast(S, 0.5f);
  static final FloatVector E3 = FloatVector.broadcast(S, Activations.E3);
  static final FloatVector E4 = FloatVector.broadcast(S, Activations.E4);
  static final FloatVector E5 = FloatVector.broadcast(S, Activations.E5);
  static final FloatVector E6 = FloatVector.broadcast(S, Activations.E6);
  static final FloatVector LOG2_E = FloatVector.broadcast(S, Activations.LOG2_E);
  static final FloatVector MINUS_HALF_LN_2 = FloatVector.broadcast(S, Activations.MINUS_HALF_LN_2);
  static final FloatVector MINUS_LN_2_HIGH = FloatVector.broadcast(S, Activations.MINUS_LN_2_HIGH);
  static final FloatVector MINUS_LN_2_LOW = FloatVector.broadcast(S, Activations.MINUS_LN_2_LOW);
  static final FloatVector ROUNDER = FloatVector.broadcast(S, Activations.ROUNDER);
  static final FloatVector T3 = FloatVector.broadcast(S, Activations.T3);
  static final FloatVector T4 = FloatVector.broadcast(S, Activations.T4);
  static final FloatVector T5 = FloatVector.broadcast(S, Activations.T5);
  static final FloatVector T6 = FloatVector.broadcast(S, Activations.T6);
  static final FloatVector TWO_LOG2_E = FloatVector.broadcast(S, Activations.TWO_LOG2_E);

  private VectorActivations() {}

  /** See {@link Kernels#tanh}. */
  static void tanh(Rows x, int from, int rows) {
    int together = rowsTogether(x, rows);
    for (int r = from; r < from + rows; r += together) {
      tanh(x.data, r * x.stride, end(x, r + together - 1));
    }
  }

  /** See {@link Kernels#sigmoid}. */
  static void sigmoid(Rows x, int from, int rows) {
    int together = rowsTogether(x, rows);
    for (int r = from; r < from + rows; r += together) {
      sigmoid(x.data, r * x.stride, end(x, r + together - 1));
    }
  }

  /** See {@link Kernels#columnExpSums}. */
  static void columnExpSums(Rows x, int columns, float[] shift, float[] sums) {
    int end = VectorWidth.end(columns);
    Arrays.fill(sums, 0, end, 0f);
    for (int r = 0; r < x.count; r++) {
      expAndSum(x.data, r * x.stride, end, shift, sums);
    }
  }

  /** All rows where each ends with a vector that holds elements; else one after the other. */
  private static int rowsTogether(Rows x, int rows) {
    return VectorWidth.end(x.columns) == x.stride ? rows : 1;
  }

  /** Behind the last vector of a row that holds elements. */
  private static int end(Rows x, int row) {
    return row * x.stride + VectorWidth.end(x.columns);
  }

  private static void tanh(float[] x, int from, int end) {
    int odd = end - (end - from) % (2 * LANES);
    VectorActivationLoops.tanhPairs(x, from, odd);
    VectorActivationLoops.tanhSingles(x, odd, end);
  }

  private static void sigmoid(float[] x, int from, int end) {
    int odd = end - (end - from) % (2 * LANES);
    VectorActivationLoops.sigmoidPairs(x, from, odd);
    VectorActivationLoops.sigmoidSingles(x, odd, end);
  }

  /** {@code x = exp(x - shift)} and {@code sums += x} in one row, element by element. */
  private static void expAndSum(float[] x, int row, int end, float[] shift, float[] sums) {
    int odd = end - end % (2 * LANES);
    VectorActivationLoops.expAndSumPairs(x, row, 0, odd, shift, sums);
    VectorActivationLoops.expAndSumSingles(x, row, odd, end, shift, sums);
  }
}
