package org.throughtime.model.train;

/**
 * What a checkpoint evaluates, and how often.
 *
 * @param ebs number of validation sequences
 * @param cbs sequences of one validation chunk
 * @param checkFreq iterations between checkpoints
 * @param solvedChecks checkpoints in a row that must be without error for the run to be solved
 * @param validSeed added to the seed for the validation stream
 * @param errAbs |y - yhat| above which a lastLinear output is wrong
 * @param hold where and how often {@link CheckpointMetrics#HOLD} is measured
 */
public record ValidationSpec(
    int ebs,
    int cbs,
    int checkFreq,
    int solvedChecks,
    long validSeed,
    double errAbs,
    HoldSpec hold) {
  /** Number of validation chunks. */
  public int chunks() {
    return Math.max(1, ebs / cbs);
  }
}
