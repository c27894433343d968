package org.throughtime.model.reference;

import java.util.ArrayList;
import java.util.LinkedList;
import java.util.List;
import java.util.Map;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.ops.transforms.Transforms;
import org.throughtime.model.cell.Gru;
import org.throughtime.model.cell.Parameters;
import org.throughtime.model.diagnostics.Gate;

/**
 * The gru in float64:
 *
 * <pre>
 * z  = sigma(x W_uz + h W_hz + b_z)
 * r  = sigma(x W_ur + h W_hr + b_r)
 * c  = tanh(x W_uh + (r * h) W_hh + b_h)
 * h' = (1 - z) * h + z * c
 * </pre>
 */
public final class ReferenceGru extends ReferenceNetwork {
  private static final Layer UPDATE = Layer.of("z");
  private static final Layer RESET = Layer.of("r");
  private static final Layer CANDIDATE = Layer.of("h");

  /**
   * @param parameters its weights, read at the start of every pass
   * @param errAbs |y - yhat| above which a lastLinear output is wrong
   */
  public ReferenceGru(Parameters parameters, double errAbs) {
    super(parameters, new ReferenceScoring("b_y", errAbs));
  }

  @Override
  Trajectory forward(Map<String, INDArray> w, List<INDArray> x, State initial) {
    List<INDArray> updates = new ArrayList<>();
    List<INDArray> resets = new ArrayList<>();
    List<INDArray> candidates = new ArrayList<>();
    List<State> states = new ArrayList<>();
    INDArray h = initial.h();
    for (INDArray xt : x) {
      INDArray z = Transforms.sigmoid(UPDATE.sum(w, xt, h));
      INDArray r = Transforms.sigmoid(RESET.sum(w, xt, h));
      INDArray c = Transforms.tanh(CANDIDATE.sum(w, xt, r.mul(h)));
      h = z.rsub(1).muli(h).addi(z.mul(c));
      updates.add(z);
      resets.add(r);
      candidates.add(c);
      states.add(new State(h));
    }
    return new Trajectory(initial, states, Map.of("z", updates, "r", resets, "c", candidates));
  }

  @Override
  Backward backward(
      Map<String, INDArray> w, List<INDArray> x, Trajectory s, List<INDArray> direct) {
    Map<String, INDArray> g = Layer.zeroGradients(List.of(UPDATE, RESET, CANDIDATE), w);
    LinkedList<INDArray> total = new LinkedList<>();
    INDArray fromLater = Nd4j.zeros(DataType.DOUBLE, s.last().shape());
    for (int t = s.length() - 1; t >= 0; t--) {
      INDArray h = s.before(t).h();
      INDArray z = s.inner("z", t);
      INDArray r = s.inner("r", t);
      INDArray c = s.inner("c", t);
      INDArray d = direct.get(t).add(fromLater);

      // h' = (1 - z) * h + z * c
      INDArray dc = d.mul(z);
      INDArray dz = d.mul(c.sub(h));
      // c = tanh(...), its recurrent input is r * h
      INDArray dac = dc.mul(c.mul(c).rsub(1));
      INDArray drh = CANDIDATE.back(w, dac);
      INDArray dr = drh.mul(h);
      // z, r = sigma(...)
      INDArray daz = dz.mul(z).mul(z.rsub(1));
      INDArray dar = dr.mul(r).mul(r.rsub(1));

      UPDATE.accumulate(g, x.get(t), h, daz);
      RESET.accumulate(g, x.get(t), h, dar);
      CANDIDATE.accumulate(g, x.get(t), r.mul(h), dac);
      fromLater = d.mul(z.rsub(1)).add(drh.mul(r)).add(UPDATE.back(w, daz)).add(RESET.back(w, dar));
      total.addFirst(d);
    }
    return new Backward(g, List.copyOf(total));
  }

  @Override
  List<Gate> gates() {
    return new Gru.Definition().gates();
  }
}
