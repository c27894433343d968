package org.throughtime.model.kernel;

import static org.throughtime.model.kernel.VectorWidth.LANES;

import java.util.Arrays;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/**
 * {@link Activations}, many floats at a time.
 *
 * <p>Each stands whole in one loop, and no helper of ours is called with a vector or for one: past
 * a certain size the compiler inlines the Vector API's own methods alone, and a vector that crosses
 * a call is an object, in a loop that runs twenty times slower.
 *
 * <p>Magnitudes are compared as integers, since Java 17 makes several instructions of every mask of
 * a comparison. What that does to a NaN, whose bits lie above infinity's, is undone at the end:
 * infinity's bits minus those are again a NaN's, and any bits with them.
 *
 * <p>Each goes through two vectors at a time, statement by statement: one's division and chain of
 * multiply-adds wait while the other's go on, which saves a fifth.
 *
 * <p>With so many calls of the Vector API in one method, Java 17's compiler wants {@code
 * -XX:PerMethodTrapLimit} above its default of 100: a few failed guesses in {@code
 * VectorOperators.ImplCache.find} are counted again for each of them, and at the limit it keeps
 * vectors as objects.
 */
final class VectorActivations {
  private static final VectorSpecies<Float> S = VectorWidth.FLOATS;

  private static final IntVector ONE_BITS = IntVector.broadcast(VectorWidth.INTS, 0x3f800000);
  private static final IntVector SIGN_BIT = IntVector.broadcast(VectorWidth.INTS, 0x80000000);
  private static final IntVector MAGNITUDE_BITS = IntVector.broadcast(VectorWidth.INTS, 0x7fffffff);
  private static final IntVector ZERO_BITS = IntVector.broadcast(VectorWidth.INTS, 0);
  private static final IntVector EXPONENT_SHIFT = IntVector.broadcast(VectorWidth.INTS, 23);

  private static final IntVector EXP_MOST_BITS =
      IntVector.broadcast(VectorWidth.INTS, Float.floatToRawIntBits(Activations.EXP_MOST));
  private static final IntVector INFINITY_BITS = IntVector.broadcast(VectorWidth.INTS, 0x7f800000);
  private static final IntVector TANH_MOST_BITS =
      IntVector.broadcast(VectorWidth.INTS, Float.floatToRawIntBits(Activations.TANH_MOST));

  private static final FloatVector ONE = FloatVector.broadcast(S, 1f);
  private static final FloatVector TWO = FloatVector.broadcast(S, 2f);
  private static final FloatVector HALF = FloatVector.broadcast(S, 0.5f);
  private static final FloatVector E3 = FloatVector.broadcast(S, Activations.E3);
  private static final FloatVector E4 = FloatVector.broadcast(S, Activations.E4);
  private static final FloatVector E5 = FloatVector.broadcast(S, Activations.E5);
  private static final FloatVector E6 = FloatVector.broadcast(S, Activations.E6);
  private static final FloatVector LOG2_E = FloatVector.broadcast(S, Activations.LOG2_E);
  private static final FloatVector MINUS_HALF_LN_2 =
      FloatVector.broadcast(S, Activations.MINUS_HALF_LN_2);
  private static final FloatVector MINUS_LN_2_HIGH =
      FloatVector.broadcast(S, Activations.MINUS_LN_2_HIGH);
  private static final FloatVector MINUS_LN_2_LOW =
      FloatVector.broadcast(S, Activations.MINUS_LN_2_LOW);
  private static final FloatVector ROUNDER = FloatVector.broadcast(S, Activations.ROUNDER);
  private static final FloatVector T3 = FloatVector.broadcast(S, Activations.T3);
  private static final FloatVector T4 = FloatVector.broadcast(S, Activations.T4);
  private static final FloatVector T5 = FloatVector.broadcast(S, Activations.T5);
  private static final FloatVector T6 = FloatVector.broadcast(S, Activations.T6);
  private static final FloatVector TWO_LOG2_E = FloatVector.broadcast(S, Activations.TWO_LOG2_E);

  private VectorActivations() {}

  /** See {@link Kernels#tanh}. */
  static void tanh(Rows x, int from, int rows) {
    int end = VectorWidth.end(x.columns);
    if (end == x.stride) {
      tanh(x.data, from * end, (from + rows) * end);
      return;
    }
    for (int r = from; r < from + rows; r++) {
      tanh(x.data, r * x.stride, r * x.stride + end);
    }
  }

  /** See {@link Kernels#sigmoid}. */
  static void sigmoid(Rows x, int from, int rows) {
    int end = VectorWidth.end(x.columns);
    if (end == x.stride) {
      sigmoid(x.data, from * end, (from + rows) * end);
      return;
    }
    for (int r = from; r < from + rows; r++) {
      sigmoid(x.data, r * x.stride, r * x.stride + end);
    }
  }

  /** See {@link Kernels#columnExpSums}. */
  static void columnExpSums(Rows x, int columns, float[] shift, float[] sums) {
    Arrays.fill(sums, 0, VectorWidth.end(columns), 0f);
    for (int r = 0; r < x.count; r++) {
      expAndSum(x.data, r * x.stride, columns, shift, sums);
    }
  }

  private static void tanh(float[] x, int from, int end) {
    int odd = end - (end - from) % (2 * LANES);
    tanhPairs(x, from, odd);
    tanhSingles(x, odd, end);
  }

  private static void tanhPairs(float[] x, int from, int end) {
    for (int i = from; i < end; i += 2 * LANES) {
      IntVector v0 = FloatVector.fromArray(S, x, i).reinterpretAsInts();
      IntVector v1 = FloatVector.fromArray(S, x, i + LANES).reinterpretAsInts();
      IntVector magnitude0 = v0.and(MAGNITUDE_BITS);
      IntVector magnitude1 = v1.and(MAGNITUDE_BITS);
      IntVector nan0 = INFINITY_BITS.sub(magnitude0).min(ZERO_BITS);
      IntVector nan1 = INFINITY_BITS.sub(magnitude1).min(ZERO_BITS);
      FloatVector a0 = magnitude0.min(TANH_MOST_BITS).reinterpretAsFloats();
      FloatVector a1 = magnitude1.min(TANH_MOST_BITS).reinterpretAsFloats();
      FloatVector t0 = a0.fma(TWO_LOG2_E, ROUNDER);
      FloatVector t1 = a1.fma(TWO_LOG2_E, ROUNDER);
      FloatVector n0 = t0.sub(ROUNDER);
      FloatVector n1 = t1.sub(ROUNDER);
      FloatVector r0 = n0.fma(MINUS_HALF_LN_2, a0);
      FloatVector r1 = n1.fma(MINUS_HALF_LN_2, a1);
      FloatVector p0 = T6.fma(r0, T5);
      FloatVector p1 = T6.fma(r1, T5);
      p0 = p0.fma(r0, T4);
      p1 = p1.fma(r1, T4);
      p0 = p0.fma(r0, T3);
      p1 = p1.fma(r1, T3);
      p0 = p0.fma(r0, TWO);
      p1 = p1.fma(r1, TWO);
      p0 = p0.fma(r0, TWO);
      p1 = p1.fma(r1, TWO);
      p0 = p0.mul(r0);
      p1 = p1.mul(r1);
      IntVector exponent0 = t0.reinterpretAsInts().lanewise(VectorOperators.LSHL, EXPONENT_SHIFT);
      IntVector exponent1 = t1.reinterpretAsInts().lanewise(VectorOperators.LSHL, EXPONENT_SHIFT);
      FloatVector scale0 = exponent0.add(ONE_BITS).reinterpretAsFloats();
      FloatVector scale1 = exponent1.add(ONE_BITS).reinterpretAsFloats();
      FloatVector em0 = scale0.fma(p0, scale0.sub(ONE));
      FloatVector em1 = scale1.fma(p1, scale1.sub(ONE));
      FloatVector y0 = em0.div(em0.add(TWO));
      FloatVector y1 = em1.div(em1.add(TWO));
      IntVector sign0 = v0.and(SIGN_BIT);
      IntVector sign1 = v1.and(SIGN_BIT);
      y0.reinterpretAsInts().or(sign0).or(nan0).reinterpretAsFloats().intoArray(x, i);
      y1.reinterpretAsInts().or(sign1).or(nan1).reinterpretAsFloats().intoArray(x, i + LANES);
    }
  }

  private static void tanhSingles(float[] x, int from, int end) {
    for (int i = from; i < end; i += LANES) {
      IntVector v = FloatVector.fromArray(S, x, i).reinterpretAsInts();
      IntVector magnitude = v.and(MAGNITUDE_BITS);
      IntVector nan = INFINITY_BITS.sub(magnitude).min(ZERO_BITS);
      FloatVector a = magnitude.min(TANH_MOST_BITS).reinterpretAsFloats();
      FloatVector t = a.fma(TWO_LOG2_E, ROUNDER);
      FloatVector n = t.sub(ROUNDER);
      FloatVector r = n.fma(MINUS_HALF_LN_2, a);
      FloatVector p = T6.fma(r, T5);
      p = p.fma(r, T4);
      p = p.fma(r, T3);
      p = p.fma(r, TWO);
      p = p.fma(r, TWO);
      p = p.mul(r);
      IntVector exponent = t.reinterpretAsInts().lanewise(VectorOperators.LSHL, EXPONENT_SHIFT);
      FloatVector scale = exponent.add(ONE_BITS).reinterpretAsFloats();
      FloatVector em = scale.fma(p, scale.sub(ONE));
      FloatVector y = em.div(em.add(TWO));
      IntVector sign = v.and(SIGN_BIT);
      y.reinterpretAsInts().or(sign).or(nan).reinterpretAsFloats().intoArray(x, i);
    }
  }

  /**
   * {@code x = exp(x - shift)} and {@code sums += x}, element by element: sums carried in a
   * register from row to row would be objects wherever the compiler gives up inlining.
   */
  private static void expAndSum(float[] x, int from, int count, float[] shift, float[] sums) {
    int odd = count - count % (2 * LANES);
    expAndSumPairs(x, from, odd, shift, sums);
    expAndSumSingles(x, from, odd, count, shift, sums);
  }

  private static void expAndSumPairs(float[] x, int from, int count, float[] shift, float[] sums) {
    for (int i = 0; i < count; i += 2 * LANES) {
      IntVector d0 =
          FloatVector.fromArray(S, x, from + i)
              .sub(FloatVector.fromArray(S, shift, i))
              .reinterpretAsInts();
      IntVector d1 =
          FloatVector.fromArray(S, x, from + i + LANES)
              .sub(FloatVector.fromArray(S, shift, i + LANES))
              .reinterpretAsInts();
      IntVector magnitude0 = d0.and(MAGNITUDE_BITS);
      IntVector magnitude1 = d1.and(MAGNITUDE_BITS);
      IntVector nan0 = INFINITY_BITS.sub(magnitude0).min(ZERO_BITS);
      IntVector nan1 = INFINITY_BITS.sub(magnitude1).min(ZERO_BITS);
      IntVector sign0 = d0.and(SIGN_BIT);
      IntVector sign1 = d1.and(SIGN_BIT);
      FloatVector v0 = magnitude0.min(EXP_MOST_BITS).or(sign0).reinterpretAsFloats();
      FloatVector v1 = magnitude1.min(EXP_MOST_BITS).or(sign1).reinterpretAsFloats();
      FloatVector t0 = v0.fma(LOG2_E, ROUNDER);
      FloatVector t1 = v1.fma(LOG2_E, ROUNDER);
      FloatVector n0 = t0.sub(ROUNDER);
      FloatVector n1 = t1.sub(ROUNDER);
      FloatVector r0 = n0.fma(MINUS_LN_2_HIGH, v0);
      FloatVector r1 = n1.fma(MINUS_LN_2_HIGH, v1);
      r0 = n0.fma(MINUS_LN_2_LOW, r0);
      r1 = n1.fma(MINUS_LN_2_LOW, r1);
      FloatVector p0 = E6.fma(r0, E5);
      FloatVector p1 = E6.fma(r1, E5);
      p0 = p0.fma(r0, E4);
      p1 = p1.fma(r1, E4);
      p0 = p0.fma(r0, E3);
      p1 = p1.fma(r1, E3);
      p0 = p0.fma(r0, HALF);
      p1 = p1.fma(r1, HALF);
      p0 = p0.fma(r0, ONE);
      p1 = p1.fma(r1, ONE);
      p0 = p0.fma(r0, ONE);
      p1 = p1.fma(r1, ONE);
      IntVector exponent0 = t0.reinterpretAsInts().lanewise(VectorOperators.LSHL, EXPONENT_SHIFT);
      IntVector exponent1 = t1.reinterpretAsInts().lanewise(VectorOperators.LSHL, EXPONENT_SHIFT);
      IntVector bits0 = p0.mul(exponent0.add(ONE_BITS).reinterpretAsFloats()).reinterpretAsInts();
      IntVector bits1 = p1.mul(exponent1.add(ONE_BITS).reinterpretAsFloats()).reinterpretAsInts();
      FloatVector e0 = bits0.or(nan0).reinterpretAsFloats();
      FloatVector e1 = bits1.or(nan1).reinterpretAsFloats();
      e0.intoArray(x, from + i);
      e1.intoArray(x, from + i + LANES);
      FloatVector.fromArray(S, sums, i).add(e0).intoArray(sums, i);
      FloatVector.fromArray(S, sums, i + LANES).add(e1).intoArray(sums, i + LANES);
    }
  }

  private static void expAndSumSingles(
      float[] x, int from, int first, int count, float[] shift, float[] sums) {
    for (int i = first; i < count; i += LANES) {
      IntVector d =
          FloatVector.fromArray(S, x, from + i)
              .sub(FloatVector.fromArray(S, shift, i))
              .reinterpretAsInts();
      IntVector magnitude = d.and(MAGNITUDE_BITS);
      IntVector nan = INFINITY_BITS.sub(magnitude).min(ZERO_BITS);
      IntVector sign = d.and(SIGN_BIT);
      FloatVector v = magnitude.min(EXP_MOST_BITS).or(sign).reinterpretAsFloats();
      FloatVector t = v.fma(LOG2_E, ROUNDER);
      FloatVector n = t.sub(ROUNDER);
      FloatVector r = n.fma(MINUS_LN_2_HIGH, v);
      r = n.fma(MINUS_LN_2_LOW, r);
      FloatVector p = E6.fma(r, E5);
      p = p.fma(r, E4);
      p = p.fma(r, E3);
      p = p.fma(r, HALF);
      p = p.fma(r, ONE);
      p = p.fma(r, ONE);
      IntVector exponent = t.reinterpretAsInts().lanewise(VectorOperators.LSHL, EXPONENT_SHIFT);
      IntVector bits = p.mul(exponent.add(ONE_BITS).reinterpretAsFloats()).reinterpretAsInts();
      FloatVector e = bits.or(nan).reinterpretAsFloats();
      e.intoArray(x, from + i);
      FloatVector.fromArray(S, sums, i).add(e).intoArray(sums, i);
    }
  }

  /** {@code x = 1 / (1 + exp(-x))}. */
  private static void sigmoid(float[] x, int from, int end) {
    int odd = end - (end - from) % (2 * LANES);
    sigmoidPairs(x, from, odd);
    sigmoidSingles(x, odd, end);
  }

  private static void sigmoidPairs(float[] x, int from, int end) {
    for (int i = from; i < end; i += 2 * LANES) {
      IntVector d0 = FloatVector.fromArray(S, x, i).neg().reinterpretAsInts();
      IntVector d1 = FloatVector.fromArray(S, x, i + LANES).neg().reinterpretAsInts();
      IntVector magnitude0 = d0.and(MAGNITUDE_BITS);
      IntVector magnitude1 = d1.and(MAGNITUDE_BITS);
      IntVector nan0 = INFINITY_BITS.sub(magnitude0).min(ZERO_BITS);
      IntVector nan1 = INFINITY_BITS.sub(magnitude1).min(ZERO_BITS);
      IntVector sign0 = d0.and(SIGN_BIT);
      IntVector sign1 = d1.and(SIGN_BIT);
      FloatVector v0 = magnitude0.min(EXP_MOST_BITS).or(sign0).reinterpretAsFloats();
      FloatVector v1 = magnitude1.min(EXP_MOST_BITS).or(sign1).reinterpretAsFloats();
      FloatVector t0 = v0.fma(LOG2_E, ROUNDER);
      FloatVector t1 = v1.fma(LOG2_E, ROUNDER);
      FloatVector n0 = t0.sub(ROUNDER);
      FloatVector n1 = t1.sub(ROUNDER);
      FloatVector r0 = n0.fma(MINUS_LN_2_HIGH, v0);
      FloatVector r1 = n1.fma(MINUS_LN_2_HIGH, v1);
      r0 = n0.fma(MINUS_LN_2_LOW, r0);
      r1 = n1.fma(MINUS_LN_2_LOW, r1);
      FloatVector p0 = E6.fma(r0, E5);
      FloatVector p1 = E6.fma(r1, E5);
      p0 = p0.fma(r0, E4);
      p1 = p1.fma(r1, E4);
      p0 = p0.fma(r0, E3);
      p1 = p1.fma(r1, E3);
      p0 = p0.fma(r0, HALF);
      p1 = p1.fma(r1, HALF);
      p0 = p0.fma(r0, ONE);
      p1 = p1.fma(r1, ONE);
      p0 = p0.fma(r0, ONE);
      p1 = p1.fma(r1, ONE);
      IntVector exponent0 = t0.reinterpretAsInts().lanewise(VectorOperators.LSHL, EXPONENT_SHIFT);
      IntVector exponent1 = t1.reinterpretAsInts().lanewise(VectorOperators.LSHL, EXPONENT_SHIFT);
      FloatVector e0 = p0.mul(exponent0.add(ONE_BITS).reinterpretAsFloats());
      FloatVector e1 = p1.mul(exponent1.add(ONE_BITS).reinterpretAsFloats());
      ONE.div(e0.add(ONE)).reinterpretAsInts().or(nan0).reinterpretAsFloats().intoArray(x, i);
      ONE.div(e1.add(ONE))
          .reinterpretAsInts()
          .or(nan1)
          .reinterpretAsFloats()
          .intoArray(x, i + LANES);
    }
  }

  private static void sigmoidSingles(float[] x, int from, int end) {
    for (int i = from; i < end; i += LANES) {
      IntVector d = FloatVector.fromArray(S, x, i).neg().reinterpretAsInts();
      IntVector magnitude = d.and(MAGNITUDE_BITS);
      IntVector nan = INFINITY_BITS.sub(magnitude).min(ZERO_BITS);
      IntVector sign = d.and(SIGN_BIT);
      FloatVector v = magnitude.min(EXP_MOST_BITS).or(sign).reinterpretAsFloats();
      FloatVector t = v.fma(LOG2_E, ROUNDER);
      FloatVector n = t.sub(ROUNDER);
      FloatVector r = n.fma(MINUS_LN_2_HIGH, v);
      r = n.fma(MINUS_LN_2_LOW, r);
      FloatVector p = E6.fma(r, E5);
      p = p.fma(r, E4);
      p = p.fma(r, E3);
      p = p.fma(r, HALF);
      p = p.fma(r, ONE);
      p = p.fma(r, ONE);
      IntVector exponent = t.reinterpretAsInts().lanewise(VectorOperators.LSHL, EXPONENT_SHIFT);
      FloatVector e = p.mul(exponent.add(ONE_BITS).reinterpretAsFloats());
      ONE.div(e.add(ONE)).reinterpretAsInts().or(nan).reinterpretAsFloats().intoArray(x, i);
    }
  }
}
