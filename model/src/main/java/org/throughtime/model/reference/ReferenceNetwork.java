package org.throughtime.model.reference;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.ToDoubleFunction;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.ops.transforms.Transforms;
import org.throughtime.model.cell.Network;
import org.throughtime.model.cell.OmegaGradient;
import org.throughtime.model.cell.OmegaMetrics;
import org.throughtime.model.cell.Parameter;
import org.throughtime.model.cell.Parameters;
import org.throughtime.model.cell.Score;
import org.throughtime.model.diagnostics.Gate;
import org.throughtime.model.diagnostics.Profile;
import org.throughtime.model.metric.Metric;
import org.throughtime.model.task.Batch;

/**
 * What the reference cells share: float32 weights in, float64 passes, float32 gradients out.
 *
 * <p>A cell supplies its equations as functions of float64 arrays; they keep nothing, so tests can
 * ask for any derivative by finite differences without a float32 in between.
 */
public abstract class ReferenceNetwork implements Network {

  /** The last {@link #train} pass. */
  private record Pass(
      Batch batch, Map<String, INDArray> weights, Trajectory trajectory, List<INDArray> d) {}

  private final Parameters parameters;
  private final Parameters gradients;
  private final ReferenceScoring scoring;
  private Pass last;

  ReferenceNetwork(Parameters parameters, ReferenceScoring scoring) {
    this.parameters = Objects.requireNonNull(parameters);
    this.gradients = parameters.zerosLike();
    this.scoring = scoring;
  }

  /**
   * The recurrence from state {@code initial} over {@code x}.
   *
   * @param w float64 weights by name
   * @param x T inputs {@code (B, nin)}
   */
  abstract Trajectory forward(Map<String, INDArray> w, List<INDArray> x, State initial);

  /**
   * The state before the first step.
   *
   * @param zero {@code (B, H)}
   */
  State initial(INDArray zero) {
    return new State(zero);
  }

  /**
   * Back through all T steps.
   *
   * @param direct of every h_t the part of dL/dh_t through its own output, T arrays {@code (B, H)}
   * @return gradients of the recurrent weights, and the total derivatives dL/dh_t
   */
  abstract Backward backward(
      Map<String, INDArray> w, List<INDArray> x, Trajectory s, List<INDArray> direct);

  /** phi'(h) as act_time shows it, of tanh where a cell does not say otherwise, {@code (B, H)}. */
  INDArray derivative(INDArray h) {
    return h.mul(h).rsubi(1);
  }

  /**
   * Distance of every unit from saturation, as sat_time shows it, of tanh likewise, {@code (B, H)}.
   */
  INDArray saturation(INDArray h) {
    return Transforms.abs(h, true).rsubi(1);
  }

  /** The gates of the cell; its trajectories hold each under its symbol. */
  List<Gate> gates() {
    return List.of();
  }

  /** The cell's profiles that are of no gate, each with how it is taken from a step's state. */
  Map<Metric<Profile, float[]>, ToDoubleFunction<State>> stateProfiles() {
    return Map.of();
  }

  /** Whether ReferenceOmega is defined for this cell: its u_t is the plain rnn's. */
  boolean hasOmega() {
    return false;
  }

  /**
   * Omega of the terms t = 2..T with its whole gradient; for a cell that {@linkplain #hasOmega has
   * one}.
   *
   * @param d the derivatives dL/dh_t of the pass {@code s} over {@code batch}
   * @param total whether they are the total ones, or only their direct parts
   */
  ReferenceOmega wholeOmega(
      Map<String, INDArray> w,
      Batch batch,
      Trajectory s,
      List<INDArray> d,
      boolean total,
      double bound) {
    throw new UnsupportedOperationException("this cell has no Omega");
  }

  /** Output layer and loss. */
  final ReferenceScoring scoring() {
    return scoring;
  }

  /** The recurrence over a whole batch from h_0 = 0. */
  final Trajectory forward(Map<String, INDArray> w, Batch batch) {
    long units = w.get("W_hh").rows();
    INDArray zero = Nd4j.zeros(DataType.DOUBLE, batch.sequences(), units);
    return forward(w, inputs(batch), initial(zero));
  }

  /** Loss and error of the states {@code h} against the batch's targets. */
  final Score score(Map<String, INDArray> w, List<INDArray> h, Batch batch) {
    return scoring.score(w, h, batch);
  }

  /** Every gradient, and the total derivatives, of a trajectory over {@code batch}. */
  final Backward backward(Map<String, INDArray> w, Batch batch, Trajectory s) {
    Backward output = scoring.backward(w, s.h(), batch);
    Backward recurrent = backward(w, inputs(batch), s, output.d());
    Map<String, INDArray> all = new LinkedHashMap<>();
    for (String name : w.keySet()) {
      all.put(
          name,
          Objects.requireNonNullElse(
              recurrent.gradients().get(name), output.gradients().get(name)));
    }
    return new Backward(all, recurrent.d());
  }

  /** ReferenceOmega of a trajectory whose total derivatives are {@code d}. */
  final ReferenceOmega omega(INDArray whh, List<INDArray> h, List<INDArray> d, double bound) {
    return ReferenceOmega.of(whh, d, h.stream().map(this::derivative).toList(), bound);
  }

  /** The live weights as float64 arrays, in their order. */
  final Map<String, INDArray> weights() {
    Map<String, INDArray> w = new LinkedHashMap<>();
    for (Parameter p : parameters.all()) {
      long[] shape = p.isVector() ? new long[] {p.columns()} : new long[] {p.rows(), p.columns()};
      INDArray array = Nd4j.zeros(DataType.DOUBLE, shape);
      float[] dense = p.toArray();
      for (int i = 0; i < dense.length; i++) {
        array.putScalar(i, (double) dense[i]);
      }
      w.put(p.name(), array);
    }
    return w;
  }

  /** The dense inputs x_t, T arrays {@code (B, nin)}. */
  static List<INDArray> inputs(Batch batch) {
    List<INDArray> x = new ArrayList<>();
    for (int t = 0; t < batch.length(); t++) {
      double[][] xt = new double[batch.sequences()][batch.nin()];
      for (int b = 0; b < batch.sequences(); b++) {
        for (int i = 0; i < batch.nin(); i++) {
          xt[b][i] = batch.input(t, b, i);
        }
      }
      x.add(Nd4j.createFromArray(xt));
    }
    return x;
  }

  @Override
  public final Parameters parameters() {
    return parameters;
  }

  @Override
  public final Parameters gradients() {
    return gradients;
  }

  @Override
  public final Score train(Batch batch) {
    Map<String, INDArray> w = weights();
    Trajectory s = forward(w, batch);
    Backward backward = backward(w, batch, s);
    for (Parameter g : gradients.all()) {
      g.assign(backward.gradients().get(g.name()).dup('c').castTo(DataType.FLOAT).data().asFloat());
    }
    last = new Pass(batch, w, s, backward.d());
    return score(w, s.h(), batch);
  }

  @Override
  public final Score evaluate(Batch batch) {
    Map<String, INDArray> w = weights();
    return score(w, forward(w, batch).h(), batch);
  }

  @Override
  public final OmegaMetrics omega(OmegaGradient kind, double alpha, double bound) {
    if (!hasOmega()) {
      return new OmegaMetrics(0, 0);
    }
    Pass pass = last();
    ReferenceOmega omega =
        switch (kind) {
          case FULL -> wholeOmega(pass, pass.d(), true, bound);
          case DIRECT -> wholeOmega(pass, direct(pass), false, bound);
          case IMMEDIATE ->
              omega(pass.weights().get("W_hh"), pass.trajectory().h(), pass.d(), bound);
        };
    Parameter g = gradients.get("W_hh");
    for (int i = 0; i < g.rows(); i++) {
      for (int j = 0; j < g.columns(); j++) {
        g.set(i, j, (float) (g.get(i, j) + alpha * omega.gradient().getDouble(i, j)));
      }
    }
    return omega.metrics();
  }

  private ReferenceOmega wholeOmega(Pass pass, List<INDArray> d, boolean total, double bound) {
    return wholeOmega(pass.weights(), pass.batch(), pass.trajectory(), d, total, bound);
  }

  private List<INDArray> direct(Pass pass) {
    return scoring.backward(pass.weights(), pass.trajectory().h(), pass.batch()).d();
  }

  @Override
  public final Profile profile(boolean gates) {
    Trajectory s = last().trajectory();
    Profile profile =
        Profile.of(
            metrics(last().d(), d -> d.norm2(1).meanNumber().doubleValue()),
            metrics(s.h(), h -> mean(derivative(h))),
            metrics(s.h(), h -> mean(saturation(h))));
    for (Map.Entry<Metric<Profile, float[]>, ToDoubleFunction<State>> own :
        stateProfiles().entrySet()) {
      profile = profile.with(own.getKey(), metrics(s.states(), own.getValue()));
    }
    if (gates) {
      for (Gate gate : gates()) {
        List<INDArray> values = s.inner().get(gate.symbol());
        profile = profile.with(gate, metrics(values, ReferenceNetwork::gateSaturation));
      }
    }
    return profile;
  }

  /** The total derivatives dL/dh_t of the last {@link #train} pass, {@code (T, B, H)} float64. */
  public final INDArray totalDerivative() {
    return stack(last().d());
  }

  /** The hidden states h_t of the last {@link #train} pass, {@code (T, B, H)} float64. */
  public final INDArray states() {
    return stack(last().trajectory().h());
  }

  private Pass last() {
    if (last == null) {
      throw new IllegalStateException("no train pass yet: there is nothing to read metrics from");
    }
    return last;
  }

  private static INDArray stack(List<INDArray> steps) {
    return Nd4j.stack(0, steps.toArray(INDArray[]::new));
  }

  private static <T> float[] metrics(List<T> steps, ToDoubleFunction<T> metric) {
    float[] metrics = new float[steps.size()];
    for (int t = 0; t < metrics.length; t++) {
      metrics[t] = (float) metric.applyAsDouble(steps.get(t));
    }
    return metrics;
  }

  private static double gateSaturation(INDArray gate) {
    return mean(Transforms.min(gate, gate.rsub(1), true));
  }

  static double mean(INDArray a) {
    return a.meanNumber().doubleValue();
  }
}
