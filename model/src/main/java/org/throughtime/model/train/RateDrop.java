package org.throughtime.model.train;

/**
 * Where the learning rate falls, once and for good: at whichever of the two comes first. Not the
 * course's; {@link #NEVER} leaves its rate as it is.
 *
 * @param after iterations from which on it is lower; 0 for none
 * @param below a checkpoint with a lower valid error, in percent, lets it fall; 0 for none
 * @param factor what it is multiplied by then; 1 where it never falls
 */
public record RateDrop(int after, double below, double factor) {
  /** The rate stays. */
  public static final RateDrop NEVER = new RateDrop(0, 0, 1);

  /**
   * Whether it has fallen.
   *
   * @param iteration n of the iteration that is about to use it
   * @param bestValidError lowest of all checkpoints before, in percent
   */
  boolean isBehind(int iteration, double bestValidError) {
    return after > 0 && iteration >= after || bestValidError < below;
  }
}
