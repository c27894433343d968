package org.throughtime.sweep.progress;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.ToDoubleFunction;
import org.throughtime.model.train.RunSpec;
import org.throughtime.model.train.RunStatus;

/**
 * What is known of a sweep while it runs. Spark's threads tell it, a display reads it; all methods
 * may be called from any thread.
 */
public final class SweepProgress {
  private final String sweep;
  private final InstantSource clock;
  private final Instant start;
  private final Map<String, Double> costs = new LinkedHashMap<>();
  private final Map<String, RunProgress> waiting = new LinkedHashMap<>();
  private final Map<String, RunView> running = new LinkedHashMap<>();
  private final List<RunView> ended = new ArrayList<>();
  private final Set<String> endedNames = new HashSet<>();

  /**
   * Begins now, with every run waiting.
   *
   * @param sweep its name
   * @param runs what will be run
   * @param begun by name the iterations that are done of runs that go on
   * @param cost the expected cost of a whole run, in any unit
   * @param clock tells the time
   */
  public SweepProgress(
      String sweep,
      List<RunSpec> runs,
      Map<String, Integer> begun,
      ToDoubleFunction<RunSpec> cost,
      InstantSource clock) {
    this.sweep = sweep;
    this.clock = clock;
    this.start = clock.instant();
    for (RunSpec run : runs) {
      int maxiters = run.optimizer().maxiters();
      int done = begun.getOrDefault(run.name(), 0);
      waiting.put(run.name(), RunProgress.at(run.name(), done, maxiters));
      costs.put(run.name(), cost.applyAsDouble(run) * (maxiters - done) / maxiters);
    }
  }

  /** A run began, or began again after an attempt was lost. */
  public synchronized void started(String run) {
    if (!endedNames.contains(run)) {
      running.put(run, new RunView(waiting.get(run), Optional.empty(), 0, ""));
    }
  }

  /** A run went on. What comes late, after its end, is ignored. */
  public synchronized void advanced(RunProgress progress) {
    if (!endedNames.contains(progress.run())) {
      running.put(progress.run(), new RunView(progress, Optional.empty(), 0, ""));
    }
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
      RunProgress progress, RunStatus status, double seconds, String error) {
    running.remove(progress.run());
    ended.add(new RunView(progress, Optional.of(status), seconds, error));
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
        left(elapsed),
        costs.size() - running.size() - ended.size(),
        List.copyOf(running.values()),
        ended,
        (int) ended.stream().filter(r -> r.ended().get() == RunStatus.FAILED).count());
  }

  /**
   * Work still to do over work done per second so far, but no less than the slowest running run
   * needs by itself: towards the end it alone decides.
   */
  private Optional<Duration> left(Duration elapsed) {
    double done = 0;
    double remaining = costs.values().stream().mapToDouble(Double::doubleValue).sum();
    double longest = 0;
    for (RunView run : ended) {
      done += costs.get(run.progress().run()) * share(run.progress());
      remaining -= costs.get(run.progress().run());
    }
    for (RunView run : running.values()) {
      RunProgress p = run.progress();
      double part = costs.get(p.run()) * share(p);
      done += part;
      remaining -= part;
      if (p.rate() > 0) {
        longest = Math.max(longest, (p.maxiters() - p.iterations()) / p.rate());
      }
    }
    if (running.isEmpty() && costs.size() == ended.size()) {
      return Optional.of(Duration.ZERO);
    }
    if (done <= 0 || elapsed.isZero()) {
      return Optional.empty();
    }
    double seconds = elapsed.toMillis() / 1000.0;
    double left = Math.max(longest, Math.max(remaining, 0) * seconds / done);
    return Optional.of(Duration.ofMillis(Math.round(left * 1000)));
  }

  /** Of what there was to do of a run when the sweep began. */
  private double share(RunProgress progress) {
    int before = waiting.get(progress.run()).iterations();
    int todo = progress.maxiters() - before;
    return todo == 0 ? 1 : (double) Math.max(0, progress.iterations() - before) / todo;
  }
}
