package org.throughtime.sweep.answers;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.throughtime.model.cell.Cell;
import org.throughtime.model.train.Cells;
import org.throughtime.sweep.answers.ComparableRuns.Respect;

/**
 * Runs that differ in one respect only, at the last checkpoint that all of them have.
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
        + labels().list(runs)
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

  /** What the runs are called. */
  Labels labels() {
    return Labels.among(runs);
  }

  /**
   * The runs as they were at the last checkpoint that all have that have begun; empty where fewer
   * than two have begun, or where they have no checkpoint in common.
   */
  Optional<List<RunMetrics>> level() {
    List<RunMetrics> begun = begun();
    if (begun.size() < 2) {
      return Optional.empty();
    }
    int common =
        begun.stream()
            .mapToInt(run -> run.checkpoints().get(run.checkpoints().size() - 1).iter())
            .min()
            .orElseThrow();
    return Optional.of(begun.stream().map(run -> run.upTo(common)).toList())
        .filter(level -> level.stream().noneMatch(run -> run.checkpoints().isEmpty()));
  }

  private List<RunMetrics> begun() {
    return runs.stream().filter(run -> !run.checkpoints().isEmpty()).toList();
  }

  /** What they show. */
  Answer answer() {
    List<Sentence> details = new ArrayList<>(leftOut());
    Optional<List<RunMetrics>> level = level();
    if (level.isEmpty()) {
      return new Answer(
          question(),
          Sentence.of(
              begun().size() < 2
                  ? "No comparison: fewer than two of the runs have a checkpoint."
                  : "No comparison: the runs have no checkpoint at the same iteration."),
          details);
    }
    details.add(opening(level.get()));
    Contrast.ALL.forEach(
        contrast -> details.add(SideBySide.of(contrast, level.get(), labels()).sentence()));
    return new Answer(question(), verdict(level.get()), details);
  }

  private List<Sentence> leftOut() {
    return runs.stream()
        .filter(run -> run.checkpoints().isEmpty())
        .map(
            run ->
                Sentence.of(
                    "{} is {} and has no checkpoint yet, so it is left out.",
                    new Word(labels().of(run)),
                    new Word(run.status().label())))
        .toList();
  }

  private Sentence verdict(List<RunMetrics> level) {
    List<SideBySide> main =
        Contrast.MAIN.stream()
            .map(contrast -> SideBySide.of(contrast, level, labels()))
            .filter(SideBySide::isComparable)
            .toList();
    List<Phrase> apart = main.stream().filter(SideBySide::differs).map(SideBySide::brief).toList();
    List<Phrase> alike =
        main.stream().filter(each -> !each.differs()).map(SideBySide::brief).toList();
    Phrase at =
        Phrase.of(
            "At iteration {}, {}",
            new CheckpointQueries(level.get(0)).lastIteration(),
            new Word(described(level)));
    if (main.isEmpty()) {
      return at.then(" have no finite metrics to compare.").sentence();
    }
    if (apart.isEmpty()) {
      return at.then(" do not differ clearly in ").then(Phrase.choice(alike)).then(".").sentence();
    }
    Phrase differ = at.then(" differ in ").then(Phrase.list(apart));
    return (alike.isEmpty()
            ? differ
            : differ.then(", but not clearly in ").then(Phrase.choice(alike)))
        .then(".")
        .sentence();
  }

  /** As in "A1 (no clipping) and A2 (cutoff 0.05)". */
  private String described(List<RunMetrics> level) {
    return Phrase.list(
            level.stream()
                .map(run -> Phrase.of(labels().of(run) + " (" + respect.of(run.spec()) + ")"))
                .toList())
        .template();
  }

  private Sentence opening(List<RunMetrics> level) {
    return Sentence.of(
        "The runs differ only in "
            + respect.words()
            + " ("
            + level.stream()
                .map(run -> labels().of(run) + ": " + respect.of(run.spec()))
                .collect(Collectors.joining("; "))
            + "). They are compared up to iteration {}, the last checkpoint that all of them have."
            + " There is only one run of each, so a difference may be due to the seed.",
        new CheckpointQueries(level.get(0)).lastIteration());
  }
}
