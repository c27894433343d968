package org.throughtime.sweep.answers;

import java.util.ArrayList;
import java.util.List;
import java.util.function.BiConsumer;
import org.throughtime.sweep.answers.GradientThroughTime.Fate;
import org.throughtime.sweep.answers.NormOverTraining.Growth;
import org.throughtime.sweep.answers.Saturation.Level;

/**
 * What runs show one by one, as sentences over all of them.
 *
 * @param runs all of them
 */
record ConclusionOverRuns(List<RunMetrics> runs) {
  private static final String CAVEAT =
      "A lower loss alone does not show a long memory, because a constant output lowers it too.";

  /** Which gradients vanish or explode on their way back through time. */
  Sentence gradients() {
    Findings<Fate> findings = new Findings<>(Fate.class, Fate::words);
    forEachProfiled(
        findings,
        (run, label) -> {
          Steps last = GradientThroughTime.last(run, new CheckpointQueries(run));
          Fate fate = Fate.of(last);
          findings.add(fate, Phrase.of(label + " (").then(extent(fate, last)).then(")"));
        });
    return findings.sentence("At the last checkpoint, the gradient through time");
  }

  private static Phrase extent(Fate fate, Steps last) {
    return switch (fate) {
      case EXPLODES ->
          Phrase.of(
              "{} % of the steps above {}",
              last.percentAbove(Thresholds.EXPLODING), Thresholds.EXPLODING);
      case VANISHES, VANISHES_IN_PART ->
          Phrase.of(
              "{} % of the steps below {}",
              last.percentBelow(Thresholds.VANISHING), Thresholds.VANISHING);
      case NEITHER -> Phrase.of("log10 from {} to {}", last.leastGradient(), last.mostGradient());
    };
  }

  /** Which norms of the whole gradient explode. */
  Sentence norms() {
    Findings<Growth> findings = new Findings<>(Growth.class, Growth::words);
    Labels labels = Labels.among(runs);
    for (RunMetrics run : runs) {
      String label = labels.of(run);
      if (run.checkpoints().isEmpty()) {
        findings.addUnknown(label);
      } else {
        CheckpointQueries queries = new CheckpointQueries(run);
        Growth growth = Growth.of(queries);
        findings.add(growth, Phrase.of(label + " (").then(extent(growth, queries)).then(")"));
      }
    }
    return findings.sentence("The gradient norm before clipping, averaged between checkpoints,");
  }

  private static Phrase extent(Growth growth, CheckpointQueries queries) {
    Norms norms = queries.norms(CheckpointColumn.NORM);
    return switch (growth) {
      case NOT_FINITE ->
          Phrase.of("at {} of {} checkpoints", queries.withoutNorm(), queries.count());
      case EXPLODED ->
          Phrase.of(
              "{} at iteration {}, {} times that of the previous checkpoint",
              norms.largest(),
              norms.largestAt(),
              norms.shownJump());
      case GREW ->
          Phrase.of("at most {}, {} times the first", norms.largest(), norms.shownGrowth());
      case STEADY, UNKNOWN -> Phrase.of("at most {}", norms.largest());
    };
  }

  /** Which hidden states saturate. */
  Sentence saturation() {
    Findings<Level> findings = new Findings<>(Level.class, Level::words);
    forEachProfiled(
        findings,
        (run, label) -> {
          Steps last = GradientThroughTime.last(run, new CheckpointQueries(run));
          findings.add(
              Level.of(run, last), Phrase.of(label + " ({})", last.mean(Distance.SATURATION)));
        });
    return findings.sentence(
        "At the last checkpoint, with its mean distance from saturation in parentheses, the hidden"
            + " state");
  }

  /** Every run with finite profiles, and its label; the others are unknown. */
  private void forEachProfiled(Findings<?> findings, BiConsumer<RunMetrics, String> withProfiles) {
    Labels labels = Labels.among(runs);
    for (RunMetrics run : runs) {
      if (Grounds.withoutProfiles(run).isPresent()) {
        findings.addUnknown(labels.of(run));
      } else {
        withProfiles.accept(run, labels.of(run));
      }
    }
  }

  /** Which runs are solved, which reduced their loss, and the lowest error of each. */
  List<Sentence> learning() {
    List<Sentence> sentences = new ArrayList<>();
    sentences.add(solved());
    sentences.add(losses());
    sentences.add(Phrase.of(CAVEAT).sentence());
    return sentences;
  }

  private Sentence solved() {
    Labels labels = Labels.among(runs);
    List<Phrase> solved = new ArrayList<>();
    List<Phrase> lowest = new ArrayList<>();
    for (RunMetrics run : runs) {
      if (run.isSolved()) {
        solved.add(Phrase.of(labels.of(run)));
      }
      if (!run.checkpoints().isEmpty()) {
        new CheckpointQueries(run)
            .best(CheckpointColumn.VALID_ERROR)
            .ifPresent(error -> lowest.add(Phrase.of("{} % in " + labels.of(run), error)));
      }
    }
    Phrase verdict =
        solved.isEmpty()
            ? Phrase.of("No run solves its task")
            : Phrase.list(solved)
                .then(solved.size() == 1 ? " solves its task" : " solve their task");
    return (lowest.isEmpty()
            ? verdict
            : verdict.then("; the lowest validation error is ").then(Phrase.list(lowest)))
        .then(".")
        .sentence();
  }

  /** How a loss changes from the first checkpoint to the last. */
  private enum Change {
    FALLS("falls from the first checkpoint to the last"),
    RISES("rises from the first checkpoint to the last"),
    STAYS("does not change clearly");

    private final String words;

    Change(String words) {
      this.words = words;
    }

    static Change of(double first, double last) {
      if (!Gap.PERCENT.isBetween(Math.min(first, last), Math.max(first, last))) {
        return STAYS;
      }
      return last < first ? FALLS : RISES;
    }
  }

  private Sentence losses() {
    Findings<Change> findings = new Findings<>(Change.class, change -> change.words);
    Labels labels = Labels.among(runs);
    for (RunMetrics run : runs) {
      String label = labels.of(run);
      if (run.checkpoints().size() < 2
          || !new CheckpointQueries(run).hasEnds(CheckpointColumn.TRAIN_NLL)) {
        findings.addUnknown(label);
      } else {
        CheckpointQueries queries = new CheckpointQueries(run);
        Measured first = queries.first(CheckpointColumn.TRAIN_NLL);
        Measured last = queries.last(CheckpointColumn.TRAIN_NLL);
        findings.add(
            Change.of(first.value(), last.value()), Phrase.of(label + " ({} to {})", first, last));
      }
    }
    return findings.sentence("The training loss");
  }
}
