package org.throughtime.model.cell;

import org.throughtime.model.diagnostics.Profile;
import org.throughtime.model.kernel.Kernels;
import org.throughtime.model.kernel.Rows;
import org.throughtime.model.task.Batch;
import org.throughtime.model.task.Head;

/**
 * What the float32 networks share: the order of a training pass, the output layer, and the profiles
 * of every cell. A cell supplies its recurrence.
 *
 * <p>The states have a block of zeros, h_0, before them, so that row {@code t * B + b} is the h
 * that step t starts from.
 */
abstract class KernelNetwork implements Network {
  final Kernels kernels;
  final Parameters parameters;
  final Parameters gradients;
  final Readout readout;

  /** The batch of the last {@link #train} pass. */
  Batch trained;

  /** The states of that pass, rows {@code ((T + 1) * B, H)}. */
  Rows h;

  /** The total derivatives dL/dh_t of that pass, rows {@code (T * B, H)}. */
  Rows d;

  private final Parameter outputGradient;
  private final Parameter outputBiasGradient;

  /**
   * @param outputBias name of the output layer's bias; its matrix is W_hy
   * @param head what is scored
   * @param errAbs |y - yhat| above which a lastLinear output is wrong
   */
  KernelNetwork(
      Kernels kernels, Parameters parameters, String outputBias, Head head, double errAbs) {
    this.kernels = kernels;
    this.parameters = parameters;
    this.gradients = parameters.zerosLike();
    this.outputGradient = gradients.get("W_hy");
    this.outputBiasGradient = gradients.get(outputBias);
    this.readout =
        new Readout(kernels, parameters.get("W_hy"), parameters.get(outputBias), head, errAbs);
  }

  /** Makes {@link #h}, {@link #d} and the cell's own buffers hold a batch of {@code (T, B)}. */
  abstract void reserve(int length, int sequences);

  /** Fills the states of a batch. */
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

  @Override
  public final Parameters parameters() {
    return parameters;
  }

  @Override
  public final Parameters gradients() {
    return gradients;
  }

  @Override
  public final Score train(Batch batch, StateNoise noise) {
    trained = batch;
    reserve(batch.length(), batch.sequences());
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

  /** Omega is the vanilla rnn's: 0 here, and nothing is added. */
  @Override
  public OmegaMetrics omega(OmegaGradient kind, double alpha, double bound) {
    return OmegaMetrics.NONE;
  }

  /**
   * The profiles that every cell has, of the last {@link #train} pass.
   *
   * @param phi whose value h is
   */
  final Profile commonProfile(Activation phi) {
    int length = trained.length();
    int sequences = trained.sequences();
    return Profile.of(
        Profiles.norms(d, length, sequences),
        Profiles.means(h, sequences, length, sequences, phi::derivative),
        Profiles.means(h, sequences, length, sequences, phi::distanceFromSaturation));
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
