package org.throughtime.sweep.snapshot;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Optional;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.throughtime.model.metric.Metric;
import org.throughtime.model.train.CheckpointMetrics;
import org.throughtime.sweep.BadMetrics;
import org.throughtime.sweep.table.LatestMetrics;
import org.throughtime.sweep.table.Status;

/** What status, certify and the report go by. */
class RunStateTest {
  @Provide
  Arbitrary<Optional<LatestMetrics>> bad() {
    return Arbitraries.oneOf(
        BadMetrics.checkpoints().map(Optional::of), Arbitraries.just(Optional.empty()));
  }

  /** Whatever its row says, as those of earlier versions do. */
  @Property(tries = 100)
  void aRunIsNotSolvedByACheckpointThatDoesNotCount(
      @ForAll("bad") Optional<LatestMetrics> metrics) {
    assertFalse(BadMetrics.ended("r", Status.SOLVED, metrics).isSolved());
    for (Metric<?, Double> metric : CheckpointMetrics.COMPARED) {
      assertEquals(
          Double.NaN,
          BadMetrics.ended("r", Status.FINISHED, metrics).compared(metric),
          metric.name());
    }
    assertTrue(BadMetrics.ended("r", Status.SOLVED, Optional.of(BadMetrics.poor())).isSolved());
  }
}
