package org.throughtime.model.kernel;

/**
 * tanh, sigmoid and exp as fixed sequences of float operations: what one lane of a vector computes.
 *
 * <p>All three split the argument into n ln 2 + r, take a polynomial of r (least-squares fits with
 * iterated weights, close to minimax) and scale by 2^n through the exponent bits. tanh goes through
 * exp(2x) - 1, which stays relatively exact near 0 and cannot exceed 1 near saturation. NaN stays
 * NaN.
 */
public final class Activations {
  /** 1.5 * 2^23: adding it leaves the nearest integer in the low bits of the sum. */
  static final float ROUNDER = 12582912f;

  static final float LOG2_E = 1.4426950408889634f;
  static final float TWO_LOG2_E = 2.8853900817779268f;
  static final float MINUS_HALF_LN_2 = -0.34657359027997264f;

  /** ln 2 in two parts, the first short enough that n times it is exact. */
  static final float MINUS_LN_2_HIGH = -0.693359375f;

  static final float MINUS_LN_2_LOW = 2.1219444005469057e-4f;

  /** From here on the nearest float to tanh is 1. */
  static final float TANH_MOST = 9.02f;

  /** (exp(2r) - 1) / r = 2 + r (2 + r (T3 + ...)) for |r| up to ln 2 / 4, relative error 1.4e-8. */
  static final float T3 = 1.3333234f;

  static final float T4 = 0.6666605f;
  static final float T5 = 0.26773262f;
  static final float T6 = 0.08925795f;

  /** exp(r) = 1 + r (1 + r (1/2 + r (E3 + ...))) for |r| up to ln 2 / 2, relative error 3.2e-9. */
  static final float E3 = 0.16666518f;

  static final float E4 = 0.041666206f;
  static final float E5 = 0.008368953f;
  static final float E6 = 0.0013950602f;

  /** exp is taken of arguments clamped to this range, where 2^n is a normal float. */
  static final float EXP_LEAST = -87f;

  static final float EXP_MOST = 87f;

  private Activations() {}

  /** tanh(x). */
  public static float tanh(float x) {
    float a = Math.abs(x);
    a = a > TANH_MOST ? TANH_MOST : a;
    float t = Math.fma(a, TWO_LOG2_E, ROUNDER);
    float n = t - ROUNDER;
    float r = Math.fma(n, MINUS_HALF_LN_2, a);
    float p = Math.fma(T6, r, T5);
    p = Math.fma(p, r, T4);
    p = Math.fma(p, r, T3);
    p = Math.fma(p, r, 2f);
    p = Math.fma(p, r, 2f);
    p = p * r;
    float scale = Float.intBitsToFloat((Float.floatToRawIntBits(t) << 23) + 0x3f800000);
    float expm1 = Math.fma(scale, p, scale - 1f);
    float y = expm1 / (expm1 + 2f);
    int sign = Float.floatToRawIntBits(x) & 0x80000000;
    return Float.intBitsToFloat(Float.floatToRawIntBits(y) | sign);
  }

  /** exp(x), with x clamped to [-87, 87]. */
  public static float exp(float x) {
    float a = x > EXP_MOST ? EXP_MOST : x;
    a = a < EXP_LEAST ? EXP_LEAST : a;
    float t = Math.fma(a, LOG2_E, ROUNDER);
    float n = t - ROUNDER;
    float r = Math.fma(n, MINUS_LN_2_HIGH, a);
    r = Math.fma(n, MINUS_LN_2_LOW, r);
    float p = Math.fma(E6, r, E5);
    p = Math.fma(p, r, E4);
    p = Math.fma(p, r, E3);
    p = Math.fma(p, r, 0.5f);
    p = Math.fma(p, r, 1f);
    p = Math.fma(p, r, 1f);
    // A product, exact like an addition to the exponent, because a NaN goes through it unharmed.
    return p * Float.intBitsToFloat((Float.floatToRawIntBits(t) << 23) + 0x3f800000);
  }

  /** 1 / (1 + exp(-x)). */
  public static float sigmoid(float x) {
    return 1f / (1f + exp(-x));
  }
}
