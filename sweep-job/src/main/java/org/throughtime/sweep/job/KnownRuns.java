package org.throughtime.sweep.job;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.throughtime.model.train.RunSpec;
import org.throughtime.sweep.snapshot.RunId;
import org.throughtime.sweep.snapshot.RunState;
import org.throughtime.sweep.store.ResultsDirectory;
import org.throughtime.sweep.strategy.CompleteRound;
import org.throughtime.sweep.strategy.Round;
import org.throughtime.sweep.strategy.SweepPlan;

/** The runs of a plan that are known before it resumes, from committed results. */
public final class KnownRuns {
  private KnownRuns() {}

  /**
   * Finds them.
   *
   * @return those of the first round, and of all that follow up to the first that is not complete
   * @throws IOException where the directory cannot be read
   */
  public static List<RunSpec> of(ResultsDirectory directory, SweepPlan plan) throws IOException {
    if (!plan.grows()) {
      return plan.runs();
    }
    CommittedResults results = new CommittedResults(directory);
    Map<RunId, RunState> states = results.states();
    Set<RunSpec> known = new LinkedHashSet<>();
    List<CompleteRound> complete = new ArrayList<>();
    try {
      Optional<Round> next = plan.strategy().next(complete);
      while (next.isPresent()) {
        Round round = next.get();
        known.addAll(round.runs());
        boolean done =
            round.until() == Round.END
                ? round.runs().stream()
                    .map(run -> states.get(RunId.of(run)))
                    .allMatch(state -> state != null && state.status().isDone())
                : results.missing(round.until(), round.runs()).isEmpty();
        if (!done) {
          break;
        }
        complete.add(new CompleteRound(round, results.of(round)));
        next = plan.strategy().next(complete);
      }
    } catch (UncheckedIOException e) {
      throw e.getCause();
    }
    return List.copyOf(known);
  }
}
