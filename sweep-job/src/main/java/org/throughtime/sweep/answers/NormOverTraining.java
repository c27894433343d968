package org.throughtime.sweep.answers;

import java.util.ArrayList;
import java.util.List;

/** How the norm of the whole gradient, before clipping, changes over training. */
final class NormOverTraining {
  private NormOverTraining() {}

  /**
   * What the norms of a run show. The label is what the query {@code who-explodes} says of the run.
   */
  enum Growth {
    /** At some checkpoint the norm is NaN or infinite. */
    NOT_FINITE("not finite", "is no finite number"),
    EXPLODED("exploded", "explodes"),
    GREW("grew without a jump", "grows without a jump"),
    STEADY("did not explode", "does not explode"),
    /** The norm that growth is measured by is 0. */
    UNKNOWN("no conclusion", "supports no conclusion");

    private final String label;
    private final String words;

    Growth(String label, String words) {
      this.label = label;
      this.words = words;
    }

    /** As the predicate of a sentence about the norm. */
    String words() {
      return words;
    }

    String label() {
      return label;
    }

    static Growth of(CheckpointQueries queries) {
      if (queries.withoutNorm().value() > 0) {
        return NOT_FINITE;
      }
      Norms norms = queries.norms(CheckpointColumn.NORM);
      if (!Double.isFinite(norms.growth())) {
        return UNKNOWN;
      }
      if (norms.growth() < Thresholds.BLOW_UP.value()) {
        return STEADY;
      }
      if (!Double.isFinite(norms.jump())) {
        return UNKNOWN;
      }
      return norms.jump() >= Thresholds.BLOW_UP.value() ? EXPLODED : GREW;
    }
  }

  static Answer of(RunMetrics run) {
    CheckpointQueries queries = new CheckpointQueries(run);
    List<Sentence> details = new ArrayList<>(Grounds.unended(run, queries));
    details.add(
        Sentence.of(
            "The norm is that of the whole gradient before clipping, as the mean between"
                + " checkpoints. It has exploded where its largest is {} times the first or more,"
                + " and {} times the one before or more.",
            Thresholds.BLOW_UP,
            Thresholds.BLOW_UP));
    Norms single = queries.iterationNorms();
    if (!single.isEmpty()) {
      details.add(Sentence.of("The median norm of a single iteration is {}.", single.median()));
    }
    return new Answer(Question.NORM.text(), verdict(queries, single), details);
  }

  private static Sentence verdict(CheckpointQueries queries, Norms single) {
    Phrase verdict = verdict(queries);
    return single.isEmpty()
        ? verdict.then(".").sentence()
        : verdict
            .then(
                Phrase.of(
                    "; the largest of a single iteration is {}, at iteration {}.",
                    single.largest(),
                    single.largestAt()))
            .sentence();
  }

  /** What becomes of it, as the beginning of a sentence. */
  static Phrase verdict(CheckpointQueries queries) {
    Norms norms = queries.norms(CheckpointColumn.NORM);
    return switch (Growth.of(queries)) {
      case NOT_FINITE -> notFinite(queries, norms);
      case EXPLODED ->
          growth("Exploded: the norm went", norms)
              .then(
                  Phrase.of(
                      ", {} times the first and {} times the one before",
                      norms.shownGrowth(),
                      norms.shownJump()));
      case GREW ->
          growth("Grew without a jump: the norm went", norms)
              .then(
                  Phrase.of(
                      ", {} times the first but {} times the one before",
                      norms.shownGrowth(),
                      norms.shownJump()));
      case STEADY ->
          norms.isLargestAtFirst()
              ? Phrase.of(
                  "Did not grow: the norm is largest at the first checkpoint, iteration {}, with"
                      + " {}",
                  norms.firstAt(),
                  norms.first())
              : growth("Did not explode: the norm went", norms)
                  .then(Phrase.of(", {} times the first", norms.shownGrowth()));
      case UNKNOWN ->
          growth("No conclusion: the norm went", norms).then(", and a multiple of 0 says nothing");
    };
  }

  private static Phrase growth(String verdict, Norms norms) {
    return Phrase.of(
        verdict + " from {} (iteration {}) to at most {} (iteration {})",
        norms.first(),
        norms.firstAt(),
        norms.largest(),
        norms.largestAt());
  }

  private static Phrase notFinite(CheckpointQueries queries, Norms norms) {
    Phrase verdict =
        Phrase.of(
            "Not finite: the norm is no finite number at {} of {} checkpoints",
            queries.withoutNorm(),
            queries.count());
    return norms.isEmpty()
        ? verdict
        : verdict.then(
            Phrase.of(
                ", and at most {} (iteration {}) at the others",
                norms.largest(),
                norms.largestAt()));
  }
}
