package org.throughtime.model.train;

import java.io.Serializable;
import org.throughtime.model.cell.Parameters;

/**
 * The stage of a {@link LengthSchedule} that a run has reached.
 *
 * @param number from 0 on
 * @param good good checkpoints in a row in this stage
 * @param waited checkpoints of this stage, in the last one those since the best; counted with
 *     patience only
 * @param attempt how often the run has begun again
 * @param best of the last stage, in this attempt
 * @param earlier best of the attempts before this one
 */
public record Stage(int number, int good, int waited, int attempt, Best best, Best earlier)
    implements Serializable {
  /** The beginning of every run. */
  public static final Stage FIRST = begin(0, Best.NONE);

  /** Checkpoints that are no better, after which a run returns to its best weights. */
  static final int RETURN_AFTER = 8;

  /** What patience is multiplied by in the last stage once good weights are found. */
  static final int LAST_PATIENCE = 4;

  /** Throws IllegalArgumentException where a number is below 0. */
  public Stage {
    if (number < 0 || good < 0 || waited < 0 || attempt < 0) {
      throw new IllegalArgumentException("a stage, its checkpoints and attempts are at least 0");
    }
  }

  private static Stage begin(int attempt, Best earlier) {
    return new Stage(0, 0, 0, attempt, Best.NONE, earlier);
  }

  /**
   * The stage after a checkpoint of any stage but the last.
   *
   * @param run its specification
   * @param validError percent
   * @param validNll a checkpoint whose loss is not finite is never good
   */
  Stage after(RunSpec run, double validError, double validNll) {
    LengthSchedule lengths = run.optimizer().schedules().lengths();
    if (!lengths.grows() || isLast(run)) {
      return this;
    }
    boolean right = Preference.isBelow(lengths.below(), validError, validNll);
    int row = right ? good + 1 : 0;
    if (row >= lengths.checks()) {
      return new Stage(number + 1, 0, 0, attempt, best, earlier);
    }
    int waiting = lengths.hasPatience() ? waited + 1 : 0;
    return lengths.hasPatience() && waiting >= lengths.patience()
        ? begin(attempt + 1, lowest())
        : new Stage(number, row, waiting, attempt, best, earlier);
  }

  /** Whether the run keeps the best weights of this stage. */
  boolean keepsBest(RunSpec run) {
    return run.optimizer().schedules().lengths().hasPatience() && isLast(run);
  }

  /**
   * The stage after a checkpoint of a stage whose best weights are kept.
   *
   * @param run its specification
   * @param error that decides, percent; one that is not finite is never better
   * @param weights as they are now
   */
  Stage after(RunSpec run, double error, Parameters weights) {
    if (error < best.error()) {
      return new Stage(number, 0, 0, attempt, best.with(error, weights.toArrays()), earlier);
    }
    LengthSchedule lengths = run.optimizer().schedules().lengths();
    boolean good = best.error() < lengths.below();
    int waiting = waited + 1;
    if (waiting >= (long) lengths.patience() * (good ? LAST_PATIENCE : 1)) {
      return begin(attempt + 1, lowest());
    }
    boolean returns = waiting % RETURN_AFTER == 0 && best.isPresent();
    return new Stage(number, 0, waiting, attempt, returns ? best.returned() : best, earlier);
  }

  /** The best weights of all attempts so far. */
  Best lowest() {
    return best.error() <= earlier.error() ? best : earlier;
  }

  /** Whether lengths grow no more. */
  boolean isLast(RunSpec run) {
    int most = run.optimizer().schedules().lengths().longest(run.task().maxLength());
    return Lengths.of(run, number).most() == most;
  }

  /** What the learning rate is multiplied by. */
  double rate(RunSpec run) {
    return run.optimizer().schedules().lengths().rate(number) * best.rate();
  }
}
