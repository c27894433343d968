package org.throughtime.sweep.progress;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.ToDoubleFunction;
import org.throughtime.model.train.CheckpointMetrics;
import org.throughtime.model.train.Preference;
import org.throughtime.model.train.RunSpec;
import org.throughtime.sweep.table.Status;

/**
 * The known progress of a sweep. Spark's threads update it, and a display reads it. All methods are
 * thread-safe.
 */
public final class SweepProgress {
  private static final double TELLING_SECONDS = 5;
  private static final int TELLING_CHECKPOINTS = 2;

  /**
   * In which the files of a run are joined: measured with tiny runs on a local disk, between a
   * local master (.0037) and a standalone cluster (.0046).
   */
  static final double JOINING_SECONDS = .004;

  private final String sweep;
  private final InstantSource clock;
  private final Instant start;
  private final Map<String, RemainingTime.Work> work = new LinkedHashMap<>();
  private final Map<String, Integer> checkFreq = new HashMap<>();
  private final Map<String, NllCurve> courses = new HashMap<>();
  private final Map<String, RunProgress> waiting = new LinkedHashMap<>();
  private final Map<String, RunView> running = new LinkedHashMap<>();
  private final List<RunView> ended = new ArrayList<>();
  private final Set<String> endedNames = new HashSet<>();
  private Optional<RunProgress> best = Optional.empty();

  /**
   * Seconds at which tasks ended of {@link #running} ones whose outcomes are on their way. The
   * driver looks for outcomes now and then, many at a time, so these times are the exact ones.
   */
  private final Map<String, Double> ending = new HashMap<>();

  /** Seconds at which the tasks of running runs began. */
  private final Map<String, Double> begunAt = new HashMap<>();

  private final IdleTime idle = new IdleTime();
  private final WarmingPlaces warming = new WarmingPlaces();
  private int places;
  private boolean joins;

  /** Empty where something was heard since it was estimated: there may be thousands of runs. */
  private Optional<Optional<Duration>> estimated = Optional.empty();

  /**
   * Begins now, with every run waiting.
   *
   * @param sweep its name
   * @param rung iterations behind which runs stop; {@code Integer.MAX_VALUE}: at their ends
   * @param runs what will be run
   * @param begun by name the iterations that are done of runs that go on
   * @param cost the expected cost of a whole run, in any unit
   * @param clock tells the time; one that stands still while the machine sleeps leaves that out
   */
  public SweepProgress(
      String sweep,
      int rung,
      List<RunSpec> runs,
      Map<String, Integer> begun,
      ToDoubleFunction<RunSpec> cost,
      InstantSource clock) {
    this.clock = clock;
    this.start = clock.instant();
    int most = runs.stream().mapToInt(run -> run.optimizer().maxiters()).max().orElse(0);
    this.sweep = rung < most ? sweep + " to iteration " + rung : sweep;
    for (RunSpec run : runs) {
      int maxiters = run.optimizer().maxiters();
      int done = begun.getOrDefault(run.name(), 0);
      checkFreq.put(run.name(), run.validation().checkFreq());
      waiting.put(run.name(), RunProgress.at(run.name(), done, maxiters));
      work.put(
          run.name(),
          new RemainingTime.Work(
              kind(run), cost.applyAsDouble(run) / maxiters, done, Math.min(rung, maxiters)));
    }
  }

  /** The estimate is to tell when the files of these runs are joined, which follows their end. */
  public synchronized void joinsFilesAtItsEnd() {
    estimated = Optional.empty();
    joins = true;
  }

  /** The estimate of costs is least sure between cells and tasks. */
  private static String kind(RunSpec run) {
    return run.task().task() + " " + run.cell().model();
  }

  /** A run began, or began again after an attempt was lost. */
  public synchronized void started(String run) {
    estimated = Optional.empty();
    if (!endedNames.contains(run)) {
      ending.remove(run);
      begunAt.put(run, elapsed());
      show(waiting.get(run));
    }
  }

  private void show(RunProgress progress) {
    String run = progress.run();
    running.put(run, new RunView(progress, Optional.empty(), 0, "", nlls(run)));
    begunAt.putIfAbsent(run, elapsed());
    places = Math.max(places, running.size() - ending.size());
  }

  /** The task of a run ended, be it with the run or to be tried again. */
  public synchronized void ending(String run) {
    if (running.containsKey(run)) {
      ending.put(run, elapsed());
    }
  }

  /** A run went on. What comes late, after its end, is ignored. */
  public synchronized void advanced(RunProgress progress) {
    estimated = Optional.empty();
    if (!endedNames.contains(progress.run())) {
      note(progress);
      show(progress);
    }
  }

  private void note(RunProgress progress) {
    if (progress.hasValidated()) {
      courses
          .computeIfAbsent(progress.run(), run -> new NllCurve())
          .add(progress.iterations(), progress.trainNll());
    }
    double error = error(progress);
    double bestError = best.map(SweepProgress::error).orElse(Double.NaN);
    if (Preference.bestFirst(CheckpointMetrics.BEST_VALID_ERROR).compare(error, bestError) < 0) {
      best = Optional.of(progress);
    }
  }

  private static double error(RunProgress progress) {
    return progress
        .metrics()
        .map(last -> last.compared(CheckpointMetrics.BEST_VALID_ERROR))
        .orElse(Double.NaN);
  }

  private List<Double> nlls(String run) {
    NllCurve course = courses.get(run);
    return course == null ? List.of() : course.values();
  }

  /**
   * A run ended.
   *
   * @param progress how far it came
   * @param status how it ended
   * @param seconds of wall time
   * @param error one line where it failed, else empty
   */
  public synchronized void ended(
      RunProgress progress, Status status, double seconds, String error) {
    estimated = Optional.empty();
    running.remove(progress.run());
    Double at = ending.remove(progress.run());
    begunAt.remove(progress.run());
    if (seconds > 0) {
      idle.ended(elapsed(), seconds);
      warming.ended(at == null ? elapsed() : at, seconds, progress.seconds());
    }
    note(progress);
    ended.add(new RunView(progress, Optional.of(status), seconds, error, nlls(progress.run())));
    endedNames.add(progress.run());
  }

  /** How far a run is that trains; empty for one that does not. */
  public synchronized Optional<RunProgress> running(String run) {
    return Optional.ofNullable(running.get(run)).map(RunView::progress);
  }

  /** The sweep as it stands now. */
  public synchronized SweepView view() {
    return new SweepView(
        sweep,
        Duration.between(start, clock.instant()),
        left(),
        work.size() - running.size() - ended.size(),
        List.copyOf(running.values()),
        ended,
        (int) ended.stream().filter(r -> r.ended().get() == Status.FAILED).count(),
        best);
  }

  private double elapsed() {
    return Duration.between(start, clock.instant()).toNanos() / 1e9;
  }

  private Optional<Duration> left() {
    if (estimated.isEmpty()) {
      estimated = Optional.of(estimate());
    }
    return estimated.get();
  }

  /**
   * Whether the speed of some run says how fast the others are. A JVM is slow for seconds after its
   * start, and the first checkpoint comes after one iteration.
   */
  private boolean tells() {
    return ended.stream().anyMatch(run -> rate(run) > 0)
        || running.values().stream()
            .map(RunView::progress)
            .anyMatch(
                p ->
                    p.seconds() >= TELLING_SECONDS
                        && p.iterations() - work.get(p.run()).from()
                            >= TELLING_CHECKPOINTS * checkFreq.get(p.run()));
  }

  private Optional<Duration> estimate() {
    if (!running.isEmpty() && !tells()) {
      return Optional.empty();
    }
    List<RemainingTime.Work> next = new ArrayList<>();
    work.forEach(
        (run, todo) -> {
          if (!running.containsKey(run) && !endedNames.contains(run)) {
            next.add(todo);
          }
        });
    List<RunView> now =
        running.values().stream().filter(run -> !ending.containsKey(run.progress().run())).toList();
    List<Double> began = now.stream().map(run -> begunAt.get(run.progress().run())).toList();
    RemainingTime time =
        new RemainingTime(
            begun(ended), begun(now), idle(now), warming.forecast(Math.max(1, places), began));
    double joining = joins ? JOINING_SECONDS * work.size() : 0;
    return time.seconds(next, places).stream()
        .mapToObj(left -> Duration.ofMillis(Math.round((left + joining) * 1000)))
        .findFirst();
  }

  private double idle(List<RunView> now) {
    double elapsed = elapsed();
    return idle.perRun(
        elapsed,
        Math.max(1, places),
        now.stream().map(run -> elapsed - begunAt.get(run.progress().run())).toList());
  }

  private List<RemainingTime.Begun> begun(List<RunView> runs) {
    return runs.stream()
        .map(
            run -> {
              RunProgress p = run.progress();
              Status status = run.ended().orElse(Status.FINISHED);
              return new RemainingTime.Begun(
                  work.get(p.run()),
                  p.iterations(),
                  rate(run),
                  run.ended().isPresent() ? run.seconds() : p.seconds(),
                  run.ended().isPresent() ? Math.max(0, run.seconds() - p.seconds()) : 0,
                  status == Status.SOLVED || status == Status.DIVERGED);
            })
        .toList();
  }

  /** Before its first checkpoint a run is faster than it will be: it has not validated. */
  private double rate(RunView run) {
    RunProgress p = run.progress();
    if (p.hasValidated()) {
      return p.rate();
    }
    int done = p.iterations() - work.get(p.run()).from();
    return run.ended().isPresent() && p.seconds() > 0 ? done / p.seconds() : 0;
  }
}
