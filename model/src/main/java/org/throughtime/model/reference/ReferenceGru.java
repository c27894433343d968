package org.throughtime.model.reference;

import java.util.ArrayList;
import java.util.LinkedHashMap;
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
      INDArray z =
          Transforms.sigmoid(sum(xt, w.get("W_uz"), h, w.get("W_hz"), w.get("b_z")), false);
      INDArray r =
          Transforms.sigmoid(sum(xt, w.get("W_ur"), h, w.get("W_hr"), w.get("b_r")), false);
      INDArray c = Transforms.tanh(sum(xt, w.get("W_uh"), r.mul(h), w.get("W_hh"), w.get("b_h")));
      h = z.rsub(1).muli(h).addi(z.mul(c));
      updates.add(z);
      resets.add(r);
      candidates.add(c);
      states.add(new State(h));
    }
    return new Trajectory(initial, states, Map.of("z", updates, "r", resets, "c", candidates));
  }

  /** x Wx + h Wh + b. */
  private static INDArray sum(INDArray x, INDArray wx, INDArray h, INDArray wh, INDArray b) {
    return x.mmul(wx).addi(h.mmul(wh)).addiRowVector(b);
  }

  @Override
  Backward backward(
      Map<String, INDArray> w, List<INDArray> x, Trajectory s, List<INDArray> direct) {
    Map<String, INDArray> g = new LinkedHashMap<>();
    for (String name :
        List.of("W_uz", "W_hz", "b_z", "W_ur", "W_hr", "b_r", "W_uh", "W_hh", "b_h")) {
      g.put(name, Nd4j.zeros(DataType.DOUBLE, w.get(name).shape()));
    }
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
      INDArray drh = dac.mmul(w.get("W_hh").transpose());
      INDArray dr = drh.mul(h);
      // z, r = sigma(...)
      INDArray daz = dz.mul(z).mul(z.rsub(1));
      INDArray dar = dr.mul(r).mul(r.rsub(1));

      accumulate(g, x.get(t), "W_uz", h, "W_hz", "b_z", daz);
      accumulate(g, x.get(t), "W_ur", h, "W_hr", "b_r", dar);
      accumulate(g, x.get(t), "W_uh", r.mul(h), "W_hh", "b_h", dac);
      fromLater =
          d.mul(z.rsub(1))
              .add(drh.mul(r))
              .add(daz.mmul(w.get("W_hz").transpose()))
              .add(dar.mmul(w.get("W_hr").transpose()));
      total.addFirst(d);
    }
    return new Backward(g, List.copyOf(total));
  }

  /** Adds what {@code da}, the derivative by x Wx + h Wh + b, gives to Wx, Wh and b. */
  private static void accumulate(
      Map<String, INDArray> g,
      INDArray x,
      String wx,
      INDArray h,
      String wh,
      String b,
      INDArray da) {
    g.get(wx).addi(x.transpose().mmul(da));
    g.get(wh).addi(h.transpose().mmul(da));
    g.get(b).addi(da.sum(0));
  }

  @Override
  List<Gate> gates() {
    return new Gru.Definition().gates();
  }
}
