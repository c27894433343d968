package org.throughtime.model.reference;

import java.util.ArrayList;
import java.util.LinkedList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.IntFunction;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.ops.transforms.Transforms;
import org.throughtime.model.cell.Activation;
import org.throughtime.model.cell.CellSpec;
import org.throughtime.model.cell.Parameters;
import org.throughtime.model.cell.StateNoise;
import org.throughtime.model.random.NormalTable;
import org.throughtime.model.task.Batch;

/**
 * The vanilla rnn, {@code h_t = phi(h_{t-1} W_hh + x_t W_uh + b_hh)}, in float64.
 *
 * <p>phi is the activation that its init chooses.
 */
public final class ReferenceRnn extends ReferenceNetwork {
  private static final Layer HIDDEN = new Layer("W_uh", "W_hh", "b_hh");

  private final Activation phi;

  /**
   * @param cell whose init chooses phi
   * @param parameters its weights, read at the start of every pass
   * @param errAbs |y - yhat| above which a lastLinear output is wrong
   */
  public ReferenceRnn(CellSpec cell, Parameters parameters, double errAbs) {
    super(parameters, new ReferenceScoring("b_hy", errAbs));
    this.phi = cell.init().activation();
  }

  @Override
  Trajectory forward(Map<String, INDArray> w, List<INDArray> x, State initial) {
    return forward(w, x, initial, t -> Optional.empty());
  }

  @Override
  Trajectory forward(Map<String, INDArray> w, Batch batch, StateNoise noise) {
    State initial = initial(zero(w, batch));
    return forward(
        w,
        Arrays64.inputs(batch),
        initial,
        t -> Optional.of(noise(noise, t, initial.h().rows(), initial.h().columns())));
  }

  private Trajectory forward(
      Map<String, INDArray> w,
      List<INDArray> x,
      State initial,
      IntFunction<Optional<INDArray>> noise) {
    List<State> states = new ArrayList<>();
    INDArray h = initial.h();
    for (INDArray xt : x) {
      INDArray a = HIDDEN.sum(w, xt, h);
      noise.apply(states.size()).ifPresent(a::addi);
      h = phi(a);
      states.add(new State(h));
    }
    return new Trajectory(initial, states, Map.of());
  }

  /** The noise of step t, {@code (B, H)}. */
  private static INDArray noise(StateNoise noise, int t, int sequences, int units) {
    int[] windows = new int[sequences];
    NormalTable.windows(noise.stream(), t, sequences, units, windows);
    double[][] added = new double[sequences][units];
    for (int b = 0; b < sequences; b++) {
      for (int j = 0; j < units; j++) {
        added[b][j] = noise.sd() * NormalTable.numbers()[windows[b] + j];
      }
    }
    return Nd4j.createFromArray(added);
  }

  @Override
  Backward backward(
      Map<String, INDArray> w, List<INDArray> x, Trajectory s, List<INDArray> direct) {
    Map<String, INDArray> g = Layer.zeroGradients(List.of(HIDDEN), w);
    LinkedList<INDArray> total = new LinkedList<>();
    INDArray fromLater = Nd4j.zeros(DataType.DOUBLE, s.last().shape());
    for (int t = s.length() - 1; t >= 0; t--) {
      INDArray d = direct.get(t).add(fromLater);
      INDArray da = d.mul(derivative(s.states().get(t).h()));
      HIDDEN.accumulate(g, x.get(t), s.before(t).h(), da);
      fromLater = HIDDEN.back(w, da);
      total.addFirst(d);
    }
    return new Backward(g, List.copyOf(total));
  }

  /** phi(a), computed in place. */
  private INDArray phi(INDArray a) {
    return switch (phi) {
      case SIGMOID -> Transforms.sigmoid(a, false);
      case TANH -> Transforms.tanh(a, false);
      case RELU -> Transforms.max(a, 0, false);
      case IDENTITY -> a;
    };
  }

  @Override
  INDArray derivative(INDArray h) {
    return switch (phi) {
      case SIGMOID -> h.rsub(1).muli(h);
      case TANH -> h.mul(h).rsubi(1);
      case RELU -> h.gt(0).castTo(DataType.DOUBLE);
      case IDENTITY -> Nd4j.ones(DataType.DOUBLE, h.shape());
    };
  }

  @Override
  INDArray saturation(INDArray h) {
    return switch (phi) {
      case SIGMOID -> Transforms.min(h.rsub(1), h, false);
      case TANH, IDENTITY -> Transforms.abs(h, true).rsubi(1);
      case RELU -> h;
    };
  }

  /** The derivative of phi' by h, {@code (B, H)}. */
  INDArray curvature(INDArray h) {
    return switch (phi) {
      case SIGMOID -> h.mul(-2).addi(1);
      case TANH -> h.mul(-2);
      case RELU, IDENTITY -> Nd4j.zeros(DataType.DOUBLE, h.shape());
    };
  }

  @Override
  boolean hasOmega() {
    return true;
  }

  @Override
  ReferenceOmega wholeOmega(Pass pass, boolean total, double bound) {
    return ReferenceFullOmega.of(this, pass, total, bound);
  }
}
