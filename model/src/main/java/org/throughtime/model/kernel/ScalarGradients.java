package org.throughtime.model.kernel;

/** One float at a time. */
final class ScalarGradients implements Gradients {
  @Override
  public void tanhGradient(Rows d, Rows h, int fromH, Rows y, int from, int rows) {
    int shift = (fromH - from) * h.stride;
    for (int i = from * y.stride; i < (from + rows) * y.stride; i++) {
      float v = h.data[i + shift];
      y.data[i] = d.data[i] * Math.fma(-v, v, 1f);
    }
  }

  @Override
  public void sigmoidGradient(Rows d, Rows h, int fromH, Rows y, int from, int rows) {
    int shift = (fromH - from) * h.stride;
    for (int i = from * y.stride; i < (from + rows) * y.stride; i++) {
      float v = h.data[i + shift];
      y.data[i] = d.data[i] * (v * (1f - v));
    }
  }

  @Override
  public void reluGradient(Rows d, Rows h, int fromH, Rows y, int from, int rows) {
    int shift = (fromH - from) * h.stride;
    for (int i = from * y.stride; i < (from + rows) * y.stride; i++) {
      y.data[i] = h.data[i + shift] <= 0f ? 0f : d.data[i];
    }
  }

  @Override
  public void tanhCurvature(Rows d, Rows h, int fromH, Rows y, int from, int rows) {
    int shift = (fromH - from) * h.stride;
    for (int i = from * y.stride; i < (from + rows) * y.stride; i++) {
      y.data[i] = d.data[i] * (-2f * h.data[i + shift]);
    }
  }

  @Override
  public void sigmoidCurvature(Rows d, Rows h, int fromH, Rows y, int from, int rows) {
    int shift = (fromH - from) * h.stride;
    for (int i = from * y.stride; i < (from + rows) * y.stride; i++) {
      y.data[i] = d.data[i] * Math.fma(-2f, h.data[i + shift], 1f);
    }
  }

  @Override
  public void gateGradient(Rows d, Rows z, Rows c, Rows h, Rows dz, int from, int rows) {
    for (int i = from * d.stride; i < (from + rows) * d.stride; i++) {
      float v = z.data[i];
      dz.data[i] = (d.data[i] * (c.data[i] - h.data[i])) * (v * (1f - v));
    }
  }

  @Override
  public void candidateGradient(Rows d, Rows z, Rows c, Rows dc, int from, int rows) {
    for (int i = from * d.stride; i < (from + rows) * d.stride; i++) {
      float v = c.data[i];
      dc.data[i] = (d.data[i] * z.data[i]) * Math.fma(-v, v, 1f);
    }
  }

  @Override
  public void carryGradient(Rows d, Rows z, int from, Rows y, int fromY, int rows) {
    int shift = (fromY - from) * y.stride;
    for (int i = from * d.stride; i < (from + rows) * d.stride; i++) {
      y.data[i + shift] = Math.fma(d.data[i], 1f - z.data[i], y.data[i + shift]);
    }
  }
}
