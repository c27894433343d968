package org.throughtime.benchmark;

/** Chains of single floats. */
final class ScalarFmaChains implements FmaChains {
  @Override
  public float run(int links) {
    float a = 0f;
    float b = 1f;
    float c = 2f;
    float d = 3f;
    float e = 4f;
    float f = 5f;
    float g = 6f;
    float h = 7f;
    float i = 8f;
    float j = 9f;
    float k = 10f;
    float l = 11f;
    for (int link = 0; link < links; link++) {
      a = Math.fma(a, FACTOR, TERM);
      b = Math.fma(b, FACTOR, TERM);
      c = Math.fma(c, FACTOR, TERM);
      d = Math.fma(d, FACTOR, TERM);
      e = Math.fma(e, FACTOR, TERM);
      f = Math.fma(f, FACTOR, TERM);
      g = Math.fma(g, FACTOR, TERM);
      h = Math.fma(h, FACTOR, TERM);
      i = Math.fma(i, FACTOR, TERM);
      j = Math.fma(j, FACTOR, TERM);
      k = Math.fma(k, FACTOR, TERM);
      l = Math.fma(l, FACTOR, TERM);
    }
    return a + b + c + d + e + f + g + h + i + j + k + l;
  }
}
