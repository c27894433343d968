package org.throughtime.benchmark;

import java.nio.FloatBuffer;
import java.util.function.DoubleUnaryOperator;
import org.throughtime.model.cell.Parameter;
import org.throughtime.model.cell.Parameters;
import org.throughtime.model.task.Batch;

/** States of a cell over a batch, in float64 and by its formulas alone. */
final class NaiveStates {
  private final Parameters weights;
  private final Batch batch;
  private final int nhid;

  NaiveStates(Parameters weights, Batch batch) {
    this.weights = weights;
    this.batch = batch;
    this.nhid = weights.get("W_hh").rows();
  }

  private interface Step {
    double[] next(double[] h, int t, int b);
  }

  FloatBuffer rnn() {
    return states((h, t, b) -> activated("W_uh", "W_hh", "b_hh", h, t, b, Math::tanh));
  }

  FloatBuffer gruThatResetsBeforeItsProduct() {
    return states(
        (h, t, b) -> {
          double[] reset = gate("r", h, t, b);
          double[] left = new double[nhid];
          for (int i = 0; i < nhid; i++) {
            left[i] = reset[i] * h[i];
          }
          return mixed(h, activated("W_uh", "W_hh", "b_h", left, t, b, Math::tanh), t, b);
        });
  }

  FloatBuffer gruThatResetsAfterItsProduct() {
    return states(
        (h, t, b) -> {
          double[] reset = gate("r", h, t, b);
          double[] candidate = new double[nhid];
          for (int i = 0; i < nhid; i++) {
            double fromState = product("W_hh", h, i);
            candidate[i] = Math.tanh(input("W_uh", "b_h", t, b, i) + reset[i] * fromState);
          }
          return mixed(h, candidate, t, b);
        });
  }

  private double[] gate(String name, double[] h, int t, int b) {
    return activated("W_u" + name, "W_h" + name, "b_" + name, h, t, b, v -> 1 / (1 + Math.exp(-v)));
  }

  private double[] mixed(double[] h, double[] candidate, int t, int b) {
    double[] update = gate("z", h, t, b);
    double[] next = new double[nhid];
    for (int i = 0; i < nhid; i++) {
      next[i] = (1 - update[i]) * h[i] + update[i] * candidate[i];
    }
    return next;
  }

  private double[] activated(
      String input,
      String recurrent,
      String bias,
      double[] h,
      int t,
      int b,
      DoubleUnaryOperator phi) {
    double[] values = new double[nhid];
    for (int i = 0; i < nhid; i++) {
      values[i] = phi.applyAsDouble(input(input, bias, t, b, i) + product(recurrent, h, i));
    }
    return values;
  }

  private double input(String matrix, String bias, int t, int b, int unit) {
    Parameter m = weights.get(matrix);
    double sum = weights.get(bias).get(0, unit);
    for (int i = 0; i < m.rows(); i++) {
      sum += batch.input(t, b, i) * (double) m.get(i, unit);
    }
    return sum;
  }

  private double product(String matrix, double[] h, int unit) {
    Parameter m = weights.get(matrix);
    double sum = 0;
    for (int i = 0; i < nhid; i++) {
      sum += h[i] * m.get(i, unit);
    }
    return sum;
  }

  private FloatBuffer states(Step step) {
    int sequences = batch.sequences();
    float[] all = new float[batch.length() * sequences * nhid];
    for (int b = 0; b < sequences; b++) {
      double[] h = new double[nhid];
      for (int t = 0; t < batch.length(); t++) {
        h = step.next(h, t, b);
        for (int i = 0; i < nhid; i++) {
          all[(t * sequences + b) * nhid + i] = (float) h[i];
        }
      }
    }
    return FloatBuffer.wrap(all);
  }
}
