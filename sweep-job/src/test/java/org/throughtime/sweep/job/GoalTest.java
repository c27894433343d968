package org.throughtime.sweep.job;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Optional;
import java.util.OptionalInt;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.throughtime.model.metric.Metric;
import org.throughtime.model.train.CheckpointMetrics;
import org.throughtime.model.train.Preference;
import org.throughtime.model.train.RunSpec;
import org.throughtime.sweep.BadMetrics;
import org.throughtime.sweep.MadeUpRows;
import org.throughtime.sweep.TestRuns;
import org.throughtime.sweep.plan.StopWhen;
import org.throughtime.sweep.progress.RunProgress;
import org.throughtime.sweep.snapshot.RunState;
import org.throughtime.sweep.table.LatestMetrics;
import org.throughtime.sweep.table.Status;

class GoalTest {
  @Provide
  Arbitrary<LatestMetrics> bad() {
    return BadMetrics.checkpoints();
  }

  private static Goal goal(Metric<?, Double> metric, double bound, int runs, RunSpec... admitted) {
    Goal goal = new Goal(Optional.of(new StopWhen(metric, bound, runs)));
    for (RunSpec run : admitted) {
      goal.admit(run);
    }
    return goal;
  }

  private static RunProgress progress(RunSpec run, LatestMetrics metrics) {
    return new RunProgress(
        run.name(), 21, 100, metrics.trainNll(), metrics.validError(), metrics, 1, 1);
  }

  private static LatestMetrics error(double percent) {
    return MadeUpRows.latest(percent, percent, 1, 1, 1, 1);
  }

  @Property(tries = 100)
  void aCheckpointThatDoesNotCountReachesNothing(@ForAll("bad") LatestMetrics metrics) {
    RunSpec run = TestRuns.spec("r", "mul", 100);
    for (Metric<?, Double> metric : CheckpointMetrics.COMPARED) {
      double easiest = Preference.isHigherBetter(metric) ? -Double.MAX_VALUE : Double.MAX_VALUE;
      Goal goal = goal(metric, easiest, 1, run);
      goal.see(progress(run, metrics));
      goal.see(
          new RunState(
              run,
              Status.SOLVED,
              OptionalInt.of(20),
              Optional.of(metrics),
              Optional.empty(),
              Optional.empty()));
      goal.see(RunProgress.at(run.name(), 21, 100));
      goal.see(
          new RunState(
              run,
              Status.SOLVED,
              OptionalInt.of(20),
              Optional.empty(),
              Optional.empty(),
              Optional.empty()));
      assertFalse(goal.reached(), metric.name());
      goal.see(progress(run, BadMetrics.poor()));
      assertTrue(goal.reached(), metric.name());
    }
  }

  @Test
  void aMetricThatIsBetterTheHigherItIsHasToBeAtLeastTheBound() {
    RunSpec run = TestRuns.spec("r", "mem", 100);
    Goal goal = goal(CheckpointMetrics.HOLD, 1000, 1, run);
    goal.see(progress(run, error(0)));
    assertFalse(goal.reached(), "a checkpoint that did not measure it");
    goal.see(progress(run, MadeUpRows.with(error(0), CheckpointMetrics.HOLD, 999)));
    assertFalse(goal.reached());
    goal.see(progress(run, MadeUpRows.with(error(0), CheckpointMetrics.HOLD, 1000)));
    assertTrue(goal.reached());
    assertEquals("stop-when: hold is at least 1000 in r", goal.line());
  }

  @Test
  void severalNamesOfOneSpecificationAreOneRun() {
    RunSpec a = TestRuns.spec("a", "mem", 100);
    RunSpec again = TestRuns.spec("again", "mem", 100);
    RunSpec other = TestRuns.spec("other", "mem", 101);
    Goal goal = goal(CheckpointMetrics.VALID_ERROR, 5, 2, a, again, other);
    goal.see(progress(a, error(1)));
    goal.see(progress(again, error(1)));
    assertFalse(goal.reached());
    goal.see(progress(other, error(1)));
    assertTrue(goal.reached());
    assertEquals("stop-when: valid_error is below 5 in a, again, other", goal.line());
  }

  @Test
  void theNewestCheckpointDecidesUntilTheGoalIsReached() {
    RunSpec a = TestRuns.spec("a", "mem", 100);
    RunSpec b = TestRuns.spec("b", "mem", 101);
    Goal goal = goal(CheckpointMetrics.VALID_ERROR, 5, 2, a, b);
    goal.see(progress(a, error(1)));
    goal.see(progress(a, error(9)));
    goal.see(progress(b, error(1)));
    assertFalse(goal.reached());
    goal.see(progress(a, error(2)));
    assertTrue(goal.reached());
    goal.see(progress(a, error(9)));
    assertTrue(goal.reached());
  }
}
