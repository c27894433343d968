package org.throughtime.sweep.snapshot;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Optional;
import java.util.OptionalInt;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.throughtime.model.metric.Metric;
import org.throughtime.model.train.CheckpointMetrics;
import org.throughtime.sweep.BadMetrics;
import org.throughtime.sweep.TestRuns;
import org.throughtime.sweep.table.LatestMetrics;
import org.throughtime.sweep.table.Status;

/** What status, certify and the report go by. */
class RunStateTest {
  @Provide
  Arbitrary<Optional<LatestMetrics>> bad() {
    return Arbitraries.oneOf(
        BadMetrics.checkpoints().map(Optional::of), Arbitraries.just(Optional.empty()));
  }

  private static RunState ended(Status status, Optional<LatestMetrics> metrics) {
    return new RunState(
        TestRuns.spec("r", "mul", 100),
        status,
        OptionalInt.of(20),
        metrics,
        Optional.empty(),
        Optional.empty());
  }

  /** Whatever its row says, as those of earlier versions do. */
  @Property(tries = 100)
  void aRunIsNotSolvedByACheckpointThatDoesNotCount(
      @ForAll("bad") Optional<LatestMetrics> metrics) {
    assertFalse(ended(Status.SOLVED, metrics).isSolved());
    for (Metric<?, Double> metric : CheckpointMetrics.COMPARED) {
      assertEquals(Double.NaN, ended(Status.FINISHED, metrics).compared(metric), metric.name());
    }
    assertTrue(ended(Status.SOLVED, Optional.of(BadMetrics.poor())).isSolved());
  }
}
