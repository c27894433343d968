package org.throughtime.sweep.job;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;
import org.throughtime.model.metric.Metric;
import org.throughtime.model.train.CheckpointMetrics;
import org.throughtime.model.train.RunSpec;
import org.throughtime.model.train.RunStatus;
import org.throughtime.model.train.TrainerState;
import org.throughtime.sweep.resume.RunHistory;
import org.throughtime.sweep.snapshot.RunId;
import org.throughtime.sweep.snapshot.RunState;
import org.throughtime.sweep.snapshot.SweepSnapshot;
import org.throughtime.sweep.snapshot.SweepStatus;
import org.throughtime.sweep.store.ResultsDirectory;
import org.throughtime.sweep.strategy.Results;
import org.throughtime.sweep.strategy.Round;
import org.throughtime.sweep.strategy.RungMetric;
import org.throughtime.sweep.table.LatestMetrics;
import org.throughtime.sweep.table.Status;

/**
 * The results that the runs of a round had committed when it ended. They are a function of rows
 * that are never written again, so every driver reads the same ones.
 */
final class CommittedResults {
  private final ResultsDirectory directory;

  CommittedResults(ResultsDirectory directory) {
    this.directory = directory;
  }

  /**
   * The runs that have yet to get to a rung, or to leave all that a run leaves that stops there.
   *
   * @throws IOException where the directory cannot be read
   */
  List<RunSpec> missing(int rung, List<RunSpec> runs) throws IOException {
    Set<RunId> there = atRung(rung, runs).keySet();
    return runs.stream().filter(run -> !there.contains(RunId.of(run))).toList();
  }

  /**
   * How the runs of the directory stand.
   *
   * @throws IOException where it cannot be read
   */
  Map<RunId, RunState> states() throws IOException {
    return SweepSnapshot.status(directory).map(SweepStatus::runs).orElse(List.of()).stream()
        .collect(Collectors.toMap(state -> RunId.of(state.spec()), state -> state));
  }

  /**
   * The results of a round that is complete, read when they are asked for. They throw {@link
   * UncheckedIOException} where the directory cannot be read.
   */
  Results of(Round round) {
    Map<RunId, Map<Metric<?, Double>, RungMetric>> read = new HashMap<>();
    return (run, metric) -> {
      try {
        if (read.isEmpty()) {
          read.putAll(round.until() == Round.END ? atEnd() : atRung(round.until(), round.runs()));
        }
        return read.getOrDefault(RunId.of(run), Map.of()).getOrDefault(metric, RungMetric.NONE);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    };
  }

  /** From the rows of {@code runs}, which are there whatever became of a run's states. */
  private Map<RunId, Map<Metric<?, Double>, RungMetric>> atEnd() throws IOException {
    Map<RunId, Map<Metric<?, Double>, RungMetric>> all = new HashMap<>();
    for (RunState run : states().values()) {
      if (run.status().isDone() && run.status() != Status.DIVERGED) {
        run.metrics().ifPresent(last -> all.put(RunId.of(run.spec()), each(List.of(last))));
      }
    }
    return all;
  }

  /** Of the runs that came to a rung. */
  private Map<RunId, Map<Metric<?, Double>, RungMetric>> atRung(int rung, List<RunSpec> runs)
      throws IOException {
    Optional<SweepSnapshot> sweep = SweepSnapshot.read(directory);
    if (sweep.isEmpty()) {
      return Map.of();
    }
    Map<RunId, Map<Metric<?, Double>, RungMetric>> all = new HashMap<>();
    for (RunSpec run : runs) {
      Optional<RunHistory> history = sweep.get().history(run);
      // A state at the rung without a row, which comes last: what ended the run, ended it there.
      boolean stopping =
          history.filter(h -> h.snapshot().trainer().iteration() == rung).isPresent()
              && !sweep.get().hasRow(run);
      if (!stopping) {
        history
            .flatMap(h -> metrics(rung, h))
            .ifPresent(metrics -> all.put(RunId.of(run), metrics));
      }
    }
    return all;
  }

  /** A run that diverged on the way has none, however well it had begun. */
  private static Optional<Map<Metric<?, Double>, RungMetric>> metrics(
      int rung, RunHistory history) {
    TrainerState trainer = history.snapshot().trainer();
    if (trainer.ended() == RunStatus.DIVERGED && trainer.iteration() <= rung) {
      return Optional.of(Map.of());
    }
    return history.metricsAt(rung).map(CommittedResults::each);
  }

  private static Map<Metric<?, Double>, RungMetric> each(List<LatestMetrics> checkpoints) {
    Map<Metric<?, Double>, RungMetric> each = new HashMap<>();
    for (Metric<?, Double> metric : CheckpointMetrics.COMPARED) {
      ToDoubleFunction<LatestMetrics> value = checkpoint -> checkpoint.compared(metric);
      each.put(metric, RungMetric.of(metric, checkpoints.stream().mapToDouble(value).toArray()));
    }
    return each;
  }
}
