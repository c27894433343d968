package org.throughtime.model.reference;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedList;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.ops.transforms.Transforms;
import org.throughtime.model.cell.Lstm;
import org.throughtime.model.cell.Parameters;
import org.throughtime.model.diagnostics.Gate;
import org.throughtime.model.diagnostics.Profile;
import org.throughtime.model.metric.Metric;

/**
 * The lstm in float64:
 *
 * <pre>
 * i  = sigma(x W_ui + h W_hi + b_i)
 * f  = sigma(x W_uf + h W_hf + b_f)
 * o  = sigma(x W_uo + h W_ho + b_o)
 * g  = tanh(x W_uh + h W_hh + b_h)
 * c' = f * c + i * g
 * h' = o * tanh(c')
 * </pre>
 */
public final class ReferenceLstm extends ReferenceNetwork {
  private static final List<String> LAYERS = List.of("i", "f", "o", "h");

  /**
   * @param parameters its weights, read at the start of every pass
   * @param errAbs |y - yhat| above which a lastLinear output is wrong
   */
  public ReferenceLstm(Parameters parameters, double errAbs) {
    super(parameters, new ReferenceScoring("b_y", errAbs));
  }

  @Override
  State initial(INDArray zero) {
    return new State(zero, Map.of("c", zero));
  }

  @Override
  Trajectory forward(Map<String, INDArray> w, List<INDArray> x, State initial) {
    Map<String, List<INDArray>> inner = new LinkedHashMap<>();
    LAYERS.forEach(layer -> inner.put(layer, new ArrayList<>()));
    List<State> states = new ArrayList<>();
    INDArray h = initial.h();
    INDArray c = initial.memory().get("c");
    for (INDArray xt : x) {
      INDArray i = Transforms.sigmoid(sum(w, "i", xt, h));
      INDArray f = Transforms.sigmoid(sum(w, "f", xt, h));
      INDArray o = Transforms.sigmoid(sum(w, "o", xt, h));
      INDArray g = Transforms.tanh(sum(w, "h", xt, h));
      c = f.mul(c).addi(i.mul(g));
      h = o.mul(Transforms.tanh(c, true));
      inner.get("i").add(i);
      inner.get("f").add(f);
      inner.get("o").add(o);
      inner.get("h").add(g);
      states.add(new State(h, Map.of("c", c)));
    }
    return new Trajectory(initial, states, inner);
  }

  /** x W_u + h W_h + b of a layer. */
  private static INDArray sum(Map<String, INDArray> w, String layer, INDArray x, INDArray h) {
    return x.mmul(w.get("W_u" + layer))
        .addi(h.mmul(w.get("W_h" + layer)))
        .addiRowVector(w.get("b_" + layer));
  }

  @Override
  Backward backward(
      Map<String, INDArray> w, List<INDArray> x, Trajectory s, List<INDArray> direct) {
    Map<String, INDArray> gradients = new LinkedHashMap<>();
    for (String layer : LAYERS) {
      for (String name : List.of("W_u" + layer, "W_h" + layer, "b_" + layer)) {
        gradients.put(name, Nd4j.zeros(DataType.DOUBLE, w.get(name).shape()));
      }
    }
    LinkedList<INDArray> total = new LinkedList<>();
    INDArray dhFromLater = Nd4j.zeros(DataType.DOUBLE, s.last().shape());
    INDArray dcFromLater = Nd4j.zeros(DataType.DOUBLE, s.last().shape());
    for (int t = s.length() - 1; t >= 0; t--) {
      INDArray h = s.before(t).h();
      INDArray c = s.before(t).memory().get("c");
      INDArray i = s.inner("i", t);
      INDArray f = s.inner("f", t);
      INDArray o = s.inner("o", t);
      INDArray g = s.inner("h", t);
      INDArray squashed = Transforms.tanh(s.states().get(t).memory().get("c"), true);
      INDArray d = direct.get(t).add(dhFromLater);

      // h' = o * tanh(c')
      INDArray dc = d.mul(o).mul(squashed.mul(squashed).rsub(1)).add(dcFromLater);
      // c' = f * c + i * g; i, f, o = sigma(...), g = tanh(...)
      Map<String, INDArray> da =
          Map.of(
              "i", dc.mul(g).mul(i).mul(i.rsub(1)),
              "f", dc.mul(c).mul(f).mul(f.rsub(1)),
              "o", d.mul(squashed).mul(o).mul(o.rsub(1)),
              "h", dc.mul(i).mul(g.mul(g).rsub(1)));

      dhFromLater = Nd4j.zeros(DataType.DOUBLE, h.shape());
      for (String layer : LAYERS) {
        INDArray a = da.get(layer);
        gradients.get("W_u" + layer).addi(x.get(t).transpose().mmul(a));
        gradients.get("W_h" + layer).addi(h.transpose().mmul(a));
        gradients.get("b_" + layer).addi(a.sum(0));
        dhFromLater.addi(a.mmul(w.get("W_h" + layer).transpose()));
      }
      dcFromLater = dc.mul(f);
      total.addFirst(d);
    }
    return new Backward(gradients, List.copyOf(total));
  }

  @Override
  Map<Metric<Profile, float[]>, ToDoubleFunction<State>> stateProfiles() {
    return Map.of(Lstm.CELL_TIME, state -> mean(Transforms.abs(state.memory().get("c"), true)));
  }

  @Override
  List<Gate> gates() {
    return new Lstm.Definition().gates();
  }
}
