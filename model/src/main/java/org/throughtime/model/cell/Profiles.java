package org.throughtime.model.cell;

import org.throughtime.model.kernel.Rows;

/** Computes metrics per step from rows (T * B, H). Each is a float64 sum rounded to float32. */
final class Profiles {
  private Profiles() {}

  /** A metric of one element. */
  interface Metric {
    float of(float value);
  }

  /**
   * mean over B of the rows' L2 norms, for each of {@code length} steps. The squares are float32,
   * as in the course's program: a norm loses digits below 1e-19 and is 0 below 1e-23.
   */
  static float[] norms(Rows x, int length, int sequences) {
    float[] means = new float[length];
    for (int t = 0; t < length; t++) {
      double sum = 0;
      for (int b = 0; b < sequences; b++) {
        float squares = 0;
        int at = (t * sequences + b) * x.stride;
        for (int j = 0; j < x.columns; j++) {
          float v = x.data[at + j];
          squares += v * v;
        }
        sum += Math.sqrt(squares);
      }
      means[t] = (float) (sum / sequences);
    }
    return means;
  }

  /**
   * mean over B and units of a metric, for each of {@code length} steps from row {@code from} on.
   */
  static float[] means(Rows x, int from, int length, int sequences, Metric metric) {
    float[] means = new float[length];
    for (int t = 0; t < length; t++) {
      double sum = 0;
      for (int b = 0; b < sequences; b++) {
        int at = (from + t * sequences + b) * x.stride;
        for (int j = 0; j < x.columns; j++) {
          sum += metric.of(x.data[at + j]);
        }
      }
      means[t] = (float) (sum / ((double) sequences * x.columns));
    }
    return means;
  }
}
