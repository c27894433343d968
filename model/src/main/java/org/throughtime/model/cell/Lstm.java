package org.throughtime.model.cell;

import java.util.List;
import java.util.stream.Stream;
import org.throughtime.model.diagnostics.Gate;
import org.throughtime.model.diagnostics.Profile;
import org.throughtime.model.kernel.Kernels;
import org.throughtime.model.kernel.Rows;
import org.throughtime.model.metric.Metric;
import org.throughtime.model.random.LegacyRandom;
import org.throughtime.model.task.Batch;
import org.throughtime.model.task.Head;

/**
 * Long short-term memory (Hochreiter &amp; Schmidhuber 1997) with a forget gate (Gers, Schmidhuber
 * &amp; Cummins 2000), without peepholes:
 *
 * <pre>
 *   i = sigma(x W_ui + h W_hi + b_i),  f = sigma(x W_uf + h W_hf + b_f)
 *   o = sigma(x W_uo + h W_ho + b_o),  g = tanh(x W_uh + h W_hh + b_h)
 *   c' = f * c + i * g,  h' = o * tanh(c'),  out = h W_hy + b_y
 * </pre>
 *
 * <p>The states c are kept as those of h are, with a block of zeros, c_0, before them.
 */
public final class Lstm extends GatedNetwork {
  /** mean over B and units of |c_t|. */
  public static final Metric<Profile, float[]> CELL_TIME =
      Profile.declare("cell_time", "", "mean of abs(c_t); lstm only").late();

  private static final List<Gate> GATES =
      Stream.of("i", "f", "o").map(symbol -> Gate.of(symbol, "lstm").late()).toList();

  private final GateLayer input;
  private final GateLayer forget;
  private final GateLayer output;
  private final GateLayer candidate;
  private final Rows columnsH;
  private final Rows columnsC;
  private Rows c;
  private Rows squashed;
  private Rows dc;

  /**
   * @param parameters W_ui (nin, H), W_hi (H, H), b_i (H), the same for f, o and h, W_hy (H, nout),
   *     b_y
   * @param head what is scored
   * @param errAbs |y - yhat| above which a lastLinear output is wrong
   */
  public Lstm(Kernels kernels, Parameters parameters, Head head, double errAbs) {
    super(kernels, parameters, GATES, head, errAbs);
    this.input = gate("i");
    this.forget = gate("f");
    this.output = gate("o");
    this.candidate = candidate();
    this.columnsH = newColumns();
    this.columnsC = newColumns();
    this.c = new Rows(0, nhid);
    this.squashed = new Rows(0, nhid);
    this.dc = new Rows(0, nhid);
  }

  @Override
  void reserve(int positions, int sequences) {
    super.reserve(positions, sequences);
    c = c.atLeast(positions + sequences);
    squashed = squashed.atLeast(positions);
    dc = dc.atLeast(positions);
  }

  @Override
  void accumulate(Batch batch) {
    layers.forEach(layer -> layer.accumulate(batch, h));
  }

  @Override
  void forward(Batch batch) {
    int n = batch.sequences();
    c.clear(0, n);
    for (int t = 0; t < batch.length(); t++) {
      int at = t * n;
      for (GateLayer layer : layers) {
        layer.sum(batch, t, h, at);
      }
      kernels.sigmoid(input.values(), at, n);
      kernels.sigmoid(forget.values(), at, n);
      kernels.sigmoid(output.values(), at, n);
      kernels.tanh(candidate.values(), at, n);
      kernels.multiply(forget.values(), at, c, at, c, at + n, n);
      kernels.multiplyAddElements(input.values(), at, candidate.values(), at, c, at + n, n);
      System.arraycopy(c.data, (at + n) * c.stride, squashed.data, at * c.stride, n * c.stride);
      kernels.tanh(squashed, at, n);
      kernels.multiply(output.values(), at, squashed, at, h, at + n, n);
    }
  }

  /**
   * d_t is the total derivative dL/dh_t: direct, plus through the four layers of step t + 1. What
   * reaches c_t is d_t * o * (1 - tanh(c_t)^2), plus f of step t + 1 times what reaches c_{t+1}.
   */
  @Override
  void backward(Batch batch) {
    int n = batch.sequences();
    int last = batch.length() - 1;
    for (int t = last; t >= 0; t--) {
      int at = t * n;
      readout.back(batch, t, d);
      if (t < last) {
        for (GateLayer layer : layers) {
          kernels.multiplyAdd(layer.deltas(), at + n, layer.transposed(), d, at, n);
        }
      }
      kernels.gradients().candidateGradient(d, output.values(), squashed, dc, at, n);
      if (t < last) {
        kernels.multiplyAddElements(dc, at + n, forget.values(), at + n, dc, at, n);
      }
      kernels
          .gradients()
          .candidateGradient(dc, input.values(), candidate.values(), candidate.deltas(), at, n);
      gateGradient(output, d, squashed, at, n);
      gateGradient(input, dc, candidate.values(), at, n);
      gateGradient(forget, dc, c, at, n);
    }
  }

  /** The gradient before a gate's sigmoid, where the gate multiplies {@code with}. */
  private void gateGradient(GateLayer gate, Rows gradient, Rows with, int at, int n) {
    kernels.multiply(gradient, at, with, at, gate.deltas(), at, n);
    kernels.gradients().sigmoidGradient(gate.deltas(), gate.values(), at, gate.deltas(), at, n);
  }

  @Override
  void beginColumns() {
    columnsH.clear(0, nhid);
    columnsC.clear(0, nhid);
  }

  @Override
  Rows stepColumns(ColumnBlock block, int t) {
    Rows i = input.sumColumns(block, t, columnsH);
    kernels.sigmoid(i, 0, nhid);
    Rows f = forget.sumColumns(block, t, columnsH);
    kernels.sigmoid(f, 0, nhid);
    Rows o = output.sumColumns(block, t, columnsH);
    kernels.sigmoid(o, 0, nhid);
    Rows g = candidate.sumColumns(block, t, columnsH);
    kernels.tanh(g, 0, nhid);
    kernels.multiply(f, 0, columnsC, 0, columnsC, 0, nhid);
    kernels.multiplyAddElements(i, 0, g, 0, columnsC, 0, nhid);
    System.arraycopy(columnsC.data, 0, columnsH.data, 0, columnsC.data.length);
    kernels.tanh(columnsH, 0, nhid);
    kernels.multiply(o, 0, columnsH, 0, columnsH, 0, nhid);
    return columnsH;
  }

  @Override
  public Profile profile(boolean gates) {
    return super.profile(gates).with(CELL_TIME, means(c, trained.sequences(), Math::abs));
  }

  /** The cell as the value lstm of the flag {@code model}. */
  public static final class Definition implements Cell {
    /** With which a unit forgets little at first (Gers et al. 2000). */
    private static final float FORGET_BIAS = 1;

    @Override
    public String label() {
      return "lstm";
    }

    @Override
    public String noun() {
      return "an lstm";
    }

    @Override
    public List<Gate> gates() {
      return GATES;
    }

    @Override
    public List<Metric<Profile, float[]>> profiles() {
      return Stream.concat(Cell.super.profiles().stream(), Stream.of(CELL_TIME)).toList();
    }

    @Override
    public double stepCost(double inputs, double nhid) {
      return 4 * nhid * (nhid + inputs);
    }

    @Override
    public Parameters draw(Init init, Shape shape, LegacyRandom random) {
      int nin = shape.nin();
      int nhid = shape.nhid();
      return new Parameters(
          List.of(
              init.draw("W_ui", nin, nhid, random),
              init.draw("W_hi", nhid, nhid, random),
              Parameter.vector("b_i", nhid),
              init.draw("W_uf", nin, nhid, random),
              init.draw("W_hf", nhid, nhid, random),
              Draws.bias("b_f", nhid, FORGET_BIAS),
              init.draw("W_uo", nin, nhid, random),
              init.draw("W_ho", nhid, nhid, random),
              Parameter.vector("b_o", nhid),
              init.draw("W_uh", nin, nhid, random),
              init.drawRecurrent("W_hh", nhid, random),
              Parameter.vector("b_h", nhid),
              init.draw("W_hy", nhid, shape.nout(), random),
              Parameter.vector("b_y", shape.nout())));
    }

    @Override
    public Network network(
        Kernels kernels, CellSpec spec, Parameters weights, Head head, double errAbs) {
      return new Lstm(kernels, weights, head, errAbs);
    }

    @Override
    public CellStep step(Init init, Parameters weights) {
      return new LstmStep(weights);
    }
  }
}
