package org.throughtime.model.reference;

import java.util.ArrayList;
import java.util.LinkedList;
import java.util.List;
import java.util.Map;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.ops.transforms.Transforms;
import org.throughtime.model.cell.CellKind;
import org.throughtime.model.cell.CellSpec;
import org.throughtime.model.cell.Init;
import org.throughtime.model.cell.Parameters;
import org.throughtime.model.task.Batch;

/**
 * The vanilla rnn, {@code h_t = phi(h_{t-1} W_hh + x_t W_uh + b_hh)}, in float64.
 *
 * <p>phi is tanh, the sigmoid for init sigmoid, and the identity for init test.
 */
public final class ReferenceRnn extends ReferenceNetwork {
  private final Init init;

  /**
   * @param cell an rnn
   * @param parameters its weights, read at the start of every pass
   * @param errAbs |y - yhat| above which a lastLinear output is wrong
   * @throws IllegalArgumentException where {@code cell} is no rnn
   */
  public ReferenceRnn(CellSpec cell, Parameters parameters, double errAbs) {
    super(parameters, new ReferenceScoring("b_hy", errAbs));
    if (cell.model() != CellKind.RNN) {
      throw new IllegalArgumentException(
          "a ReferenceRnn needs model rnn, got " + cell.model().label());
    }
    this.init = cell.init();
  }

  @Override
  Trajectory forward(Map<String, INDArray> w, List<INDArray> x, INDArray initial) {
    List<INDArray> states = new ArrayList<>();
    INDArray h = initial;
    for (INDArray xt : x) {
      INDArray a = h.mmul(w.get("W_hh")).addi(xt.mmul(w.get("W_uh"))).addiRowVector(w.get("b_hh"));
      h = phi(a);
      states.add(h);
    }
    return new Trajectory(initial, states, List.of(), List.of(), List.of());
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
      INDArray da = d.mul(derivative(s.h().get(t)));
      dWuh.addi(x.get(t).transpose().mmul(da));
      dWhh.addi(s.before(t).transpose().mmul(da));
      dBhh.addi(da.sum(0));
      fromLater = da.mmul(w.get("W_hh").transpose());
      total.addFirst(d);
    }
    return new Backward(Map.of("W_uh", dWuh, "W_hh", dWhh, "b_hh", dBhh), List.copyOf(total));
  }

  /** phi, in the place of {@code a}. */
  private INDArray phi(INDArray a) {
    return switch (init) {
      case SIGMOID -> Transforms.sigmoid(a, false);
      case BASIC_TANH, SMART_TANH -> Transforms.tanh(a, false);
      case TEST -> a;
    };
  }

  @Override
  INDArray derivative(INDArray h) {
    return switch (init) {
      case SIGMOID -> h.rsub(1).muli(h);
      case BASIC_TANH, SMART_TANH -> h.mul(h).rsubi(1);
      case TEST -> Nd4j.ones(DataType.DOUBLE, h.shape());
    };
  }

  @Override
  INDArray saturation(INDArray h) {
    return init == Init.SIGMOID
        ? Transforms.min(h.rsub(1), h, false)
        : Transforms.abs(h, true).rsubi(1);
  }

  /** The derivative of phi' by h, {@code (B, H)}. */
  INDArray curvature(INDArray h) {
    return switch (init) {
      case SIGMOID -> h.mul(-2).addi(1);
      case BASIC_TANH, SMART_TANH -> h.mul(-2);
      case TEST -> Nd4j.zeros(DataType.DOUBLE, h.shape());
    };
  }

  @Override
  boolean hasOmega() {
    return true;
  }

  @Override
  ReferenceOmega fullOmega(
      Map<String, INDArray> w, Batch batch, Trajectory s, List<INDArray> d, double bound) {
    return ReferenceFullOmega.of(this, w, batch, s, d, bound);
  }
}
