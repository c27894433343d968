package org.throughtime.sweep.artifact;

import java.io.IOException;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import org.throughtime.model.diagnostics.Profile;
import org.throughtime.model.task.Tasks;
import org.throughtime.model.train.Checkpoint;
import org.throughtime.model.train.IterationMetrics;
import org.throughtime.model.train.RunSpec;
import org.throughtime.model.train.TrainingListener;

/**
 * The metrics of one run as the arrays of its NPZ file, filled while it trains.
 *
 * <p>N = maxiters, C = max(1, maxiters / checkFreq), S = the longest T at max_length. A checkpoint
 * at iteration n fills row n / checkFreq; one whose row would be C is not kept. What is never
 * filled is -1, or NaN in the arrays over time. A run that goes on from a snapshot is first shown
 * what it had done before, in any order. What it is shown comes through {@link CourseMetrics}.
 */
public final class FinalStateArrays implements TrainingListener {
  private static final float EMPTY = -1f;

  private final int checkFreq;
  private final int steps;
  private final float[] trainNll;
  private final float[] gradientNorm;
  private final float[] gradientNormPost;
  private final float[] omega;
  private final float[] stepsInPast;
  private final float[] validError;
  private final float[] validNll;
  private final float[] rho;
  private final float[] diagLoss;
  private final float[] diagErr;
  private final Profile[] profiles;

  /**
   * Empty arrays of the sizes that a run's specification gives.
   *
   * @param spec of the run
   * @throws IllegalArgumentException where C * S is 2^31 or more
   */
  public FinalStateArrays(RunSpec spec) {
    this.checkFreq = spec.validation().checkFreq();
    this.steps = Tasks.create(spec.task()).longest(spec.task().maxLength());
    int iterations = spec.optimizer().maxiters();
    int rows = CourseMetrics.rows(spec);
    if ((long) rows * steps > Integer.MAX_VALUE) {
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT,
              "%s: checkFreq = %d: must be such that %d checkpoints of up to %d steps are fewer"
                  + " than 2^31 values",
              spec.name(),
              checkFreq,
              rows,
              steps));
    }
    this.trainNll = empty(iterations);
    this.gradientNorm = empty(iterations);
    this.gradientNormPost = empty(iterations);
    this.omega = empty(iterations);
    this.stepsInPast = empty(iterations);
    this.validError = empty(rows);
    this.validNll = empty(rows);
    this.rho = empty(rows);
    this.diagLoss = empty(rows);
    this.diagErr = empty(rows);
    this.profiles = new Profile[rows];
  }

  private static float[] empty(int length) {
    float[] array = new float[length];
    Arrays.fill(array, EMPTY);
    return array;
  }

  @Override
  public void onIteration(IterationMetrics metrics) {
    int n = metrics.iter();
    trainNll[n] = (float) metrics.trainNll();
    gradientNorm[n] = (float) metrics.gradientNorm();
    gradientNormPost[n] = (float) metrics.gradientNormPost();
    omega[n] = (float) metrics.omega();
    stepsInPast[n] = (float) metrics.stepsInPast();
  }

  @Override
  public void onCheckpoint(Checkpoint checkpoint) {
    int row = checkpoint.iter() / checkFreq;
    if (row >= profiles.length) {
      return;
    }
    validError[row] = (float) checkpoint.validError();
    validNll[row] = (float) checkpoint.validNll();
    rho[row] = (float) checkpoint.rho();
    checkpoint
        .diagnostics()
        .ifPresent(
            d -> {
              if (d.profile().gradTime().length > steps) {
                throw new IllegalArgumentException(
                    "a diagnostic batch has at most S = "
                        + steps
                        + " steps, got "
                        + d.profile().gradTime().length);
              }
              diagLoss[row] = (float) d.loss();
              diagErr[row] = (float) d.error();
              profiles[row] = d.profile();
            });
  }

  /** Writes every array under its key. */
  void writeTo(NpzWriter npz) throws IOException {
    npz.addFloats("train_nll", trainNll, trainNll.length);
    npz.addFloats("gradient_norm", gradientNorm, gradientNorm.length);
    npz.addFloats("gradient_norm_post", gradientNormPost, gradientNormPost.length);
    npz.addFloats("Omega", omega, omega.length);
    npz.addFloats("steps_in_past", stepsInPast, stepsInPast.length);
    npz.addFloats("valid_error", validError, validError.length);
    npz.addFloats("valid_nll", validNll, validNll.length);
    npz.addFloats("rho_Whh", rho, rho.length);
    npz.addFloats("diag_loss", diagLoss, diagLoss.length);
    npz.addFloats("diag_err", diagErr, diagErr.length);
    addOverTime(npz, "grad_time", p -> Optional.of(p.gradTime()));
    addOverTime(npz, "act_time", p -> Optional.of(p.actTime()));
    addOverTime(npz, "sat_time", p -> Optional.of(p.satTime()));
    addOverTime(npz, "gate_z_sat_time", Profile::gateZ);
    addOverTime(npz, "gate_r_sat_time", Profile::gateR);
  }

  private void addOverTime(NpzWriter npz, String key, Function<Profile, Optional<float[]>> metric)
      throws IOException {
    float[] dense = new float[profiles.length * steps];
    Arrays.fill(dense, Float.NaN);
    for (int row = 0; row < profiles.length; row++) {
      Optional<float[]> values = Optional.ofNullable(profiles[row]).flatMap(metric);
      if (values.isPresent()) {
        System.arraycopy(values.get(), 0, dense, row * steps, values.get().length);
      }
    }
    npz.addFloats(key, dense, profiles.length, steps);
  }
}
