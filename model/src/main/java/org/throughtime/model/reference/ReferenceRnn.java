package org.throughtime.model.reference;

import java.util.ArrayList;
import java.util.LinkedList;
import java.util.List;
import java.util.Map;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.ops.transforms.Transforms;
import org.throughtime.model.cell.Activation;
import org.throughtime.model.cell.CellSpec;
import org.throughtime.model.cell.Parameters;
import org.throughtime.model.task.Batch;

/**
 * The vanilla rnn, {@code h_t = phi(h_{t-1} W_hh + x_t W_uh + b_hh)}, in float64.
 *
 * <p>phi is the activation that its init chooses.
 */
public final class ReferenceRnn extends ReferenceNetwork {
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
    List<State> states = new ArrayList<>();
    INDArray h = initial.h();
    for (INDArray xt : x) {
      INDArray a = h.mmul(w.get("W_hh")).addi(xt.mmul(w.get("W_uh"))).addiRowVector(w.get("b_hh"));
      h = phi(a);
      states.add(new State(h));
    }
    return new Trajectory(initial, states, Map.of());
  }

  @Override
  Backward backward(
      Map<String, INDArray> w, List<INDArray> x, Trajectory s, List<INDArray> direct) {
    INDArray dWuh = Nd4j.zeros(DataType.DOUBLE, w.get("W_uh").shape());
    INDArray dWhh = Nd4j.zeros(DataType.DOUBLE, w.get("W_hh").shape());
    INDArray dBhh = Nd4j.zeros(DataType.DOUBLE, w.get("b_hh").shape());
    LinkedList<INDArray> total = new LinkedList<>();
    INDArray fromLater = Nd4j.zeros(DataType.DOUBLE, s.last().shape());
    for (int t = s.length() - 1; t >= 0; t--) {
      INDArray d = direct.get(t).add(fromLater);
      INDArray da = d.mul(derivative(s.states().get(t).h()));
      dWuh.addi(x.get(t).transpose().mmul(da));
      dWhh.addi(s.before(t).h().transpose().mmul(da));
      dBhh.addi(da.sum(0));
      fromLater = da.mmul(w.get("W_hh").transpose());
      total.addFirst(d);
    }
    return new Backward(Map.of("W_uh", dWuh, "W_hh", dWhh, "b_hh", dBhh), List.copyOf(total));
  }

  /** phi, in the place of {@code a}. */
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
  ReferenceOmega wholeOmega(
      Map<String, INDArray> w,
      Batch batch,
      Trajectory s,
      List<INDArray> d,
      boolean total,
      double bound) {
    return ReferenceFullOmega.of(this, w, batch, s, d, total, bound);
  }
}
