package org.throughtime.model.train;

/**
 * How weights are changed.
 *
 * @param lr learning rate of plain SGD at first
 * @param bs B of a training batch
 * @param maxiters number of iterations
 * @param clipstyle nothing or rescale
 * @param cutoff norm above which rescale scales down to it; 0 or less never does
 * @param alpha weight of Omega
 * @param bound |d_t|^2 from which a sequence counts in Omega
 * @param schedule where the learning rate changes
 */
public record OptimizerSpec(
    double lr,
    int bs,
    int maxiters,
    ClipStyle clipstyle,
    double cutoff,
    double alpha,
    double bound,
    RateSchedule schedule) {
  /** The learning rate of an iteration; see {@link RateSchedule#factor}. */
  double rate(int iteration, double bestValidError) {
    return lr * schedule.factor(iteration, bestValidError);
  }
}
