package org.throughtime.sweep.job;

import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.throughtime.model.train.RunSpec;
import org.throughtime.model.train.RunStatus;
import org.throughtime.model.train.TrainerState;
import org.throughtime.sweep.plan.RungMetric;
import org.throughtime.sweep.plan.Selection;
import org.throughtime.sweep.resume.RunHistory;
import org.throughtime.sweep.store.ResultsDirectory;

/**
 * Who is on which rung of a search. Everything it says is a function of the rows that runs have
 * committed up to the rung, so it is the same for every driver, however many there were.
 */
final class Ladder {
  private final ResultsDirectory directory;
  private final Selection selection;
  private final Consumer<String> notes;

  Ladder(ResultsDirectory directory, Selection selection, Consumer<String> notes) {
    this.directory = directory;
    this.selection = selection;
    this.notes = notes;
  }

  /** Iterations, ascending. */
  List<Integer> rungs() {
    return selection.rungs();
  }

  /**
   * The runs that have yet to get to a rung, or to leave all that a run leaves that stops there.
   */
  List<RunSpec> below(int rung, List<RunSpec> runs) throws IOException {
    Map<RunSpec, Optional<RungMetric>> at = at(rung, runs);
    return runs.stream().filter(run -> at.get(run).isEmpty()).toList();
  }

  /** Those of runs that all came to a rung, or failed on the way, that go on from it. */
  List<RunSpec> survivors(int rung, List<RunSpec> runs) throws IOException {
    Map<RunSpec, Optional<RungMetric>> at = at(rung, runs);
    List<RunSpec> survivors = selection.goOn(runs, run -> at.get(run).orElse(RungMetric.NONE));
    notes.accept(
        "rung "
            + rung
            + ": "
            + survivors.size()
            + " of "
            + runs.size()
            + " runs go on by "
            + selection.metric().name());
    return survivors;
  }

  private Map<RunSpec, Optional<RungMetric>> at(int rung, List<RunSpec> runs) throws IOException {
    Map<RunSpec, Optional<RungMetric>> at = new HashMap<>();
    for (RunSpec run : runs) {
      // What is damaged is told when it is done again.
      Optional<RunHistory> history = RunHistory.newest(directory, run, line -> {});
      at.put(
          run,
          history.isEmpty() || isStopping(rung, run, history.get())
              ? Optional.empty()
              : metric(rung, history.get()));
    }
    return at;
  }

  /**
   * Its state is committed and its row, which comes last, is not: what ended it, ended it there.
   */
  private boolean isStopping(int rung, RunSpec run, RunHistory history) throws IOException {
    return history.snapshot().trainer().iteration() == rung
        && !directory.exists(directory.row(run.name()));
  }

  /** A run that diverged on the way is worse than any other, however well it had begun. */
  private Optional<RungMetric> metric(int rung, RunHistory history) {
    TrainerState trainer = history.snapshot().trainer();
    if (trainer.ended() == RunStatus.DIVERGED && trainer.iteration() <= rung) {
      return Optional.of(RungMetric.NONE);
    }
    return history
        .metricsAt(rung)
        .map(
            all ->
                RungMetric.of(
                    all.stream().mapToDouble(each -> each.value(selection.metric())).toArray()));
  }
}
