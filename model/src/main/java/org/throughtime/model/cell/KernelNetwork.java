package org.throughtime.model.cell;

import org.throughtime.model.diagnostics.Profile;
import org.throughtime.model.kernel.Kernels;
import org.throughtime.model.kernel.Rows;
import org.throughtime.model.task.Batch;
import org.throughtime.model.task.Head;

/**
 * What the float32 networks share: the order of a training pass and of a scoring pass, the output
 * layer, and the profiles of every cell. A cell supplies its recurrence.
 *
 * <p>In a training pass each row is a sequence. What backward needs is kept for every step, as rows
 * {@code (T * B, H)}. The states begin with a block of zeros, h_0, so that row {@code t * B + b} is
 * the h from which step t starts.
 *
 * <p>In a scoring pass each row is a unit and each column a sequence. It takes one block of
 * sequences through all steps, then the next, and keeps only the current states. A few sequences
 * would leave most columns empty, so they are scored as a training pass scores them, with the same
 * bits.
 */
abstract class KernelNetwork extends TrainableNetwork {
  /** Most sequences that are scored as rows. */
  static final int FEW = ColumnBlock.COLUMNS / 2;

  /** Most floats that the states of such a pass may have: 4 MiB. */
  static final int MOST_STATES = 1 << 20;

  final Kernels kernels;
  final Readout readout;

  /** H. */
  final int nhid;

  /** The batch of the last {@link #train} pass. */
  Batch trained;

  /** The states of that pass, rows {@code ((T + 1) * B, H)}. */
  Rows h;

  /** The total derivatives dL/dh_t of that pass, rows {@code (T * B, H)}. */
  Rows d;

  private final Parameter outputGradient;
  private final Parameter outputBiasGradient;
  private final ColumnBlock block = new ColumnBlock();

  /**
   * @param outputBias name of the output layer's bias; its matrix is W_hy (H, nout)
   * @param head what is scored
   * @param errAbs |y - yhat| above which a lastLinear output is wrong
   */
  KernelNetwork(
      Kernels kernels, Parameters parameters, String outputBias, Head head, double errAbs) {
    super(parameters);
    this.kernels = kernels;
    this.outputGradient = gradients.get("W_hy");
    this.outputBiasGradient = gradients.get(outputBias);
    this.readout =
        new Readout(kernels, parameters.get("W_hy"), parameters.get(outputBias), head, errAbs);
    this.nhid = outputGradient.rows();
    this.h = new Rows(0, nhid);
    this.d = new Rows(0, nhid);
  }

  /**
   * Makes the cell's own buffers large enough for a training pass.
   *
   * @param positions T * B
   * @param sequences B
   */
  abstract void reserve(int positions, int sequences);

  /** Takes the weights as they are now; called before a training pass. */
  abstract void refresh();

  /** Fills the states of a batch; h_0 is already 0. */
  abstract void forward(Batch batch);

  /**
   * The same with noise on the pre-activations; of a cell that {@linkplain Cell#takesNoise can}.
   */
  void forward(Batch batch, StateNoise noise) {
    throw new UnsupportedOperationException("this cell takes no noise");
  }

  /** Fills the total derivatives, from the gradient that the output layer keeps. */
  abstract void backward(Batch batch);

  /** Adds the gradients of the recurrent weights. */
  abstract void accumulate(Batch batch);

  /** Takes the weights as they are now; called before a scoring pass. */
  abstract void refreshColumns();

  /** Sets the states of a block to 0. */
  abstract void beginColumns();

  /**
   * Takes the states of a block through step t.
   *
   * @return h_t {@code (H, ColumnBlock.COLUMNS)}
   */
  abstract Rows stepColumns(ColumnBlock block, int t);

  /** The activation whose value h is: it says where a unit is saturated. */
  abstract Activation phi();

  @Override
  public final Score train(Batch batch, StateNoise noise) {
    begin(batch);
    if (noise.present()) {
      forward(batch, noise);
    } else {
      forward(batch);
    }
    Score score = readout.scoreAndKeepGradient(batch, h);
    backward(batch);
    gradients.clear();
    accumulate(batch);
    readout.gradient(batch, h, outputGradient, outputBiasGradient);
    return score;
  }

  /** Sets h_0 to 0 and takes the weights as they are now. */
  private void begin(Batch batch) {
    int sequences = batch.sequences();
    int positions = batch.length() * sequences;
    trained = batch;
    h = h.atLeast(positions + sequences);
    d = d.atLeast(positions);
    reserve(positions, sequences);
    refresh();
    h.clear(0, sequences);
  }

  @Override
  public final Score evaluate(Batch batch) {
    long states = (long) batch.length() * batch.sequences() * nhid;
    return batch.sequences() <= FEW && states <= MOST_STATES
        ? evaluateRows(batch)
        : evaluateColumns(batch);
  }

  Score evaluateRows(Batch batch) {
    begin(batch);
    forward(batch);
    return readout.score(batch, h);
  }

  Score evaluateColumns(Batch batch) {
    refreshColumns();
    readout.begin(batch);
    for (int b = 0; b < batch.sequences(); b += ColumnBlock.COLUMNS) {
      block.take(batch, b);
      beginColumns();
      for (int t = 0; t < batch.length(); t++) {
        readout.scoreColumns(block, t, stepColumns(block, t));
      }
    }
    return readout.finish(batch);
  }

  /** A state of a block of sequences, {@code (H, ColumnBlock.COLUMNS)}. */
  final Rows newColumns() {
    return new Rows(nhid, ColumnBlock.COLUMNS);
  }

  /** Only a vanilla rnn has Omega: here it is 0, and nothing is added. */
  @Override
  public OmegaMetrics omega(OmegaGradient kind, double alpha, double bound) {
    return OmegaMetrics.NONE;
  }

  @Override
  public final float[] unitSaturation() {
    int nhid = h.columns;
    int sequences = trained.sequences();
    float[] distances = new float[trained.length() * sequences * nhid];
    for (int i = 0; i < distances.length; i++) {
      // a block of h_0 comes first
      distances[i] = phi().distanceFromSaturation(h.get(sequences + i / nhid, i % nhid));
    }
    return distances;
  }

  /** The profiles that every cell has, of the last {@link #train} pass. */
  final Profile commonProfile() {
    int sequences = trained.sequences();
    return Profile.of(
        Profiles.norms(d, trained.length(), sequences),
        means(h, sequences, phi()::derivative),
        means(h, sequences, phi()::distanceFromSaturation));
  }

  /** mean over B and units of a metric, for each step of the last {@link #train} pass. */
  final float[] means(Rows x, int from, Profiles.Metric metric) {
    return Profiles.means(x, from, trained.length(), trained.sequences(), metric);
  }

  /** The total derivative dL/dh_t of the last {@link #train} pass, rows {@code (T * B, H)}. */
  final Rows derivatives() {
    return d;
  }

  /** The states of the last {@link #train} pass, rows {@code ((T + 1) * B, H)}, h_0 first. */
  final Rows states() {
    return h;
  }
}
