package org.throughtime.model.train;

import java.util.OptionalDouble;
import java.util.OptionalInt;
import org.throughtime.model.cell.Score;

/**
 * Decides at each checkpoint whether a run is solved (SPEC section 5), and measures what the
 * decision needs beyond the validation chunks: how far the network holds.
 */
final class SolvedRule {
  private static final double BELOW_PERCENT = 1e-4;

  private final RunSpec spec;
  private final HoldTrial hold;
  private int checksInARow;

  SolvedRule(RunSpec spec, HoldTrial hold) {
    this.spec = spec;
    this.hold = hold;
  }

  /** Continues after {@code checks} checkpoints in a row that were right. */
  void restore(int checks) {
    checksInARow = checks;
  }

  int checksInARow() {
    return checksInARow;
  }

  /**
   * How far the network holds, steps; empty where the checkpoint at n measures none. A network that
   * is wrong at its own lengths holds 0.
   *
   * @param score of the validation chunks
   */
  OptionalInt hold(int n, Score score) {
    if (!spec.validation().hold().isDue(n)) {
      return OptionalInt.empty();
    }
    return OptionalInt.of(isWorthwhile(score) ? hold.measure() : 0);
  }

  private static boolean isWorthwhile(Score score) {
    return Preference.isBelow(HoldTrial.PERCENT, 100 * score.error(), score.loss());
  }

  /**
   * Mean error at the lengths to hold, percent, where the best weights are kept and these are
   * better; else empty.
   *
   * @param stage before the checkpoint
   * @param score of the validation chunks
   */
  OptionalDouble errorToHold(Stage stage, Score score) {
    if (!measuresError(stage, score)) {
      return OptionalDouble.empty();
    }
    double error = hold.error(stage.best().error());
    return Double.isFinite(error) ? OptionalDouble.of(error) : OptionalDouble.empty();
  }

  private boolean measuresError(Stage stage, Score score) {
    return stage.keepsBest(spec)
        && spec.validation().hold().measures()
        && Preference.counts(score.loss());
  }

  /**
   * Whether {@link #hold} or {@link #errorToHold} scores fresh sequences at a checkpoint.
   *
   * @param stage before the checkpoint
   * @param score of the validation chunks
   */
  boolean evaluates(int n, Stage stage, Score score) {
    return spec.validation().hold().isDue(n) && isWorthwhile(score) || measuresError(stage, score);
  }

  /**
   * Counts one more checkpoint.
   *
   * @param stage before the checkpoint
   * @param held what {@link #hold} measured at it
   * @param errorToHold what {@link #errorToHold} measured at it
   * @return whether solvedChecks of them in a row were right
   */
  boolean isSolved(
      Stage stage, Checkpoint checkpoint, OptionalInt held, OptionalDouble errorToHold) {
    boolean right =
        Preference.isBelow(BELOW_PERCENT, checkpoint.validError(), checkpoint.validNll());
    checksInARow = inARow(stage, right, held, errorToHold);
    return checksInARow >= spec.validation().solvedChecks();
  }

  /**
   * Checkpoints in a row that were right, after one more. With holdLengths only those count that
   * measured, and right are those that hold to the last length, in whatever stage. Where the best
   * weights are kept, one without an error at any length to hold is enough.
   */
  private int inARow(Stage stage, boolean right, OptionalInt held, OptionalDouble errorToHold) {
    if (!spec.validation().hold().measures()) {
      return right && stage.isLast(spec) ? checksInARow + 1 : 0;
    }
    if (spec.optimizer().schedules().lengths().hasPatience()) {
      return errorToHold.orElse(1) == 0 ? spec.validation().solvedChecks() : 0;
    }
    if (held.isEmpty()) {
      return checksInARow;
    }
    boolean holds = held.getAsInt() == spec.validation().hold().longest();
    return right && holds ? checksInARow + 1 : 0;
  }
}
