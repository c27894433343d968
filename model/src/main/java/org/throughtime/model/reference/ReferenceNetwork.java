package org.throughtime.model.reference;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.ToDoubleFunction;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.ops.transforms.Transforms;
import org.throughtime.model.cell.OmegaGradient;
import org.throughtime.model.cell.OmegaMetrics;
import org.throughtime.model.cell.Parameter;
import org.throughtime.model.cell.Parameters;
import org.throughtime.model.cell.Score;
import org.throughtime.model.cell.StateNoise;
import org.throughtime.model.cell.TrainableNetwork;
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
public abstract class ReferenceNetwork extends TrainableNetwork {
  private final ReferenceScoring scoring;
  private Pass last;

  ReferenceNetwork(Parameters parameters, ReferenceScoring scoring) {
    super(parameters);
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
   * @param pass with the derivatives dL/dh_t that Omega is of
   * @param total whether they are the total ones, or only their direct parts
   */
  ReferenceOmega wholeOmega(Pass pass, boolean total, double bound) {
    throw new UnsupportedOperationException("this cell has no Omega");
  }

  /** Output layer and loss. */
  final ReferenceScoring scoring() {
    return scoring;
  }

  /** The recurrence over a whole batch from h_0 = 0. */
  final Trajectory forward(Map<String, INDArray> w, Batch batch) {
    return forward(w, Arrays64.inputs(batch), initial(zero(w, batch)));
  }

  /** The same with noise on the pre-activations; of a cell that takes it. */
  Trajectory forward(Map<String, INDArray> w, Batch batch, StateNoise noise) {
    throw new UnsupportedOperationException("this cell takes no noise");
  }

  /** h_0 = 0 of a batch. */
  static INDArray zero(Map<String, INDArray> w, Batch batch) {
    return Nd4j.zeros(DataType.DOUBLE, batch.sequences(), w.get("W_hh").rows());
  }

  /** Loss and error of the states {@code h} against the batch's targets. */
  final Score score(Map<String, INDArray> w, List<INDArray> h, Batch batch) {
    return scoring.score(w, h, batch);
  }

  /** Every gradient, and the total derivatives, of a trajectory over {@code batch}. */
  final Backward backward(Map<String, INDArray> w, Batch batch, Trajectory s) {
    Backward output = scoring.backward(w, s.h(), batch);
    Backward recurrent = backward(w, Arrays64.inputs(batch), s, output.d());
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
    return Arrays64.weights(parameters());
  }

  @Override
  public final Score train(Batch batch, StateNoise noise) {
    Map<String, INDArray> w = weights();
    Trajectory s = states(w, batch, noise);
    Backward backward = backward(w, batch, s);
    for (Parameter g : gradients().all()) {
      g.assign(Arrays64.floats(backward.gradients().get(g.name())));
    }
    last = new Pass(batch, w, s, backward.d());
    return score(w, s.h(), batch);
  }

  private Trajectory states(Map<String, INDArray> w, Batch batch, StateNoise noise) {
    return noise.present() ? forward(w, batch, noise) : forward(w, batch);
  }

  @Override
  public final Score evaluate(Batch batch, StateNoise noise) {
    Map<String, INDArray> w = weights();
    return score(w, states(w, batch, noise).h(), batch);
  }

  @Override
  public final OmegaMetrics omega(OmegaGradient kind, double alpha, double bound) {
    if (!hasOmega()) {
      return new OmegaMetrics(0, 0);
    }
    Pass pass = last();
    ReferenceOmega omega =
        switch (kind) {
          case FULL -> wholeOmega(pass, true, bound);
          case DIRECT -> wholeOmega(pass.with(direct(pass)), false, bound);
          case IMMEDIATE ->
              omega(pass.weights().get("W_hh"), pass.trajectory().h(), pass.d(), bound);
        };
    Parameter g = gradients().get("W_hh");
    for (int i = 0; i < g.rows(); i++) {
      for (int j = 0; j < g.columns(); j++) {
        g.set(i, j, (float) (g.get(i, j) + alpha * omega.gradient().getDouble(i, j)));
      }
    }
    return omega.metrics();
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

  @Override
  public final float[] unitSaturation() {
    List<INDArray> distances = last().trajectory().h().stream().map(this::saturation).toList();
    return Arrays64.floats(Arrays64.stack(distances));
  }

  /** The total derivatives dL/dh_t of the last {@link #train} pass, {@code (T, B, H)} float64. */
  public final INDArray totalDerivative() {
    return Arrays64.stack(last().d());
  }

  /** The hidden states h_t of the last {@link #train} pass, {@code (T, B, H)} float64. */
  public final INDArray states() {
    return Arrays64.stack(last().trajectory().h());
  }

  private Pass last() {
    if (last == null) {
      throw new IllegalStateException("no train pass yet: there is nothing to read metrics from");
    }
    return last;
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
