package org.throughtime.model.reference;

import java.util.ArrayList;
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
  private static final Layer INPUT = Layer.of("i");
  private static final Layer FORGET = Layer.of("f");
  private static final Layer OUTPUT = Layer.of("o");
  private static final Layer CANDIDATE = Layer.of("h");

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
    List<INDArray> inputs = new ArrayList<>();
    List<INDArray> forgets = new ArrayList<>();
    List<INDArray> outputs = new ArrayList<>();
    List<INDArray> candidates = new ArrayList<>();
    List<State> states = new ArrayList<>();
    INDArray h = initial.h();
    INDArray c = initial.memory().get("c");
    for (INDArray xt : x) {
      INDArray i = Transforms.sigmoid(INPUT.sum(w, xt, h));
      INDArray f = Transforms.sigmoid(FORGET.sum(w, xt, h));
      INDArray o = Transforms.sigmoid(OUTPUT.sum(w, xt, h));
      INDArray g = Transforms.tanh(CANDIDATE.sum(w, xt, h));
      c = f.mul(c).addi(i.mul(g));
      h = o.mul(Transforms.tanh(c, true));
      inputs.add(i);
      forgets.add(f);
      outputs.add(o);
      candidates.add(g);
      states.add(new State(h, Map.of("c", c)));
    }
    return new Trajectory(
        initial, states, Map.of("i", inputs, "f", forgets, "o", outputs, "g", candidates));
  }

  @Override
  Backward backward(
      Map<String, INDArray> w, List<INDArray> x, Trajectory s, List<INDArray> direct) {
    Map<String, INDArray> gradients =
        Layer.zeroGradients(List.of(INPUT, FORGET, OUTPUT, CANDIDATE), w);
    LinkedList<INDArray> total = new LinkedList<>();
    INDArray dhFromLater = Nd4j.zeros(DataType.DOUBLE, s.last().shape());
    INDArray dcFromLater = Nd4j.zeros(DataType.DOUBLE, s.last().shape());
    for (int t = s.length() - 1; t >= 0; t--) {
      INDArray h = s.before(t).h();
      INDArray c = s.before(t).memory().get("c");
      INDArray i = s.inner("i", t);
      INDArray f = s.inner("f", t);
      INDArray o = s.inner("o", t);
      INDArray g = s.inner("g", t);
      INDArray squashed = Transforms.tanh(s.states().get(t).memory().get("c"), true);
      INDArray d = direct.get(t).add(dhFromLater);

      // h' = o * tanh(c')
      INDArray dc = d.mul(o).mul(squashed.mul(squashed).rsub(1)).add(dcFromLater);
      // c' = f * c + i * g; i, f, o = sigma(...), g = tanh(...)
      INDArray dai = dc.mul(g).mul(i).mul(i.rsub(1));
      INDArray daf = dc.mul(c).mul(f).mul(f.rsub(1));
      INDArray dao = d.mul(squashed).mul(o).mul(o.rsub(1));
      INDArray dag = dc.mul(i).mul(g.mul(g).rsub(1));

      INPUT.accumulate(gradients, x.get(t), h, dai);
      FORGET.accumulate(gradients, x.get(t), h, daf);
      OUTPUT.accumulate(gradients, x.get(t), h, dao);
      CANDIDATE.accumulate(gradients, x.get(t), h, dag);
      dhFromLater =
          INPUT
              .back(w, dai)
              .add(FORGET.back(w, daf))
              .add(OUTPUT.back(w, dao))
              .add(CANDIDATE.back(w, dag));
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
