package org.throughtime.model.kernel;

import static org.throughtime.model.kernel.VectorWidth.LANES;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/** Many floats at a time. */
final class VectorGradients implements Gradients {
  private static final VectorSpecies<Float> S = VectorWidth.FLOATS;
  private static final FloatVector ONE = FloatVector.broadcast(S, 1f);
  private static final FloatVector MINUS_TWO = FloatVector.broadcast(S, -2f);
  private static final FloatVector ZERO = FloatVector.zero(S);

  @Override
  public void tanhGradient(Rows d, Rows h, int fromH, Rows y, int from, int rows) {
    int shift = (fromH - from) * h.stride;
    for (int i = from * y.stride; i < (from + rows) * y.stride; i += LANES) {
      FloatVector v = FloatVector.fromArray(S, h.data, i + shift);
      FloatVector.fromArray(S, d.data, i).mul(v.neg().fma(v, ONE)).intoArray(y.data, i);
    }
  }

  @Override
  public void sigmoidGradient(Rows d, Rows h, int fromH, Rows y, int from, int rows) {
    int shift = (fromH - from) * h.stride;
    for (int i = from * y.stride; i < (from + rows) * y.stride; i += LANES) {
      FloatVector v = FloatVector.fromArray(S, h.data, i + shift);
      FloatVector.fromArray(S, d.data, i).mul(v.mul(ONE.sub(v))).intoArray(y.data, i);
    }
  }

  @Override
  public void reluGradient(Rows d, Rows h, int fromH, Rows y, int from, int rows) {
    int shift = (fromH - from) * h.stride;
    for (int i = from * y.stride; i < (from + rows) * y.stride; i += LANES) {
      VectorMask<Float> off =
          FloatVector.fromArray(S, h.data, i + shift).compare(VectorOperators.LE, 0f);
      FloatVector.fromArray(S, d.data, i).blend(ZERO, off).intoArray(y.data, i);
    }
  }

  @Override
  public void tanhCurvature(Rows d, Rows h, int fromH, Rows y, int from, int rows) {
    int shift = (fromH - from) * h.stride;
    for (int i = from * y.stride; i < (from + rows) * y.stride; i += LANES) {
      FloatVector v = FloatVector.fromArray(S, h.data, i + shift);
      FloatVector.fromArray(S, d.data, i).mul(MINUS_TWO.mul(v)).intoArray(y.data, i);
    }
  }

  @Override
  public void sigmoidCurvature(Rows d, Rows h, int fromH, Rows y, int from, int rows) {
    int shift = (fromH - from) * h.stride;
    for (int i = from * y.stride; i < (from + rows) * y.stride; i += LANES) {
      FloatVector v = FloatVector.fromArray(S, h.data, i + shift);
      FloatVector.fromArray(S, d.data, i).mul(MINUS_TWO.fma(v, ONE)).intoArray(y.data, i);
    }
  }

  @Override
  public void gateGradient(Rows d, Rows z, Rows c, Rows h, Rows dz, int from, int rows) {
    for (int i = from * d.stride; i < (from + rows) * d.stride; i += LANES) {
      FloatVector v = FloatVector.fromArray(S, z.data, i);
      FloatVector step =
          FloatVector.fromArray(S, d.data, i)
              .mul(FloatVector.fromArray(S, c.data, i).sub(FloatVector.fromArray(S, h.data, i)));
      step.mul(v.mul(ONE.sub(v))).intoArray(dz.data, i);
    }
  }

  @Override
  public void candidateGradient(Rows d, Rows z, Rows c, Rows dc, int from, int rows) {
    for (int i = from * d.stride; i < (from + rows) * d.stride; i += LANES) {
      FloatVector v = FloatVector.fromArray(S, c.data, i);
      FloatVector.fromArray(S, d.data, i)
          .mul(FloatVector.fromArray(S, z.data, i))
          .mul(v.neg().fma(v, ONE))
          .intoArray(dc.data, i);
    }
  }

  @Override
  public void carryGradient(Rows d, Rows z, int from, Rows y, int fromY, int rows) {
    int shift = (fromY - from) * y.stride;
    for (int i = from * d.stride; i < (from + rows) * d.stride; i += LANES) {
      FloatVector keep = ONE.sub(FloatVector.fromArray(S, z.data, i));
      FloatVector.fromArray(S, d.data, i)
          .fma(keep, FloatVector.fromArray(S, y.data, i + shift))
          .intoArray(y.data, i + shift);
    }
  }
}
