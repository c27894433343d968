package org.throughtime.sweep.progress;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
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
  private final String sweep;
  private final InstantSource clock;
  private final Instant start;
  private final Map<String, RemainingTime.Work> work = new LinkedHashMap<>();
  private final Map<String, NllCurve> courses = new HashMap<>();
  private final Map<String, RunProgress> waiting = new LinkedHashMap<>();
  private final Map<String, RunView> running = new LinkedHashMap<>();
  private final List<RunView> ended = new ArrayList<>();
  private final Set<String> endedNames = new HashSet<>();
  private Optional<RunProgress> best = Optional.empty();
  private int places;

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
      waiting.put(run.name(), RunProgress.at(run.name(), done, maxiters));
      work.put(
          run.name(),
          new RemainingTime.Work(
              kind(run), cost.applyAsDouble(run) / maxiters, done, Math.min(rung, maxiters)));
    }
  }

  /** The estimate of costs is least sure between cells and tasks. */
  private static String kind(RunSpec run) {
    return run.task().task() + " " + run.cell().model();
  }

  /** A run began, or began again after an attempt was lost. */
  public synchronized void started(String run) {
    estimated = Optional.empty();
    if (!endedNames.contains(run)) {
      show(waiting.get(run));
    }
  }

  private void show(RunProgress progress) {
    String run = progress.run();
    running.put(run, new RunView(progress, Optional.empty(), 0, "", nlls(run)));
    places = Math.max(places, running.size());
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
    Duration elapsed = Duration.between(start, clock.instant());
    return new SweepView(
        sweep,
        elapsed,
        left(),
        work.size() - running.size() - ended.size(),
        List.copyOf(running.values()),
        ended,
        (int) ended.stream().filter(r -> r.ended().get() == Status.FAILED).count(),
        best);
  }

  private Optional<Duration> left() {
    if (estimated.isEmpty()) {
      estimated = Optional.of(estimate());
    }
    return estimated.get();
  }

  private Optional<Duration> estimate() {
    List<RemainingTime.Work> next = new ArrayList<>();
    work.forEach(
        (run, todo) -> {
          if (!running.containsKey(run) && !endedNames.contains(run)) {
            next.add(todo);
          }
        });
    RemainingTime time = new RemainingTime(begun(ended), begun(running.values()));
    return time.seconds(next, places).stream()
        .mapToObj(seconds -> Duration.ofMillis(Math.round(seconds * 1000)))
        .findFirst();
  }

  /** Before its first checkpoint a run is faster than it will be: it has not validated. */
  private List<RemainingTime.Begun> begun(Collection<RunView> runs) {
    return runs.stream()
        .map(
            run -> {
              RunProgress p = run.progress();
              Status status = run.ended().orElse(Status.FINISHED);
              return new RemainingTime.Begun(
                  work.get(p.run()),
                  p.iterations(),
                  p.hasValidated() ? p.rate() : 0,
                  run.ended().isPresent() ? run.seconds() : p.seconds(),
                  status == Status.SOLVED || status == Status.DIVERGED);
            })
        .toList();
  }
}
