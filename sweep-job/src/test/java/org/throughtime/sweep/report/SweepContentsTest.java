package org.throughtime.sweep.report;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Optional;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.throughtime.sweep.BadMetrics;
import org.throughtime.sweep.snapshot.RunState;
import org.throughtime.sweep.table.LatestMetrics;
import org.throughtime.sweep.table.Status;

class SweepContentsTest {
  @Provide
  Arbitrary<Optional<LatestMetrics>> bad() {
    return Arbitraries.oneOf(
        BadMetrics.checkpoints().map(Optional::of), Arbitraries.just(Optional.empty()));
  }

  /** A report of some runs shows those that did best. */
  @Property(tries = 100)
  void aRunWhoseLastCheckpointDoesNotCountIsShownBehindOneThatHasAMetric(
      @ForAll("bad") Optional<LatestMetrics> metrics, @ForAll Status status) {
    RunState poor = BadMetrics.ended("poor", Status.FINISHED, Optional.of(BadMetrics.poor()));
    assertTrue(
        SweepContents.BEST_FIRST.compare(poor, BadMetrics.ended("bad", status, metrics)) < 0);
  }
}
