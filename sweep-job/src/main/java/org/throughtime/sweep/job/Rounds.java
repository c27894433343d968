package org.throughtime.sweep.job;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.throughtime.model.train.RunSpec;
import org.throughtime.sweep.strategy.CompleteRound;
import org.throughtime.sweep.strategy.Round;
import org.throughtime.sweep.strategy.Strategy;

/**
 * Trains the rounds of a strategy, one after the other. It does not train again what an earlier
 * driver completed; the strategy makes the same decisions on it.
 */
final class Rounds {
  private final Strategy strategy;
  private final Stages stages;
  private final CommittedResults results;
  private final Consumer<String> notes;
  private final Set<RunSpec> known = new HashSet<>();

  /**
   * @param notes told in a line why a round has the runs that it has
   */
  Rounds(Strategy strategy, Stages stages, CommittedResults results, Consumer<String> notes) {
    this.strategy = strategy;
    this.stages = stages;
    this.results = results;
    this.notes = notes;
  }

  /**
   * Returns when the strategy has no more rounds, or a limit or the goal stopped one.
   *
   * @param fresh whether all runs begin anew
   * @throws IOException where the results cannot be read
   */
  void train(boolean fresh) throws IOException {
    List<CompleteRound> complete = new ArrayList<>();
    Optional<Round> next = strategy.next(complete);
    while (next.isPresent()) {
      Round round = next.get();
      if (!round.note().isEmpty()) {
        notes.accept(round.note());
      }
      proceed(complete, round);
      if (!train(round, fresh)) {
        return;
      }
      complete.add(new CompleteRound(round, results.of(round)));
      next = strategy.next(complete);
    }
    if (!complete.isEmpty()) {
      dismiss(complete.get(complete.size() - 1).round().runs(), List.of());
    }
  }

  /** From the last round to the next: at a rung, the runs that it has not are left behind. */
  private void proceed(List<CompleteRound> complete, Round next) {
    if (complete.isEmpty()) {
      return;
    }
    Round last = complete.get(complete.size() - 1).round();
    List<RunSpec> left = dismiss(last.runs(), next.runs());
    if (last.until() != Round.END) {
      stages.leaveBehind(left, last.until(), next.runs());
    }
  }

  private boolean train(Round round, boolean fresh) throws IOException {
    List<RunSpec> added = round.runs().stream().filter(known::add).toList();
    if (!added.isEmpty() && !stages.admit(added)) {
      return false;
    }
    Set<RunSpec> anew = fresh ? new HashSet<>(added) : Set.of();
    List<RunSpec> others = round.runs().stream().filter(run -> !anew.contains(run)).toList();
    Set<RunSpec> goingOn =
        new HashSet<>(
            round.until() == Round.END
                ? others.stream().filter(stages::isUndone).toList()
                : results.missing(round.until(), others));
    List<RunSpec> todo =
        round.runs().stream().filter(run -> anew.contains(run) || goingOn.contains(run)).toList();
    return stages.train(todo, round.until(), anew);
  }

  private List<RunSpec> dismiss(List<RunSpec> runs, List<RunSpec> goingOn) {
    Set<RunSpec> stay = new HashSet<>(goingOn);
    List<RunSpec> others = runs.stream().filter(run -> !stay.contains(run)).toList();
    others.forEach(stages::dismiss);
    return others;
  }
}
