package org.throughtime.sweep.job;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;
import org.throughtime.model.metric.Metric;
import org.throughtime.model.train.CheckpointMetrics;
import org.throughtime.model.train.RunSpec;
import org.throughtime.model.train.RunStatus;
import org.throughtime.model.train.TrainerState;
import org.throughtime.sweep.resume.RunHistory;
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
 * What the runs of a round committed by its end. All of it is a function of rows that are not
 * written again, so it is the same for every driver, however many there were.
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
    List<RunSpec> missing = new ArrayList<>();
    for (RunSpec run : runs) {
      if (atRung(rung, run).isEmpty()) {
        missing.add(run);
      }
    }
    return missing;
  }

  /**
   * How the runs of the directory stand.
   *
   * @throws IOException where it cannot be read
   */
  Map<RunSpec, RunState> states() throws IOException {
    return SweepSnapshot.status(directory).map(SweepStatus::runs).orElse(List.of()).stream()
        .collect(Collectors.toMap(RunState::spec, state -> state));
  }

  /**
   * The results of a round that is complete, read when they are asked for. They throw {@link
   * UncheckedIOException} where the directory cannot be read.
   */
  Results of(Round round) {
    Map<RunSpec, Map<Metric<?, Double>, RungMetric>> read = new HashMap<>();
    return (run, metric) -> {
      try {
        if (read.isEmpty() && round.until() == Round.END) {
          read.putAll(atEnd());
        }
        if (!read.containsKey(run) && round.until() != Round.END) {
          read.put(run, atRung(round.until(), run).orElse(Map.of()));
        }
        return read.getOrDefault(run, Map.of()).getOrDefault(metric, RungMetric.NONE);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    };
  }

  /** From the rows of {@code runs}, which are there whatever became of a run's states. */
  private Map<RunSpec, Map<Metric<?, Double>, RungMetric>> atEnd() throws IOException {
    Map<RunSpec, Map<Metric<?, Double>, RungMetric>> all = new HashMap<>();
    states()
        .forEach(
            (run, state) -> {
              boolean counts = state.status().isDone() && state.status() != Status.DIVERGED;
              all.put(
                  run,
                  state
                      .metrics()
                      .filter(metrics -> counts)
                      .map(last -> each(List.of(last)))
                      .orElse(Map.of()));
            });
    return all;
  }

  private Optional<Map<Metric<?, Double>, RungMetric>> atRung(int rung, RunSpec run)
      throws IOException {
    // What is damaged is told when it is done again.
    Optional<RunHistory> history = RunHistory.newest(directory, run, line -> {});
    return history.isEmpty() || isStopping(rung, run, history.get())
        ? Optional.empty()
        : metrics(rung, history.get());
  }

  /**
   * Its state is committed and its row, which comes last, is not: what ended it, ended it there.
   */
  private boolean isStopping(int rung, RunSpec run, RunHistory history) throws IOException {
    return history.snapshot().trainer().iteration() == rung
        && !directory.exists(directory.row(run.name()));
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
      ToDoubleFunction<LatestMetrics> value = checkpoint -> checkpoint.value(metric);
      each.put(metric, RungMetric.of(checkpoints.stream().mapToDouble(value).toArray()));
    }
    return each;
  }
}
