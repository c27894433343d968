package org.throughtime.sweep;

import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import org.throughtime.model.train.CheckpointMetrics;
import org.throughtime.sweep.snapshot.RunState;
import org.throughtime.sweep.table.LatestMetrics;
import org.throughtime.sweep.table.Status;

/** Metrics of checkpoints that no decision may prefer, and of ones that are poor but count. */
public final class BadMetrics {
  private static final List<Double> NOT_FINITE =
      List.of(Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY);

  private BadMetrics() {}

  /** NaN and both infinities. */
  public static Arbitrary<Double> notFinite() {
    return Arbitraries.of(NOT_FINITE);
  }

  /**
   * A checkpoint without a finite valid_nll: its other metrics are as good as they get, or worse.
   */
  public static Arbitrary<LatestMetrics> checkpoints() {
    Arbitrary<Double> others = Arbitraries.oneOf(Arbitraries.of(0.0, -1e300, 1e-300), notFinite());
    Arbitrary<Double> holds = Arbitraries.oneOf(Arbitraries.of(0.0, 1e300), notFinite());
    return Combinators.combine(others, others, others, notFinite(), holds)
        .as(
            (best, error, train, nll, hold) ->
                MadeUpRows.with(
                    MadeUpRows.latest(best, error, train, nll, 1, 1),
                    CheckpointMetrics.HOLD,
                    hold));
  }

  /** A checkpoint that counts, and is as poor as such a one can be. */
  public static LatestMetrics poor() {
    return MadeUpRows.with(
        MadeUpRows.latest(100, 100, 1e30, 1e30, 1, 1), CheckpointMetrics.HOLD, 0);
  }

  /** A run that has ended, with the metrics of its last checkpoint. */
  public static RunState ended(String name, Status status, Optional<LatestMetrics> metrics) {
    return new RunState(
        TestRuns.spec(name, "mul", 100),
        status,
        OptionalInt.of(20),
        metrics,
        Optional.empty(),
        Optional.empty());
  }
}
