package org.throughtime.sweep.progress;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.throughtime.model.train.RunSpec;
import org.throughtime.sweep.BadMetrics;
import org.throughtime.sweep.TestRuns;
import org.throughtime.sweep.table.LatestMetrics;
import org.throughtime.sweep.table.Status;

class BestSoFarTest {
  private final List<RunSpec> runs =
      List.of(TestRuns.spec("good", "mul", 1000), TestRuns.spec("bad", "mul", 1000));

  @Provide
  Arbitrary<LatestMetrics> bad() {
    return BadMetrics.checkpoints();
  }

  private SweepProgress progress() {
    return new SweepProgress(
        "s", Integer.MAX_VALUE, runs, Map.of(), run -> 1.0, () -> Instant.EPOCH);
  }

  private static RunProgress at(String run, LatestMetrics metrics) {
    return new RunProgress(run, 500, 1000, metrics.trainNll(), 0, metrics, 10, 50);
  }

  @Property(tries = 100)
  void aCheckpointThatDoesNotCountIsNeverTheBest(
      @ForAll("bad") LatestMetrics metrics, @ForAll boolean badFirst, @ForAll boolean ended) {
    SweepProgress progress = progress();
    RunProgress good = at("good", BadMetrics.poor());
    RunProgress bad = at("bad", metrics);
    for (RunProgress next : badFirst ? List.of(bad, good) : List.of(good, bad)) {
      if (ended) {
        progress.ended(next, Status.SOLVED, 50, "");
      } else {
        progress.advanced(next);
      }
      assertEquals(
          badFirst && next == bad ? Optional.empty() : Optional.of(good), progress.view().best());
    }
  }

  /** A train NLL of NaN is not that of a run before its first checkpoint. */
  @Test
  void aRunWhoseNllIsNanHasARateAndACourse() {
    SweepProgress progress = progress();
    for (int i = 1; i <= 4; i++) {
      double nll = i < 3 ? 1.0 / i : Double.NaN;
      progress.advanced(new RunProgress("good", 100 * i, 1000, nll, 50, null, 10, 10 * i));
    }
    progress.started("bad");
    assertEquals(List.of(1.0, .5, Double.NaN, Double.NaN), progress.view().running().get(0).nlls());
    assertEquals(100, progress.view().left().orElseThrow().toSeconds(), 40);
  }
}
