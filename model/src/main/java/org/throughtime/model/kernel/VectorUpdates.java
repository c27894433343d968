package org.throughtime.model.kernel;

import static org.throughtime.model.kernel.VectorWidth.LANES;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;

/** Many floats at a time. An array may end within a vector: its last elements go one at a time. */
final class VectorUpdates implements Updates {
  private static final VectorSpecies<Float> S = VectorWidth.FLOATS;

  @Override
  public void descend(float[] w, float[] g, float rate) {
    FloatVector minus = FloatVector.broadcast(S, -rate);
    int end = w.length - w.length % LANES;
    for (int i = 0; i < end; i += LANES) {
      minus.fma(FloatVector.fromArray(S, g, i), FloatVector.fromArray(S, w, i)).intoArray(w, i);
    }
    for (int i = end; i < w.length; i++) {
      w[i] = Math.fma(-rate, g[i], w[i]);
    }
  }

  @Override
  public void average(float[] y, float keep, float[] x, float share) {
    FloatVector kept = FloatVector.broadcast(S, keep);
    FloatVector shared = FloatVector.broadcast(S, share);
    int end = y.length - y.length % LANES;
    for (int i = 0; i < end; i += LANES) {
      shared
          .fma(FloatVector.fromArray(S, x, i), kept.mul(FloatVector.fromArray(S, y, i)))
          .intoArray(y, i);
    }
    for (int i = end; i < y.length; i++) {
      y[i] = Math.fma(share, x[i], keep * y[i]);
    }
  }

  @Override
  public void averageSquares(float[] y, float keep, float[] x, float share) {
    FloatVector kept = FloatVector.broadcast(S, keep);
    FloatVector shared = FloatVector.broadcast(S, share);
    int end = y.length - y.length % LANES;
    for (int i = 0; i < end; i += LANES) {
      FloatVector v = FloatVector.fromArray(S, x, i);
      shared.mul(v).fma(v, kept.mul(FloatVector.fromArray(S, y, i))).intoArray(y, i);
    }
    for (int i = end; i < y.length; i++) {
      y[i] = Math.fma(share * x[i], x[i], keep * y[i]);
    }
  }

  @Override
  public void descendByRoot(
      float[] w, float[] m, float[] v, float rate, float scale, float epsilon) {
    FloatVector minus = FloatVector.broadcast(S, -rate);
    FloatVector scales = FloatVector.broadcast(S, scale);
    FloatVector added = FloatVector.broadcast(S, epsilon);
    int end = w.length - w.length % LANES;
    for (int i = 0; i < end; i += LANES) {
      FloatVector below = scales.fma(FloatVector.fromArray(S, v, i).sqrt(), added);
      minus
          .fma(FloatVector.fromArray(S, m, i).div(below), FloatVector.fromArray(S, w, i))
          .intoArray(w, i);
    }
    for (int i = end; i < w.length; i++) {
      float below = Math.fma(scale, (float) Math.sqrt(v[i]), epsilon);
      w[i] = Math.fma(-rate, m[i] / below, w[i]);
    }
  }
}
