package org.throughtime.model.cell;

import java.util.List;
import java.util.Optional;
import org.throughtime.model.diagnostics.Profile;
import org.throughtime.model.kernel.Kernels;
import org.throughtime.model.kernel.Rows;
import org.throughtime.model.random.LegacyRandom;
import org.throughtime.model.random.NormalTable;
import org.throughtime.model.task.Batch;
import org.throughtime.model.task.Head;

/**
 * The vanilla recurrent network (Pascanu et al. 2013, equation 2, in the row convention of SPEC
 * section 4):
 *
 * <pre>  h_t = phi(h_{t-1} W_hh + x_t W_uh + b_hh),  h_0 = 0,  out = h W_hy + b_hy</pre>
 */
public final class VanillaRnn extends KernelNetwork {
  private final Activation phi;
  private final Parameter recurrent;
  private final InputLayer input;
  private final Rows recurrentTransposed;
  private final Omega omega;
  private final FullOmega fullOmega;
  private final DirectOmega directOmega;
  private Rows delta;
  private Rows columnsH;
  private Rows columnsNext;
  private int[] windows = new int[0];

  /**
   * @param spec its init chooses phi
   * @param parameters W_uh (nin, H), W_hh (H, H), W_hy (H, nout), b_hh (H), b_hy (nout)
   * @param head what is scored
   * @param errAbs |y - yhat| above which a lastLinear output is wrong
   */
  public VanillaRnn(
      Kernels kernels, CellSpec spec, Parameters parameters, Head head, double errAbs) {
    super(kernels, parameters, "b_hy", head, errAbs);
    this.phi = spec.init().activation();
    this.recurrent = parameters.get("W_hh");
    this.input =
        new InputLayer(kernels, parameters.get("W_uh").storage(), parameters.get("b_hh").storage());
    this.recurrentTransposed = new Rows(nhid, nhid);
    this.omega = new Omega(kernels, recurrent);
    this.fullOmega = new FullOmega(kernels, phi, readout, recurrent, recurrentTransposed, true);
    this.directOmega = new DirectOmega(kernels, phi, readout, recurrent, recurrentTransposed);
    this.delta = new Rows(0, nhid);
    this.columnsH = newColumns();
    this.columnsNext = newColumns();
  }

  @Override
  void reserve(int positions, int sequences) {
    delta = delta.atLeast(positions);
  }

  @Override
  void refresh() {
    input.refresh();
    recurrentTransposed.transposeOf(recurrent.storage());
  }

  @Override
  void refreshColumns() {
    input.refreshColumns();
    recurrentTransposed.transposeOf(recurrent.storage());
  }

  @Override
  void forward(Batch batch) {
    forward(batch, StateNoise.NONE);
  }

  @Override
  void forward(Batch batch, StateNoise noise) {
    int sequences = batch.sequences();
    for (int t = 0; t < batch.length(); t++) {
      int from = (t + 1) * sequences;
      input.sum(batch, t, h, from - sequences, recurrent.storage(), h, from);
      if (noise.present()) {
        addNoise(noise, t, from, sequences);
      }
      phi.apply(kernels, h, from, sequences);
    }
  }

  private void addNoise(StateNoise noise, int t, int from, int sequences) {
    if (windows.length < sequences) {
      windows = new int[sequences];
    }
    NormalTable.windows(noise.stream(), t, sequences, h.columns, windows);
    kernels.addWindows(NormalTable.numbers(), windows, (float) noise.sd(), h, from, sequences);
  }

  /**
   * d_t is the total derivative dL/dh_t, delta_t = d_t * phi'(h_t), d_{t-1} = direct + delta_t
   * W_hh^T.
   */
  @Override
  void backward(Batch batch) {
    int sequences = batch.sequences();
    for (int t = batch.length() - 1; t >= 0; t--) {
      int from = t * sequences;
      readout.back(batch, t, d);
      if (t < batch.length() - 1) {
        kernels.multiplyAdd(delta, from + sequences, recurrentTransposed, d, from, sequences);
      }
      phi.gradient(kernels, d, h, from + sequences, delta, from, sequences);
    }
  }

  @Override
  void accumulate(Batch batch) {
    int positions = batch.length() * batch.sequences();
    kernels.outerAdd(h, 0, delta, 0, positions, gradients.get("W_hh").storage());
    input.gradient(batch, delta, gradients.get("W_uh"), gradients.get("b_hh"));
  }

  @Override
  void beginColumns() {
    columnsH.clear(0, nhid);
  }

  @Override
  Rows stepColumns(ColumnBlock block, int t) {
    input.sumColumns(block, t, recurrentTransposed, columnsH, columnsNext);
    phi.apply(kernels, columnsNext, 0, nhid);
    Rows previous = columnsH;
    columnsH = columnsNext;
    columnsNext = previous;
    return columnsH;
  }

  @Override
  public OmegaMetrics omega(OmegaGradient kind, double alpha, double bound) {
    Parameter gradient = gradients.get("W_hh");
    return switch (kind) {
      case FULL -> fullOmega.compute(trained, h, d, delta, bound, alpha, gradient);
      case IMMEDIATE ->
          omega.compute(trained, d, delta, recurrentTransposed, bound, alpha, gradient);
      case DIRECT -> directOmega.compute(trained, h, bound, alpha, gradient);
    };
  }

  @Override
  public Profile profile(boolean gates) {
    return commonProfile();
  }

  @Override
  Activation phi() {
    return phi;
  }

  /** The cell as the value rnn of the flag {@code model}. */
  public static final class Definition implements Cell {
    @Override
    public String label() {
      return "rnn";
    }

    @Override
    public String noun() {
      return "an rnn";
    }

    @Override
    public Optional<Activation> activation(Init init) {
      return Optional.of(init.activation());
    }

    @Override
    public boolean hasOmega() {
      return true;
    }

    @Override
    public boolean takesNoise() {
      return true;
    }

    @Override
    public double stepCost(double inputs, double nhid) {
      return nhid * (nhid + inputs);
    }

    @Override
    public Parameters draw(Init init, Shape shape, LegacyRandom random) {
      return new Parameters(
          List.of(
              init.draw("W_uh", shape.nin(), shape.nhid(), random),
              init.drawRecurrent("W_hh", shape.nhid(), random),
              init.draw("W_hy", shape.nhid(), shape.nout(), random),
              Parameter.vector("b_hh", shape.nhid()),
              Parameter.vector("b_hy", shape.nout())));
    }

    @Override
    public Network network(
        Kernels kernels, CellSpec spec, Parameters weights, Head head, double errAbs) {
      return new VanillaRnn(kernels, spec, weights, head, errAbs);
    }

    @Override
    public CellStep step(Init init, Parameters weights) {
      return new RnnStep(init.activation(), weights);
    }
  }
}
