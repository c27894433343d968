package org.throughtime.sweep.progress;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.DoubleUnaryOperator;
import java.util.function.IntFunction;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.throughtime.model.train.RunSpec;
import org.throughtime.sweep.TestRuns;
import org.throughtime.sweep.table.Status;

/**
 * Made-up sweeps on a made-up clock: once a tenth of the time is over, every estimate of what is
 * left is right within a quarter of it, until a twentieth is left.
 */
class EstimateTest {
  private static final int CHECK_FREQ = 10;

  /** How often the driver looks for outcomes, in seconds. */
  private static final double POLL = .05;

  /** A JVM that begins at a fifth of its speed and is warm after some seconds. */
  private static double warmth(double seconds) {
    return 1 - .8 * Math.exp(-seconds / 2);
  }

  /**
   * JVMs that compile for a minute. A measured sweep of 10,000 runs of two iterations with local[2]
   * ended 37, 58, 74, 115, 171 and 181 runs a second after 2, 5, 10, 20, 40 and 70 s.
   */
  private static double slowWarmth(double seconds) {
    return Math.min(1, Math.sqrt((seconds + .1) / 50));
  }

  /** One place of a sweep, and the run on it. */
  private static final class Place {
    private RunSpec run;
    private double begun;
    private double done;
    private int reported;
    private int end;
    private double committing;
    private double idleUntil;
    private RecentRate rate;
    private RunProgress latest;
  }

  /**
   * A sweep in which everything is known beforehand.
   *
   * @param perIteration true seconds of an iteration of a run in a warm JVM
   * @param ends iterations at which a run ends by itself
   */
  private static final class MadeUp {
    private final List<RunSpec> runs;
    private final ToDoubleFunction<RunSpec> perIteration;
    private final ToDoubleFunction<RunSpec> ends;
    private final ToDoubleFunction<RunSpec> cost;
    private final Random noise = new Random(1);
    private final List<Runnable> outcomes = new ArrayList<>();

    /** Runs that have ended, at every second. */
    private final List<Integer> endedBy = new ArrayList<>();

    private double tick = POLL;
    private DoubleUnaryOperator warmth = EstimateTest::warmth;
    private double commit;
    private double idle;
    private double now;

    MadeUp(
        List<RunSpec> runs,
        ToDoubleFunction<RunSpec> cost,
        ToDoubleFunction<RunSpec> perIteration,
        ToDoubleFunction<RunSpec> ends) {
      this.runs = runs.stream().sorted(Comparator.comparingDouble(cost).reversed()).toList();
      this.cost = cost;
      this.perIteration = perIteration;
      this.ends = ends;
    }

    /**
     * The same of runs that take little time.
     *
     * @param seconds between two looks at what is made up
     * @param toCommit seconds in which a run in a warm JVM commits what it leaves
     * @param between seconds between two runs on one place
     */
    MadeUp ofShort(double seconds, double toCommit, double between) {
      this.tick = seconds;
      this.commit = toCommit;
      this.idle = between;
      return this;
    }

    /** The same in JVMs that warm up in another way: speed by seconds, 1 in the end. */
    MadeUp warmingUp(DoubleUnaryOperator speed) {
      this.warmth = speed;
      return this;
    }

    /** Seconds left by estimate at every second, NaN where there was none; the last is the end. */
    List<Double> estimates(int places) {
      SweepProgress progress =
          new SweepProgress(
              "s",
              Integer.MAX_VALUE,
              runs,
              Map.of(),
              cost,
              () -> Instant.EPOCH.plusNanos((long) (now * 1e9)));
      Deque<RunSpec> waiting = new ArrayDeque<>(runs);
      List<Place> working = new ArrayList<>();
      List<Double> estimates = new ArrayList<>();
      for (int i = 0; i < places; i++) {
        working.add(new Place());
      }
      long perPoll = Math.round(POLL / tick);
      for (long ticks = 0;
          !waiting.isEmpty() || working.stream().anyMatch(p -> p.run != null);
          ticks++) {
        now = ticks * tick;
        for (Place place : working) {
          work(place, waiting, progress);
        }
        if (ticks % perPoll == 0) {
          outcomes.forEach(Runnable::run);
          outcomes.clear();
        }
        if (ticks % (20 * perPoll) == 0) {
          working.stream().filter(p -> p.run != null).forEach(p -> progress.advanced(p.latest));
          endedBy.add(progress.view().ended().size());
          estimates.add(
              progress.view().left().map(left -> left.toMillis() / 1e3).orElse(Double.NaN));
        }
      }
      return estimates;
    }

    private void work(Place place, Deque<RunSpec> waiting, SweepProgress progress) {
      if (place.run == null) {
        if (waiting.isEmpty() || now < place.idleUntil) {
          return;
        }
        place.run = waiting.remove();
        place.begun = now;
        place.done = 0;
        place.reported = 0;
        place.committing = commit;
        place.end = (int) ends.applyAsDouble(place.run);
        place.rate = new RecentRate(0, now);
        place.latest = RunProgress.at(place.run.name(), 0, place.run.optimizer().maxiters());
        progress.started(place.run.name());
        return; // what Spark takes to begin a task
      }
      double worked = tick * warmth.applyAsDouble(now) * (.8 + .4 * noise.nextDouble());
      if (place.done >= place.end) {
        place.committing -= worked;
      } else {
        train(place, worked);
      }
      if (place.done >= place.end && place.committing <= 0) {
        Status status =
            place.end < place.run.optimizer().maxiters() ? Status.SOLVED : Status.FINISHED;
        RunProgress latest = place.latest;
        double seconds = now - place.begun;
        progress.ending(place.run.name());
        outcomes.add(() -> progress.ended(latest, status, seconds, ""));
        place.run = null;
        place.idleUntil = now + idle;
      }
    }

    private void train(Place place, double worked) {
      double speed = 1 / perIteration.applyAsDouble(place.run);
      place.done = Math.min(place.end, place.done + worked * speed);
      int maxiters = place.run.optimizer().maxiters();
      int checkFreq = place.run.validation().checkFreq();
      int checkpoint = (int) place.done / checkFreq * checkFreq;
      if (checkpoint > place.reported) {
        place.reported = checkpoint;
        place.rate.checkpoint(checkpoint, now);
      }
      double nll = place.reported == 0 ? Double.NaN : 1;
      place.latest =
          new RunProgress(
              place.run.name(),
              (int) place.done,
              maxiters,
              nll,
              nll,
              null,
              place.rate.perSecond((int) place.done, now),
              now - place.begun);
    }

    void isRightWithinAQuarter(int places, double until) {
      List<Double> estimates = estimates(places);
      isRightWithinAQuarter(estimates, estimates.size() / 10 + 1, until);
    }

    /** Where the first runs take far longer than those to come. */
    void isRightWithinAQuarterOnceATenthOfTheRunsHasEnded(int places, double until) {
      List<Double> estimates = estimates(places);
      int first = 0;
      while (endedBy.get(first) < runs.size() / 10) {
        first++;
      }
      isRightWithinAQuarter(estimates, first, until);
    }

    private void isRightWithinAQuarter(List<Double> estimates, int first, double until) {
      int end = estimates.size();
      double total = now;
      assertTrue(end > 30, "long enough to be watched: " + total);
      assertTrue(first < end / 2, "begins early enough: " + first);
      for (int second = first; second < end * until; second++) {
        double left = total - second;
        double estimate = estimates.get(second);
        assertTrue(
            Math.abs(estimate - left) <= .25 * left,
            "at " + second + " of " + total + " s: estimate " + estimate + ", true " + left);
      }
    }
  }

  /** The first estimate, or the end where there was none. */
  private static int firstAt(List<Double> estimates) {
    int second = 0;
    while (second < estimates.size() && estimates.get(second).isNaN()) {
      second++;
    }
    return second;
  }

  /** Long and short, in a JVM that begins at a fifth of its speed. */
  @Test
  void thereIsNoEstimateBeforeItMeansSomethingAndSoonAfter() {
    for (int maxiters : new int[] {1_000, 20_000, 500_000}) {
      MadeUp sweep =
          new MadeUp(
              List.of(run("r", "mem", "rnn", maxiters)),
              EstimateTest::maxiters,
              run -> .01,
              EstimateTest::maxiters);
      List<Double> estimates = sweep.estimates(1);
      int first = firstAt(estimates);
      assertTrue(first >= 5 && first <= 7, maxiters + ": first at " + first + " s");
      double left = sweep.now - first;
      assertEquals(left, estimates.get(first), .25 * left, maxiters + ": first at " + first + " s");
    }
  }

  /** A checkpoint every 20 s: one of them alone has no time between two. */
  @Test
  void twoCheckpointsTellWhereTheyAreFarApart() {
    RunSpec run = tiny("r", 20_000, 2_000);
    MadeUp sweep =
        new MadeUp(List.of(run), EstimateTest::maxiters, r -> .01, EstimateTest::maxiters);
    int first = firstAt(sweep.estimates(1));
    assertTrue(first >= 40 && first <= 43, "first at " + first + " s");
  }

  private static RunSpec run(String name, String task, String model, int maxiters) {
    return TestRuns.canonical(
        "name", name, "task", task, "model", model, "maxiters", maxiters, "checkFreq", CHECK_FREQ);
  }

  private static RunSpec tiny(String name, int maxiters, int checkFreq) {
    return TestRuns.canonical("name", name, "maxiters", maxiters, "checkFreq", checkFreq);
  }

  private static List<RunSpec> runs(int count, IntFunction<RunSpec> run) {
    return IntStream.range(0, count).mapToObj(run).toList();
  }

  private static double maxiters(RunSpec run) {
    return run.optimizer().maxiters();
  }

  @Test
  void equalRuns() {
    List<RunSpec> runs = runs(7, i -> run("r" + i, "mem", "rnn", 4000));
    new MadeUp(runs, EstimateTest::maxiters, run -> .01, EstimateTest::maxiters)
        .isRightWithinAQuarter(2, .95);
  }

  @Test
  void aSingleRunOfLessThanAMinute() {
    new MadeUp(
            List.of(run("r", "mem", "rnn", 5000)),
            EstimateTest::maxiters,
            run -> .01,
            EstimateTest::maxiters)
        .isRightWithinAQuarter(1, .95);
  }

  /** As the canonical ones are: an rnn takes a fifth more than its cost says, mul a little less. */
  @Test
  void differentCellsAndTasksWhoseCostsAreWrong() {
    List<RunSpec> runs = new ArrayList<>();
    for (int i = 0; i < 2; i++) {
      runs.add(run("A4" + i, "mem", "gru", 20000));
      runs.add(run("A1" + i, "mem", "rnn", 20000));
    }
    runs.add(run("B2", "mul", "gru", 20000));
    runs.add(run("B1", "mul", "rnn", 20000));
    ToDoubleFunction<RunSpec> cost =
        run -> maxiters(run) * (run.cell().model().label().equals("gru") ? 3 : 1);
    new MadeUp(
            runs,
            cost,
            run ->
                .002
                    * (run.cell().model().label().equals("gru") ? 3 : 1.2)
                    * (run.task().task().equals("mul") ? .9 : 1),
            EstimateTest::maxiters)
        .isRightWithinAQuarter(2, .95);
  }

  @Test
  void runsOfDifferentLengths() {
    List<RunSpec> runs = runs(12, i -> run("r" + i, "torder", "rnn", 500 + 700 * i));
    new MadeUp(runs, EstimateTest::maxiters, run -> .005, EstimateTest::maxiters)
        .isRightWithinAQuarter(4, .95);
  }

  /** Hundreds that take a second or two each: what a run takes besides its iterations counts. */
  @Test
  void manyShortRuns() {
    List<RunSpec> runs = runs(150, i -> run("r" + i, "torder", "rnn", 200));
    new MadeUp(runs, EstimateTest::maxiters, run -> .006, EstimateTest::maxiters)
        .isRightWithinAQuarter(2, .95);
  }

  /** Thousands of two iterations: a run commits for longer than it trains, and Spark takes time. */
  @Test
  void tinyRunsOfWhichMostIsOverhead() {
    List<RunSpec> runs = runs(4000, i -> tiny("r" + i, 2, 1));
    new MadeUp(runs, EstimateTest::maxiters, run -> .001, EstimateTest::maxiters)
        .ofShort(.001, .02, .01)
        .isRightWithinAQuarter(2, .95);
  }

  /**
   * A tenth of the runs is done after a quarter of the time, when the speed is half of the last.
   */
  @Test
  void tinyRunsInJvmsThatWarmUpForAMinute() {
    for (int count : new int[] {2000, 6000}) {
      List<RunSpec> runs = runs(count, i -> tiny("r" + i, 2, 1));
      new MadeUp(runs, EstimateTest::maxiters, run -> .0005, EstimateTest::maxiters)
          .ofShort(.001, .02, .002)
          .warmingUp(EstimateTest::slowWarmth)
          .isRightWithinAQuarterOnceATenthOfTheRunsHasEnded(2, .95);
    }
  }

  /** What a pause does to the change that is seen must not count as the end of warming up. */
  @Test
  void tinyRunsInJvmsThatPauseWhileTheyWarmUp() {
    List<RunSpec> runs = runs(2000, i -> tiny("r" + i, 2, 1));
    for (int pause : new int[] {8, 11, 14}) {
      new MadeUp(runs, EstimateTest::maxiters, run -> .0005, EstimateTest::maxiters)
          .ofShort(.001, .02, .002)
          .warmingUp(t -> t >= pause && t < pause + 1 ? .02 : slowWarmth(t))
          .isRightWithinAQuarterOnceATenthOfTheRunsHasEnded(2, .95);
    }
  }

  @Test
  void tinyRunsWithoutACheckpoint() {
    List<RunSpec> runs = runs(4000, i -> tiny("r" + i, 2, 1000));
    new MadeUp(runs, EstimateTest::maxiters, run -> .001, EstimateTest::maxiters)
        .ofShort(.001, .02, .01)
        .isRightWithinAQuarter(2, .95);
  }

  /** Long ones start first; the tiny ones, of which most is overhead, take half of the time. */
  @Test
  void longShortAndTinyRuns() {
    List<RunSpec> runs = new ArrayList<>();
    runs.addAll(runs(10, i -> tiny("l" + i, 400, 1)));
    runs.addAll(runs(100, i -> tiny("s" + i, 40, 1)));
    runs.addAll(runs(1500, i -> tiny("t" + i, 2, 1)));
    new MadeUp(runs, EstimateTest::maxiters, run -> .01, EstimateTest::maxiters)
        .ofShort(.001, .03, .01)
        .isRightWithinAQuarter(2, .95);
  }

  /**
   * A search: most runs are solved on the way. What a tenth of them says of the others is right
   * within a quarter where that are dozens, and where those left are not a few.
   */
  @Test
  void runsThatAreSolvedBeforeTheirEnd() {
    Random chance = new Random(7);
    Map<String, Double> solved = new HashMap<>();
    List<RunSpec> runs = new ArrayList<>();
    for (int i = 0; i < 600; i++) {
      runs.add(run("r" + i, "torder", "rnn", 2000));
      double at = -Math.log(chance.nextDouble()) * 2000 / 2;
      solved.put("r" + i, Math.max(20, Math.min(2000, at)));
    }
    new MadeUp(runs, EstimateTest::maxiters, run -> .01, run -> solved.get(run.name()))
        .isRightWithinAQuarter(4, .75);
  }

  /** Of thousands of runs, that takes a good part of the time. */
  @Test
  void joiningTheFilesAfterwardsCounts() {
    ManualClock awake = new ManualClock();
    List<RunSpec> runs = runs(1000, i -> run("r" + i, "mem", "rnn", 1000));
    SweepProgress progress =
        new SweepProgress("s", Integer.MAX_VALUE, runs, Map.of(), EstimateTest::maxiters, awake);
    progress.started("r0");
    awake.advance(10);
    progress.advanced(new RunProgress("r0", 500, 1000, 1, 1, null, 50, 10));
    Duration training = progress.view().left().orElseThrow();
    progress.joinsFilesAtItsEnd();
    Duration all = progress.view().left().orElseThrow();
    assertEquals(1000 * SweepProgress.JOINING_SECONDS, all.minus(training).toMillis() / 1e3, .002);
  }

  @Test
  void timeThatDoesNotPassDoesNotCount() {
    ManualClock awake = new ManualClock();
    SweepProgress progress =
        new SweepProgress(
            "s",
            Integer.MAX_VALUE,
            List.of(run("r", "mem", "rnn", 1000)),
            Map.of(),
            EstimateTest::maxiters,
            awake);
    progress.started("r");
    awake.advance(10);
    progress.advanced(new RunProgress("r", 500, 1000, 1, 1, null, 50, 10));
    assertEquals(Duration.ofSeconds(10), progress.view().left().orElseThrow());
    assertEquals(Duration.ofSeconds(10), progress.view().elapsed());
  }
}
