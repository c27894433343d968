package org.throughtime.model.cell;

import java.util.List;
import org.throughtime.model.diagnostics.Gate;
import org.throughtime.model.kernel.Kernels;
import org.throughtime.model.kernel.Rows;
import org.throughtime.model.random.LegacyRandom;
import org.throughtime.model.task.Batch;
import org.throughtime.model.task.Head;

/**
 * The gated recurrent unit (Cho et al. 2014), as SPEC section 4 states it:
 *
 * <pre>
 *   z = sigma(x W_uz + h W_hz + b_z),  r = sigma(x W_ur + h W_hr + b_r)
 *   c = tanh(x W_uh + (r * h) W_hh + b_h),  h' = (1 - z) * h + z * c,  out = h W_hy + b_y
 * </pre>
 */
public final class Gru extends GatedNetwork {
  private static final List<Gate> GATES = List.of(Gate.of("z", "gru"), Gate.of("r", "gru"));

  private final GateLayer update;
  private final GateLayer reset;
  private final GateLayer candidate;
  private final Rows columnsH;
  private final Rows zeros;
  private Rows resetH;
  private Rows dResetH;

  /**
   * @param parameters W_uz (nin, H), W_hz (H, H), b_z (H), the same for r and h, W_hy (H, nout),
   *     b_y
   * @param head what is scored
   * @param errAbs |y - yhat| above which a lastLinear output is wrong
   */
  public Gru(Kernels kernels, Parameters parameters, Head head, double errAbs) {
    super(kernels, parameters, GATES, head, errAbs);
    this.update = gate("z");
    this.reset = gate("r");
    this.candidate = candidate();
    this.columnsH = newColumns();
    this.zeros = new Rows(1, nhid);
    this.resetH = new Rows(0, nhid);
    this.dResetH = new Rows(0, nhid);
  }

  @Override
  void reserve(int positions, int sequences) {
    super.reserve(positions, sequences);
    resetH = resetH.atLeast(positions);
    dResetH = dResetH.atLeast(sequences);
  }

  @Override
  void forward(Batch batch) {
    int n = batch.sequences();
    for (int t = 0; t < batch.length(); t++) {
      int at = t * n;
      update.sum(batch, t, h, at);
      kernels.sigmoid(update.values(), at, n);
      reset.sum(batch, t, h, at);
      kernels.sigmoid(reset.values(), at, n);
      kernels.multiply(reset.values(), at, h, at, resetH, at, n);
      candidate.sum(batch, t, resetH, at);
      kernels.tanh(candidate.values(), at, n);
      kernels.interpolate(update.values(), candidate.values(), at, h, at, h, at + n, n);
    }
  }

  /**
   * d_t is the total derivative dL/dh_t: direct, plus through the interpolation, r * h, and the two
   * gates of step t + 1.
   */
  @Override
  void backward(Batch batch) {
    int n = batch.sequences();
    readout.back(batch, batch.length() - 1, d);
    for (int t = batch.length() - 1; t >= 0; t--) {
      int at = t * n;
      kernels
          .gradients()
          .gateGradient(d, update.values(), candidate.values(), h, update.deltas(), at, n);
      kernels
          .gradients()
          .candidateGradient(d, update.values(), candidate.values(), candidate.deltas(), at, n);
      kernels.multiplyFromRow(
          zeros, 0, candidate.deltas(), at, candidate.transposed(), dResetH, 0, n);
      kernels.multiply(dResetH, 0, h, at, reset.deltas(), at, n);
      kernels
          .gradients()
          .sigmoidGradient(reset.deltas(), reset.values(), at, reset.deltas(), at, n);
      if (t > 0) {
        int before = at - n;
        readout.back(batch, t - 1, d);
        kernels.gradients().carryGradient(d, update.values(), at, d, before, n);
        kernels.multiplyAddElements(dResetH, 0, reset.values(), at, d, before, n);
        kernels.multiplyAdd(update.deltas(), at, update.transposed(), d, before, n);
        kernels.multiplyAdd(reset.deltas(), at, reset.transposed(), d, before, n);
      }
    }
  }

  @Override
  void accumulate(Batch batch) {
    update.accumulate(batch, h);
    reset.accumulate(batch, h);
    candidate.accumulate(batch, resetH);
  }

  @Override
  void beginColumns() {
    columnsH.clear(0, nhid);
  }

  @Override
  Rows stepColumns(ColumnBlock block, int t) {
    Rows z = update.sumColumns(block, t, columnsH);
    kernels.sigmoid(z, 0, nhid);
    Rows r = reset.sumColumns(block, t, columnsH);
    kernels.sigmoid(r, 0, nhid);
    kernels.multiply(r, 0, columnsH, 0, r, 0, nhid);
    Rows c = candidate.sumColumns(block, t, r);
    kernels.tanh(c, 0, nhid);
    kernels.interpolate(z, c, 0, columnsH, 0, columnsH, 0, nhid);
    return columnsH;
  }

  /** The cell as the value gru of the flag {@code model}. */
  public static final class Definition implements Cell {
    private static final double SD = .01;
    private static final double GATE_SD = SD / 2;

    /** A unit keeps most of its state at first. */
    private static final float UPDATE_BIAS = -2f;

    @Override
    public String label() {
      return "gru";
    }

    @Override
    public String noun() {
      return "a gru";
    }

    @Override
    public List<Gate> gates() {
      return GATES;
    }

    @Override
    public double stepCost(double inputs, double nhid) {
      return 3 * nhid * (nhid + inputs);
    }

    /** The second: the course's weights, the same whatever init says. */
    @Override
    public int revision() {
      return 2;
    }

    @Override
    public Parameters draw(Init init, Shape shape, LegacyRandom random) {
      int nin = shape.nin();
      int nhid = shape.nhid();
      double[] updateInputs = Draws.normal(random, SD, nin, nhid);
      double[] update = Draws.normal(random, GATE_SD, nhid, nhid);
      double[] resetInputs = Draws.normal(random, SD, nin, nhid);
      double[] reset = Draws.normal(random, GATE_SD, nhid, nhid);
      double[] recurrent = Draws.normal(random, SD, nhid, nhid);
      double[] inputs = Draws.normal(random, SD, nin, nhid);
      double[] outputs = Draws.normal(random, SD, nhid, shape.nout());
      return new Parameters(
          List.of(
              Draws.matrix("W_uz", nin, nhid, updateInputs),
              Draws.matrix("W_hz", nhid, nhid, update),
              Draws.bias("b_z", nhid, UPDATE_BIAS),
              Draws.matrix("W_ur", nin, nhid, resetInputs),
              Draws.matrix("W_hr", nhid, nhid, reset),
              Parameter.vector("b_r", nhid),
              Draws.matrix("W_uh", nin, nhid, inputs),
              Draws.matrix("W_hh", nhid, nhid, recurrent),
              Parameter.vector("b_h", nhid),
              Draws.matrix("W_hy", nhid, shape.nout(), outputs),
              Parameter.vector("b_y", shape.nout())));
    }

    @Override
    public Network network(
        Kernels kernels, CellSpec spec, Parameters weights, Head head, double errAbs) {
      return new Gru(kernels, weights, head, errAbs);
    }

    @Override
    public CellStep step(Init init, Parameters weights) {
      return new GruStep(weights);
    }
  }
}
