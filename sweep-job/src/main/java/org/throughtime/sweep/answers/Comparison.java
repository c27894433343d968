package org.throughtime.sweep.answers;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;
import org.throughtime.model.cell.Cell;
import org.throughtime.model.train.Cells;
import org.throughtime.sweep.answers.ComparableRuns.Respect;

/**
 * Runs that differ in one thing, at the last checkpoint that all of them have.
 *
 * @param respect what they differ in
 * @param runs at least two
 */
record Comparison(Respect respect, List<RunMetrics> runs) {
  /** Every comparison that some runs make, in the order of their names. */
  static List<Comparison> among(List<RunMetrics> all) {
    List<RunMetrics> runs =
        all.stream().sorted(Comparator.comparing(run -> run.spec().name())).toList();
    return ComparableRuns.among(runs, RunMetrics::spec).stream()
        .map(group -> new Comparison(group.respect(), group.runs()))
        .toList();
  }

  private String question() {
    return (respect == Respect.CLIPPING
            ? "What does clipping change? ("
            : "How do " + cells() + " differ? (")
        + Labels.among(runs).list(runs)
        + ")";
  }

  /** As in "rnn, gru and lstm". */
  private String cells() {
    List<String> labels =
        Cells.ALL.stream()
            .filter(cell -> runs.stream().anyMatch(run -> run.spec().cell().model().equals(cell)))
            .map(Cell::label)
            .toList();
    int last = labels.size() - 1;
    return String.join(", ", labels.subList(0, last)) + " and " + labels.get(last);
  }

  /** What they show. */
  Answer answer() {
    List<Sentence> sentences = new ArrayList<>();
    Labels labels = Labels.among(runs);
    List<RunMetrics> begun = runs.stream().filter(run -> !run.checkpoints().isEmpty()).toList();
    for (RunMetrics run : runs) {
      if (!begun.contains(run)) {
        sentences.add(
            Sentence.of(
                "{} is {} and has no checkpoint yet, so it is left out.",
                new Word(labels.of(run)),
                new Word(run.status().label())));
      }
    }
    if (begun.size() < 2) {
      sentences.add(Sentence.of("There are not two runs to compare."));
      return new Answer(question(), sentences);
    }
    int common =
        begun.stream()
            .mapToInt(run -> run.checkpoints().get(run.checkpoints().size() - 1).iter())
            .min()
            .orElseThrow();
    List<RunMetrics> level = begun.stream().map(run -> run.upTo(common)).toList();
    if (level.stream().anyMatch(run -> run.checkpoints().isEmpty())) {
      sentences.add(
          Sentence.of("They have no checkpoint at the same iteration, so nothing is compared."));
      return new Answer(question(), sentences);
    }
    sentences.add(opening(level, labels));
    Contrast.ALL.forEach(contrast -> sentences.add(contrast.sentence(level, labels)));
    return new Answer(question(), sentences);
  }

  private Sentence opening(List<RunMetrics> level, Labels labels) {
    return Sentence.of(
        "They differ in "
            + respect.words()
            + " alone ("
            + level.stream()
                .map(run -> labels.of(run) + ": " + respect.of(run.spec()))
                .collect(Collectors.joining("; "))
            + ") and are compared up to iteration {}, the last checkpoint that all of them have."
            + " There is one run of each, so a difference may be the seed's doing.",
        new CheckpointQueries(level.get(0)).lastIteration());
  }
}
