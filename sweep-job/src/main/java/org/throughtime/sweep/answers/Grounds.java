package org.throughtime.sweep.answers;

import java.util.List;
import java.util.Optional;
import org.throughtime.model.train.Checkpoint;
import org.throughtime.sweep.table.Status;

/** What a run's metrics do not allow to be said, and how its end has to be taken into account. */
final class Grounds {
  private Grounds() {}

  /** Why nothing can be said at all; empty where there is a checkpoint. */
  static Optional<Sentence> withoutCheckpoints(RunMetrics run) {
    if (!run.checkpoints().isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(
        Sentence.of(
            "The run is {} and has no checkpoint, so there is nothing to conclude from.",
            new Word(run.status().label())));
  }

  /** Why nothing can be said of profiles; empty where a checkpoint has finite ones. */
  static Optional<Sentence> withoutProfiles(RunMetrics run) {
    List<Checkpoint> checkpoints = run.checkpoints();
    if (checkpoints.isEmpty()) {
      return withoutCheckpoints(run);
    }
    if (checkpoints.stream().noneMatch(CheckpointProfiles::present)) {
      return Optional.of(
          Sentence.of(
              "The run has no metrics over t (collectDiags is {}), so the data do not support an"
                  + " answer.",
              Word.flag(run.spec().diagnostics().collectDiags())));
    }
    if (checkpoints.stream().noneMatch(CheckpointProfiles::finite)) {
      return Optional.of(
          Sentence.of(
              "No checkpoint has finite metrics over t (the run is {}), so the data do not support"
                  + " an answer.",
              new Word(run.status().label())));
    }
    return Optional.empty();
  }

  /** How far a run has come that has not ended well; nothing of one that has. */
  static List<Sentence> unended(RunMetrics run, CheckpointQueries queries) {
    return ended(run)
        ? List.of()
        : List.of(
            Sentence.of(
                "The run is {}: this is what it shows up to iteration {}.",
                new Word(run.status().label()),
                queries.lastIteration()));
  }

  /** Which checkpoint is meant by the last one, where it is not the last of all. */
  static List<Sentence> unfinite(RunMetrics run, CheckpointQueries queries) {
    List<Checkpoint> all = run.checkpoints();
    List<Checkpoint> profiled = queries.profiled();
    return profiled.get(profiled.size() - 1).iter() == all.get(all.size() - 1).iter()
        ? List.of()
        : List.of(
            Sentence.of(
                "Of {} checkpoints {} have finite metrics over t; \"the last\" is the last of"
                    + " these.",
                queries.count(),
                queries.profiledCount()));
  }

  private static boolean ended(RunMetrics run) {
    return run.status() == Status.SOLVED || run.status() == Status.FINISHED;
  }
}
