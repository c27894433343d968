package org.throughtime.model.train;

import org.throughtime.model.cell.OmegaGradient;
import org.throughtime.model.flag.FromLength;
import org.throughtime.model.optimizer.UpdateRule;

/**
 * How the weights of a run change.
 *
 * @param rule the optimizer
 * @param lr learning rate, at first
 * @param batches that it is trained on
 * @param maxiters number of iterations
 * @param clipstyle nothing or rescale
 * @param cutoff norm above which rescale scales down to it; 0 or less never does
 * @param regularization what else is minimised, and noise
 * @param schedules where lr, alpha and the lengths change
 */
public record OptimizerSpec(
    UpdateRule rule,
    double lr,
    Batches batches,
    int maxiters,
    ClipStyle clipstyle,
    double cutoff,
    Regularization regularization,
    Schedules schedules) {

  /**
   * The training batches.
   *
   * @param bs B
   * @param redraws how often a batch without an error is drawn again
   */
  public record Batches(int bs, FromLength redraws) {}

  /**
   * What keeps a network from fitting the loss alone.
   *
   * @param alpha weight of Omega, at first
   * @param bound |d_t|^2 from which a sequence counts in Omega
   * @param omegaGradient which terms Omega has, and which gradient
   * @param stateNoise standard deviation of the noise on pre-activations in training
   */
  public record Regularization(
      double alpha, double bound, OmegaGradient omegaGradient, double stateNoise) {}

  /**
   * Where lr, alpha and the lengths change.
   *
   * @param lr of the learning rate
   * @param alpha of the weight of Omega
   * @param lengths of the longest length drawn
   */
  public record Schedules(Schedule lr, Schedule alpha, LengthSchedule lengths) {
    /** All stay. */
    public static final Schedules CONSTANT =
        new Schedules(Schedule.CONSTANT, Schedule.CONSTANT, LengthSchedule.CONSTANT);
  }

  /** The course's program ends before its first iteration where lr is not above this. */
  private static final double LEAST_LR = 1e-8;

  /** Whether there is an iteration at all. */
  public boolean trains() {
    return lr > LEAST_LR;
  }

  /** B of a training batch. */
  public int bs() {
    return batches.bs();
  }

  /** How often a batch without an error is drawn again. */
  FromLength redraws() {
    return batches.redraws();
  }

  /** Weight of Omega, at first. */
  public double alpha() {
    return regularization.alpha();
  }

  /** |d_t|^2 from which a sequence counts in Omega. */
  public double bound() {
    return regularization.bound();
  }

  /** Which terms Omega has, and which gradient. */
  public OmegaGradient omegaGradient() {
    return regularization.omegaGradient();
  }

  /** The learning rate; see {@link Schedule#factor}. */
  double rate(Schedule.Progress progress) {
    return lr * schedules.lr().factor(progress);
  }

  /** The weight of Omega; see {@link Schedule#factor}. */
  double omegaWeight(Schedule.Progress progress) {
    return alpha() * schedules.alpha().factor(progress);
  }
}
