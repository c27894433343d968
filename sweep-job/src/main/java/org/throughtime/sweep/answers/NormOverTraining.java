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
    NOT_FINITE("not finite", "is not finite"),
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
            "The norm is that of the whole gradient before clipping, averaged between"
                + " checkpoints. It explodes if its maximum is at least {} times the first norm and"
                + " at least {} times the previous one.",
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
                    "; up to the last checkpoint, the largest norm of a single iteration is {}, at"
                        + " iteration {}.",
                    single.largest(),
                    single.largestAt()))
            .sentence();
  }

  /** The conclusion, as the beginning of a sentence. */
  static Phrase verdict(CheckpointQueries queries) {
    Norms norms = queries.norms(CheckpointColumn.NORM);
    return switch (Growth.of(queries)) {
      case NOT_FINITE -> notFinite(queries, norms);
      case EXPLODED ->
          growth("Exploded: the gradient norm rose", norms)
              .then(
                  Phrase.of(
                      ", {} times the first norm and {} times the previous one",
                      norms.shownGrowth(),
                      norms.shownJump()));
      case GREW ->
          growth("Grew without a jump: the gradient norm rose", norms)
              .then(
                  Phrase.of(
                      ", {} times the first norm but only {} times the previous one",
                      norms.shownGrowth(),
                      norms.shownJump()));
      case STEADY ->
          norms.isLargestAtFirst()
              ? Phrase.of(
                  "Did not grow: the gradient norm is largest at the first checkpoint, iteration {}, with"
                      + " {}",
                  norms.firstAt(),
                  norms.first())
              : growth("Did not explode: the gradient norm rose", norms)
                  .then(Phrase.of(", {} times the first norm", norms.shownGrowth()));
      case UNKNOWN ->
          growth("No conclusion: the gradient norm went", norms)
              .then(", and a ratio to a norm of 0 means nothing");
    };
  }

  private static Phrase growth(String verdict, Norms norms) {
    return Phrase.of(
        verdict + " from {} (iteration {}) to a maximum of {} (iteration {})",
        norms.first(),
        norms.firstAt(),
        norms.largest(),
        norms.largestAt());
  }

  private static Phrase notFinite(CheckpointQueries queries, Norms norms) {
    Phrase verdict =
        Phrase.of(
            "Not finite: the gradient norm is not a finite number at {} of {} checkpoints",
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
