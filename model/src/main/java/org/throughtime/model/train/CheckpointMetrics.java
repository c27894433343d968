package org.throughtime.model.train;

import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;
import org.throughtime.model.cell.LinearErrors;
import org.throughtime.model.cell.Score;
import org.throughtime.model.diagnostics.Gate;
import org.throughtime.model.diagnostics.Profile;
import org.throughtime.model.diagnostics.Quantiles;
import org.throughtime.model.diagnostics.SpectralRadius;
import org.throughtime.model.metric.Direction;
import org.throughtime.model.metric.Metric;
import org.throughtime.model.metric.Schema;

/**
 * The metrics of a checkpoint. One that is read alone has a constant; the others need none but
 * their entry in a list.
 */
public final class CheckpointMetrics {
  /** The unit of a loss. */
  public static final String LOSS = "nats; MSE for add, mul";

  /** How a metric of iterations becomes one of checkpoints. */
  private static final String OVER_WINDOW =
      ", summed since the previous checkpoint and divided by checkFreq";

  public static final Metric<CheckpointSource, Integer> ITER =
      Metric.integer("iter", "iterations", "n of the checkpoint", CheckpointSource::iter);
  public static final Metric<CheckpointSource, Double> BEST_VALID_ERROR =
      Metric.<CheckpointSource>real(
              "best_valid_error",
              "percent",
              "lowest valid_error of the checkpoints before this one that have a finite valid_nll; 100"
                  + " before the first",
              CheckpointSource::bestValidError)
          .better(Direction.LOWER_IS_BETTER);
  public static final Metric<CheckpointSource, Double> TRAIN_NLL =
      Metric.<CheckpointSource>real(
              "train_nll", LOSS, "loss" + OVER_WINDOW, c -> c.means().trainNll())
          .better(Direction.LOWER_IS_BETTER);
  public static final Metric<CheckpointSource, Double> GRADIENT_NORM =
      Metric.real(
          "gradient_norm",
          "",
          "L2 norm of the gradient over all parameters, before clipping" + OVER_WINDOW,
          c -> c.means().gradientNorm());
  public static final Metric<CheckpointSource, Double> GRADIENT_NORM_POST =
      Metric.real(
          "gradient_norm_post",
          "",
          "the same norm after clipping" + OVER_WINDOW,
          c -> c.means().gradientNormPost());
  public static final Metric<CheckpointSource, Double> OMEGA =
      Metric.real(
          "Omega",
          "",
          "the regularizer, not scaled by alpha" + OVER_WINDOW,
          c -> c.means().omega());
  public static final Metric<CheckpointSource, Double> STEPS_IN_PAST =
      Metric.real(
          "steps_in_past",
          "0 to 1",
          "mean over t of the share of sequences that count in Omega" + OVER_WINDOW,
          c -> c.means().stepsInPast());
  public static final Metric<CheckpointSource, Double> VALID_NLL =
      Metric.<CheckpointSource>real(
              "valid_nll", LOSS, "mean loss over the validation chunks", c -> c.validation().loss())
          .better(Direction.LOWER_IS_BETTER);
  public static final Metric<CheckpointSource, Double> VALID_ERROR =
      Metric.<CheckpointSource>real(
              "valid_error",
              "percent",
              "mean error over the validation chunks",
              c -> 100 * c.validation().error())
          .better(Direction.LOWER_IS_BETTER);
  public static final Metric<CheckpointSource, Double> VALID_MAE = valid(LinearErrors.MAE);
  public static final Metric<CheckpointSource, Double> VALID_ERR_05 = valid(LinearErrors.ERR_05);
  public static final Metric<CheckpointSource, Double> VALID_ERR_10 = valid(LinearErrors.ERR_10);
  public static final Metric<CheckpointSource, Double> VALID_ERR_ABS = valid(LinearErrors.ERR_ABS);
  public static final Metric<CheckpointSource, Double> VALID_MAXAE = valid(LinearErrors.MAXAE);
  public static final Metric<CheckpointSource, Double> RHO =
      Metric.real(
          "rho_Whh",
          "",
          "spectral radius of W_hh",
          c -> SpectralRadius.of(c.recurrent().storage()));
  public static final Metric<CheckpointSource, Double> DIAG_LOSS =
      diagnostic("diag_loss", LOSS, "loss of the diagnostic batch", Score::loss);
  public static final Metric<CheckpointSource, Double> DIAG_ERR =
      diagnostic("diag_err", "0 to 1", "error of the diagnostic batch", Score::error);

  public static final Metric<CheckpointSource, Double> VALID_MAX_LENGTH =
      Metric.<CheckpointSource>real(
              "valid_max_length",
              "steps",
              "one above the longest length that is drawn and validated in this stage; with"
                  + " lengthSchedule only",
              c -> c.maxLength().isPresent() ? (double) c.maxLength().getAsInt() : null)
          .late();

  /** What {@link HoldTrial} measures. */
  public static final Metric<CheckpointSource, Double> HOLD =
      Metric.<CheckpointSource>real(
              "hold",
              "steps",
              "greatest of holdLengths such that, at it and at every shorter one, less than "
                  + HoldTrial.PERCENT
                  + " % of "
                  + HoldTrial.SEQUENCES
                  + " fresh sequences are wrong; 0 if there is none, or if valid_error is not below "
                  + HoldTrial.PERCENT
                  + " %",
              c -> c.hold().isPresent() ? (double) c.hold().getAsInt() : null)
          .late()
          .better(Direction.HIGHER_IS_BETTER);

  public static final Metric<CheckpointSource, Double> HOLD_ERROR =
      Metric.<CheckpointSource>real(
              "hold_error",
              "percent",
              "mean error over holdLengths, at checkpoints of the last stage at which it is the lowest"
                  + " so far: 500 to "
                  + HoldTrial.MOST_SEQUENCES
                  + " fresh sequences at each length, the more the lower it is; with patience in"
                  + " lengthSchedule only",
              c -> c.holdError().isPresent() ? c.holdError().getAsDouble() : null)
          .late();

  public static final Metric<CheckpointSource, Double> ATTEMPT =
      Metric.<CheckpointSource>real(
              "attempt",
              "",
              "number of restarts with new weights; with patience in lengthSchedule" + " only",
              c -> c.attempt().isPresent() ? (double) c.attempt().getAsInt() : null)
          .late();

  public static final Metric<CheckpointSource, float[]> GRAD_TIME = profile(Profile.GRAD_TIME);
  public static final Metric<CheckpointSource, float[]> ACT_TIME = profile(Profile.ACT_TIME);
  public static final Metric<CheckpointSource, float[]> SAT_TIME = profile(Profile.SAT_TIME);

  /** Quantiles of {@link #UNIT_SATURATION}. */
  private static final List<Double> QUANTILES = List.of(0.0, .1, .25, .5, .75, .9, 1.0);

  public static final Metric<CheckpointSource, Double> GRADIENT_SNR =
      Metric.real(
              "gradient_snr",
              "",
              "norm of the mean gradient of the batch's sequences after the update, divided by the"
                  + " standard error of this mean; with dynamics only",
              Update::signalToNoise)
          .within(CheckpointSource::update)
          .late();
  public static final Metric<CheckpointSource, Double> STEP_COSINE =
      Metric.real(
              "step_cosine",
              "-1 to 1",
              "cosine of the angle between the update and minus this gradient: below 0, the update went too"
                  + " far; with dynamics only",
              Update::cosine)
          .within(CheckpointSource::update)
          .late();
  public static final Metric<CheckpointSource, float[]> UPDATE_RATIO =
      Metric.profile(
              "update_ratio",
              "",
              "for each parameter, in the order of the final state's: norm of the update divided by"
                  + " that of the weights before it; with dynamics only",
              Update::ratios)
          .within(CheckpointSource::update)
          .late();
  public static final Metric<CheckpointSource, float[]> UNIT_SATURATION =
      Metric.profile(
              "unit_saturation",
              "",
              "the quantiles 0, .1, .25, .5, .75, .9, 1 over units of a unit's mean distance from"
                  + " saturation; with dynamics and collectDiags only",
              CheckpointMetrics::quantiles)
          .<CheckpointSource>within(
              c -> c.diagnostics().flatMap(CheckpointSource.Diagnostics::units))
          .late();

  /**
   * Those that are one number each, in the order of their columns. A new one is one entry, and is
   * {@linkplain Metric#late late}.
   */
  public static final List<Metric<CheckpointSource, Double>> SCALARS =
      List.of(
          TRAIN_NLL,
          GRADIENT_NORM,
          GRADIENT_NORM_POST,
          OMEGA,
          STEPS_IN_PAST,
          VALID_NLL,
          VALID_ERROR,
          VALID_MAE,
          VALID_ERR_05,
          VALID_ERR_10,
          VALID_ERR_ABS,
          VALID_MAXAE,
          RHO,
          DIAG_LOSS,
          DIAG_ERR,
          VALID_MAX_LENGTH,
          HOLD,
          HOLD_ERROR,
          ATTEMPT);

  /** The profiles of every cell. */
  public static final List<Metric<CheckpointSource, float[]>> COMMON_PROFILES =
      List.of(GRAD_TIME, ACT_TIME, SAT_TIME);

  /** The profiles of every cell, then those that each adds. */
  public static final List<Metric<CheckpointSource, float[]>> PROFILES =
      Stream.concat(
              COMMON_PROFILES.stream(),
              Cells.ALL.stream()
                  .flatMap(cell -> cell.profiles().stream())
                  .distinct()
                  .map(CheckpointMetrics::profile))
          .toList();

  /** The metrics of a checkpoint, in the order of their columns. */
  public static final Schema<CheckpointSource> SCHEMA =
      new Schema<>(
          Stream.of(
                  List.of(ITER, BEST_VALID_ERROR),
                  SCALARS,
                  PROFILES,
                  List.of(GRADIENT_SNR, STEP_COSINE, UPDATE_RATIO, UNIT_SATURATION))
              .<Metric<CheckpointSource, ?>>flatMap(List::stream)
              .toList());

  /** Those that have a direction: {@link Preference} compares runs by them. */
  public static final List<Metric<CheckpointSource, Double>> COMPARED =
      List.of(VALID_ERROR, BEST_VALID_ERROR, VALID_NLL, TRAIN_NLL, HOLD);

  private CheckpointMetrics() {}

  /** The profile of a gate. */
  public static Metric<CheckpointSource, float[]> of(Gate gate) {
    return profile(gate.distance());
  }

  private static float[] quantiles(double[] units) {
    Quantiles of = new Quantiles(units);
    float[] quantiles = new float[QUANTILES.size()];
    for (int i = 0; i < quantiles.length; i++) {
      quantiles[i] = (float) of.at(QUANTILES.get(i));
    }
    return quantiles;
  }

  private static Metric<CheckpointSource, Double> valid(Metric<LinearErrors, Double> metric) {
    return metric.named("valid_" + metric.name()).within(c -> c.validation().linear());
  }

  private static Metric<CheckpointSource, Double> diagnostic(
      String name, String unit, String meaning, Function<Score, Double> source) {
    return Metric.real(name, unit, meaning + "; with collectDiags only", source)
        .within(c -> c.diagnostics().map(CheckpointSource.Diagnostics::score));
  }

  /** A profile, as a column. */
  public static Metric<CheckpointSource, float[]> profile(Metric<Profile, float[]> metric) {
    return metric.within(c -> c.diagnostics().map(CheckpointSource.Diagnostics::profile));
  }
}
