package org.throughtime.sweep.answers;

import java.util.List;
import java.util.Optional;
import org.throughtime.model.train.Checkpoint;
import org.throughtime.sweep.table.Status;

/** Why a run's metrics support no conclusion, and what its status means for an answer. */
final class Grounds {
  private Grounds() {}

  /** Why there is no conclusion at all; empty if there is a checkpoint. */
  static Optional<Sentence> withoutCheckpoints(RunMetrics run) {
    if (!run.checkpoints().isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(
        Sentence.of(
            "No conclusion: the run is {} and has no checkpoint.", new Word(run.status().label())));
  }

  /** Why there is no conclusion about profiles; empty if a checkpoint has finite ones. */
  static Optional<Sentence> withoutProfiles(RunMetrics run) {
    List<Checkpoint> checkpoints = run.checkpoints();
    if (checkpoints.isEmpty()) {
      return withoutCheckpoints(run);
    }
    if (checkpoints.stream().noneMatch(CheckpointProfiles::present)) {
      return Optional.of(
          Sentence.of(
              "No conclusion: the run has no metrics over t (collectDiags is {}).",
              Word.flag(run.spec().diagnostics().collectDiags())));
    }
    if (checkpoints.stream().noneMatch(CheckpointProfiles::finite)) {
      return Optional.of(
          Sentence.of(
              "No conclusion: no checkpoint has finite metrics over t (the run is {}).",
              new Word(run.status().label())));
    }
    return Optional.empty();
  }

  /** The iteration that a run has reached; empty if it is finished or solved. */
  static List<Sentence> unended(RunMetrics run, CheckpointQueries queries) {
    return ended(run)
        ? List.of()
        : List.of(
            Sentence.of(
                "The run is {}; this answer covers it up to iteration {}.",
                new Word(run.status().label()),
                queries.lastIteration()));
  }

  /** Which checkpoint "the last" means; empty if it is the last of all. */
  static List<Sentence> unfinite(RunMetrics run, CheckpointQueries queries) {
    List<Checkpoint> all = run.checkpoints();
    List<Checkpoint> profiled = queries.profiled();
    return profiled.get(profiled.size() - 1).iter() == all.get(all.size() - 1).iter()
        ? List.of()
        : List.of(
            Sentence.of(
                "Of {} checkpoints, {} have finite metrics over t; \"the last checkpoint\" means the"
                    + " last of these.",
                queries.count(),
                queries.profiledCount()));
  }

  private static boolean ended(RunMetrics run) {
    return run.status() == Status.SOLVED || run.status() == Status.FINISHED;
  }
}
