package org.throughtime.sweep.answers;

import java.util.ArrayList;
import java.util.List;
import java.util.function.DoubleBinaryOperator;
import java.util.function.DoubleUnaryOperator;
import java.util.stream.IntStream;
import org.throughtime.model.train.Checkpoint;
import org.throughtime.model.train.CheckpointMetrics;
import org.throughtime.sweep.MadeUpRows;
import org.throughtime.sweep.TestRuns;
import org.throughtime.sweep.table.Status;

/**
 * A run whose metrics are made up, from a calm one: functions of k, the checkpoint from 0, and of
 * t, the step from 1.
 */
final class MadeUp {
  /** The default of checkFreq in the canonical sweep. */
  private static final int EVERY = 20;

  static final int STEPS = 40;
  private final String name;
  private Object[] flags = {};
  private Status status = Status.FINISHED;
  private int checkpoints = 24;
  private boolean gates;
  private boolean profiles = true;
  private DoubleBinaryOperator log10Grad = (k, t) -> -4 - .001 * wiggle(k, t);
  private DoubleBinaryOperator sat = (k, t) -> .7 + .0001 * wiggle(t, k);
  private DoubleBinaryOperator gateZ = (k, t) -> .25 + .0001 * wiggle(k, t);
  private DoubleBinaryOperator gateR = (k, t) -> .45 + .0001 * wiggle(t, k);
  private DoubleUnaryOperator norm = k -> .5 + .001 * wiggle(k, 3);
  private DoubleUnaryOperator post = k -> norm.applyAsDouble(k);
  private DoubleUnaryOperator rho = k -> .8 + .0001 * wiggle(k, 5);
  private DoubleUnaryOperator nll = k -> 1.3 - .001 * k;

  private DoubleUnaryOperator validError = k -> 100;
  private DoubleUnaryOperator validNll = k -> 1.4;

  private int peakAt = -1;
  private double peak;

  private MadeUp(String name) {
    this.name = name;
  }

  static MadeUp run(String name) {
    return new MadeUp(name);
  }

  /** Small, without any order, from -1 to 1. */
  static double wiggle(double a, double b) {
    return Math.sin(12.9898 * a * a + 78.233 * b + 4.1 * a * b);
  }

  MadeUp flags(Object... changes) {
    flags = changes;
    return this;
  }

  MadeUp status(String label) {
    status = Status.parse(label);
    return this;
  }

  MadeUp checkpoints(int count) {
    checkpoints = count;
    return this;
  }

  MadeUp gates() {
    gates = true;
    return this;
  }

  MadeUp withoutProfiles() {
    profiles = false;
    return this;
  }

  MadeUp log10Grad(DoubleBinaryOperator of) {
    log10Grad = of;
    return this;
  }

  MadeUp sat(DoubleBinaryOperator of) {
    sat = of;
    return this;
  }

  MadeUp gateZ(DoubleBinaryOperator of) {
    gateZ = of;
    return this;
  }

  MadeUp gateR(DoubleBinaryOperator of) {
    gateR = of;
    return this;
  }

  MadeUp norm(DoubleUnaryOperator of) {
    norm = of;
    return this;
  }

  MadeUp post(DoubleUnaryOperator of) {
    post = of;
    return this;
  }

  MadeUp peak(int iter, double of) {
    peakAt = iter;
    peak = of;
    return this;
  }

  MadeUp rho(DoubleUnaryOperator of) {
    rho = of;
    return this;
  }

  MadeUp nll(DoubleUnaryOperator of) {
    nll = of;
    return this;
  }

  MadeUp validation(DoubleUnaryOperator error, DoubleUnaryOperator ofNll) {
    validError = error;
    validNll = ofNll;
    return this;
  }

  RunMetrics metrics() {
    List<Object> changes = new ArrayList<>(List.of("name", name));
    changes.addAll(List.of("collectDiags", profiles));
    changes.addAll(gates ? List.of("model", "gru", "diagGates", true) : List.of());
    changes.addAll(List.of(flags));
    return new RunMetrics(
        TestRuns.canonical(changes.toArray()),
        status,
        IntStream.range(0, checkpoints).mapToObj(this::checkpoint).toList(),
        norms());
  }

  /** The first checkpoint divides one iteration more by checkFreq, as the trainer does. */
  private static double column(DoubleUnaryOperator mean, int k) {
    double value = mean.applyAsDouble(k);
    return k == 0 ? value * (EVERY + 1) / EVERY : value;
  }

  /** Every iteration has the norms of the checkpoint behind it, but one with a peak. */
  private IterationNorms norms() {
    int[] iter = IntStream.range(0, checkpoints == 0 ? 0 : EVERY * checkpoints + 1).toArray();
    double[] before = new double[iter.length];
    double[] after = new double[iter.length];
    for (int n : iter) {
      int k = Math.max(0, (n - 1) / EVERY);
      before[n] = n == peakAt ? peak : norm.applyAsDouble(k);
      after[n] = post.applyAsDouble(k);
    }
    return new IterationNorms(iter, before, after);
  }

  private Checkpoint checkpoint(int k) {
    return MadeUpRows.checkpoint(
        CheckpointMetrics.ITER,
        EVERY * (k + 1),
        CheckpointMetrics.TRAIN_NLL,
        column(nll, k),
        CheckpointMetrics.VALID_ERROR,
        validError.applyAsDouble(k),
        CheckpointMetrics.VALID_NLL,
        validNll.applyAsDouble(k),
        CheckpointMetrics.GRADIENT_NORM,
        column(norm, k),
        CheckpointMetrics.GRADIENT_NORM_POST,
        column(post, k),
        CheckpointMetrics.RHO,
        rho.applyAsDouble(k),
        CheckpointMetrics.GRAD_TIME,
        profile(profiles, (c, t) -> Math.pow(10, log10Grad.applyAsDouble(c, t)), k),
        CheckpointMetrics.ACT_TIME,
        profile(profiles, (c, t) -> .5, k),
        CheckpointMetrics.SAT_TIME,
        profile(profiles, sat, k),
        TestRuns.GATE_Z,
        profile(profiles && gates, gateZ, k),
        TestRuns.GATE_R,
        profile(profiles && gates, gateR, k));
  }

  private static float[] profile(boolean kept, DoubleBinaryOperator of, int k) {
    if (!kept) {
      return null;
    }
    float[] values = new float[STEPS];
    for (int t = 0; t < values.length; t++) {
      values[t] = (float) of.applyAsDouble(k, t + 1);
    }
    return values;
  }
}
