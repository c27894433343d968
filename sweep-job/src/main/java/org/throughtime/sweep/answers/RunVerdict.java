package org.throughtime.sweep.answers;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.throughtime.model.number.ReadableNumber;
import org.throughtime.model.task.Tasks;
import org.throughtime.model.train.RunSpec;
import org.throughtime.sweep.answers.GradientThroughTime.Fate;
import org.throughtime.sweep.answers.NormOverTraining.Growth;
import org.throughtime.sweep.table.Status;

/**
 * The verdict on a run: one word, and one sentence that gives the reason. Readers see the word
 * before the sentence, so the sentence does not say it again.
 *
 * @param outcome the word
 * @param sentence the reason, with the metrics that it rests on
 */
public record RunVerdict(Outcome outcome, Sentence sentence) {
  /** What a verdict can be. If several apply, the first one counts. */
  public enum Outcome {
    /** It has no checkpoint. */
    UNKNOWN("nothing yet"),
    /** No error on the validation set. */
    SOLVED("solved"),
    /** The loss, the weights or the gradient norm are not finite. */
    DIVERGED("exploded"),
    /** The lowest validation error is low enough, by {@link Thresholds#LEARNED}. */
    LEARNED("learned"),
    /** Temporal order: the error is that of a network that knows only some of the symbols. */
    STUCK("stuck"),
    /** The gradient norm explodes, or the gradient through time does. */
    EXPLODED("exploded"),
    /** The gradient through time vanishes at the last checkpoint. */
    VANISHED("vanished"),
    /** None of these, and the run still trains. */
    NOT_LEARNED_YET("not learned yet"),
    /** None of these. */
    NOT_LEARNED("not learned");

    private final String label;

    Outcome(String label) {
      this.label = label;
    }

    /** The word. */
    public String label() {
      return label;
    }
  }

  private static final String TEMPORAL_ORDER = "torder";

  /** That of a run as it stands. */
  public static RunVerdict of(RunMetrics run) {
    Optional<Sentence> missing = Grounds.withoutCheckpoints(run);
    if (missing.isPresent()) {
      return new RunVerdict(Outcome.UNKNOWN, missing.get());
    }
    CheckpointQueries queries = new CheckpointQueries(run);
    if (run.isSolved()) {
      return new RunVerdict(Outcome.SOLVED, solved(run, queries));
    }
    Growth growth = Growth.of(queries);
    Optional<Measured> lowest = queries.best(CheckpointColumn.VALID_ERROR);
    if (run.status() == Status.DIVERGED || growth == Growth.NOT_FINITE) {
      return verdict(Outcome.DIVERGED, NormOverTraining.verdict(queries), lowest);
    }
    if (lowest.isPresent() && learned(queries, lowest.get())) {
      return verdict(Outcome.LEARNED, learning(queries, lowest.get(), growth), Optional.empty());
    }
    OptionalInt known = lowest.map(error -> symbols(run.spec(), error)).orElse(OptionalInt.empty());
    if (known.isPresent()) {
      return verdict(
          Outcome.STUCK, stuck(run.spec(), known.getAsInt(), lowest.get()), Optional.empty());
    }
    return withoutLearning(run, queries, growth, lowest);
  }

  private static RunVerdict withoutLearning(
      RunMetrics run, CheckpointQueries queries, Growth growth, Optional<Measured> lowest) {
    if (growth == Growth.EXPLODED) {
      return verdict(Outcome.EXPLODED, NormOverTraining.verdict(queries), lowest);
    }
    if (Grounds.withoutProfiles(run).isPresent()) {
      return notLearned(run, queries, lowest, "");
    }
    Steps last = GradientThroughTime.last(run, queries);
    Fate fate = Fate.of(last);
    return switch (fate) {
      case EXPLODES -> verdict(Outcome.EXPLODED, GradientThroughTime.verdict(last), lowest);
      case VANISHES -> verdict(Outcome.VANISHED, GradientThroughTime.verdict(last), lowest);
      case VANISHES_IN_PART, NEITHER ->
          notLearned(run, queries, lowest, "; the gradient through time " + fate.words());
    };
  }

  private static RunVerdict notLearned(
      RunMetrics run, CheckpointQueries queries, Optional<Measured> lowest, String gradient) {
    boolean begun = CheckpointColumn.VALID_ERROR.isFinite(queries.all().get(0));
    Phrase error =
        lowest.isEmpty()
            ? Phrase.of("No checkpoint has a validation error with a finite loss")
            : begun
                ? Phrase.of(
                    "The validation error starts at {} % and never falls below {} %; a run counts as"
                        + " learned at {} % of the first value",
                    queries.first(CheckpointColumn.VALID_ERROR), lowest.get(), Thresholds.LEARNED)
                : Phrase.of("The lowest validation error is {} %", lowest.get());
    Outcome outcome =
        run.status() == Status.RUNNING ? Outcome.NOT_LEARNED_YET : Outcome.NOT_LEARNED;
    return verdict(outcome, error.then(gradient), Optional.empty());
  }

  private static RunVerdict verdict(Outcome outcome, Phrase reason, Optional<Measured> lowest) {
    return new RunVerdict(
        outcome,
        lowest
            .map(error -> reason.then(Phrase.of("; the lowest validation error is {} %", error)))
            .orElse(reason)
            .then(".")
            .withoutLead()
            .sentence());
  }

  private static Sentence solved(RunMetrics run, CheckpointQueries queries) {
    Phrase solved = Phrase.of("No validation error at iteration {}", queries.lastIteration());
    List<LengthScore> lengths =
        run.lengths().stream().sorted(Comparator.comparingInt(LengthScore::length)).toList();
    if (lengths.isEmpty()) {
      return solved.then("; it was not evaluated on longer sequences.").sentence();
    }
    Optional<LengthScore> lost =
        lengths.stream().filter(score -> !(score.error() < Thresholds.HELD.value())).findFirst();
    List<LengthScore> held =
        lengths.stream()
            .filter(score -> lost.isEmpty() || score.length() < lost.get().length())
            .toList();
    String from =
        "generalization WHERE run = '" + run.spec().name() + "' AND state_noise IS NULL AND length";
    Phrase holds =
        held.isEmpty()
            ? solved
            : solved.then(holds(held.get(held.size() - 1).length(), from + " <= "));
    return lost.map(score -> holds.then(lost(score, from + " = ")))
        .orElse(holds)
        .then(".")
        .sentence();
  }

  private static Phrase holds(int length, String from) {
    return Phrase.of(
        "; on fresh sequences the error is below {} % up to length {}",
        Thresholds.HELD, Measured.of(length, Format.COUNT, "max(length)", from + length));
  }

  private static Phrase lost(LengthScore score, String from) {
    if (!Double.isFinite(score.error())) {
      return Phrase.of(
          "; at length " + ReadableNumber.count(score.length()) + " the error is not finite");
    }
    return Phrase.of(
        "; at length " + ReadableNumber.count(score.length()) + " the error is {} %",
        Measured.of(score.error(), Format.TWO, "max(error)", from + score.length()));
  }

  private static boolean learned(CheckpointQueries queries, Measured lowest) {
    return queries.all().size() > 1
        && CheckpointColumn.VALID_ERROR.isFinite(queries.all().get(0))
        && lowest.value()
            <= Thresholds.LEARNED.value()
                / 100
                * queries.first(CheckpointColumn.VALID_ERROR).value();
  }

  private static Phrase learning(CheckpointQueries queries, Measured lowest, Growth growth) {
    Phrase learned =
        Phrase.of(
            "The lowest validation error is {} %, at most {} % of the first ({} %)",
            lowest, Thresholds.LEARNED, queries.first(CheckpointColumn.VALID_ERROR));
    return growth == Growth.EXPLODED
        ? learned.then("; the gradient norm explodes during training")
        : learned;
  }

  /**
   * How many of a sequence's symbols the network knows, judged by its error; empty if the error
   * matches no such number.
   */
  private static OptionalInt symbols(RunSpec run, Measured lowest) {
    if (!run.task().task().startsWith(TEMPORAL_ORDER)) {
      return OptionalInt.empty();
    }
    int marks = marks(run);
    for (int known = 1; known < marks; known++) {
      if (Math.abs(lowest.value() - error(known, marks)) <= Thresholds.SYMBOLS.value()) {
        return OptionalInt.of(known);
      }
    }
    return OptionalInt.empty();
  }

  /** A class stands for two symbols at each mark. */
  private static int marks(RunSpec run) {
    return Integer.numberOfTrailingZeros(Tasks.create(run.task()).nout());
  }

  /** Percent of wrong sequences where the unknown symbols are guessed. */
  private static double error(int known, int marks) {
    return 100 * (1 - Math.pow(2, known - marks));
  }

  private static Phrase stuck(RunSpec run, int known, Measured lowest) {
    int marks = marks(run);
    return Phrase.of(
        "The lowest validation error is {} %, within {} percentage points of that of a network that"
            + " knows "
            + known
            + " of "
            + marks
            + " symbols ({} %)",
        lowest,
        Thresholds.SYMBOLS,
        new Word(Format.ONE.text(error(known, marks))));
  }
}
