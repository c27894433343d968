package org.throughtime.sweep.answers;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Whether the gradient vanishes, explodes or spreads as it flows back through time. */
final class GradientThroughTime {
  private GradientThroughTime() {}

  /** What a profile of the gradient shows. */
  enum Fate {
    EXPLODES("explodes"),
    VANISHES("vanishes"),
    VANISHES_IN_PART("vanishes in part"),
    NEITHER("neither vanishes nor explodes");

    private final String words;

    Fate(String words) {
      this.words = words;
    }

    /** As the predicate of a sentence about the gradient. */
    String words() {
      return words;
    }

    static Fate of(Steps steps) {
      double vanishing = steps.percentBelow(Thresholds.VANISHING).value();
      if (steps.percentAbove(Thresholds.EXPLODING).value() >= Thresholds.SOME.value()) {
        return EXPLODES;
      }
      if (vanishing >= Thresholds.MOST.value()) {
        return VANISHES;
      }
      return vanishing >= Thresholds.SOME.value() ? VANISHES_IN_PART : NEITHER;
    }
  }

  static Answer of(RunMetrics run) {
    String question = Question.GRADIENT.text();
    Optional<Sentence> missing = Grounds.withoutProfiles(run);
    if (missing.isPresent()) {
      return new Answer(question, missing.get(), List.of());
    }
    CheckpointQueries queries = new CheckpointQueries(run);
    Steps last = last(run, queries);
    List<Sentence> details = new ArrayList<>(Grounds.unended(run, queries));
    details.addAll(Grounds.unfinite(run, queries));
    details.add(rule(last));
    details.add(extent(last));
    details.add(direction(last));
    details.add(overTraining(run, queries));
    return new Answer(question, verdict(last).then(".").sentence(), details);
  }

  /** The steps of the last checkpoint with finite profiles. */
  static Steps last(RunMetrics run, CheckpointQueries queries) {
    return new Steps(run.spec().name(), queries.profiled().get(queries.profiled().size() - 1));
  }

  /** The conclusion, as the beginning of a sentence. */
  static Phrase verdict(Steps last) {
    return switch (Fate.of(last)) {
      case EXPLODES ->
          Phrase.of(
                  "Explodes: at iteration {}, the gradient is above {} at ",
                  last.iteration(),
                  Thresholds.EXPLODING)
              .then(last.shareAbove(Thresholds.EXPLODING));
      case VANISHES -> vanishing("Vanishes", last);
      case VANISHES_IN_PART -> vanishing("Vanishes in part", last);
      case NEITHER -> neither(last);
    };
  }

  private static Phrase vanishing(String verdict, Steps last) {
    return Phrase.of(
            verdict + ": at iteration {}, the gradient is below {} at ",
            last.iteration(),
            Thresholds.VANISHING)
        .then(last.shareBelow(Thresholds.VANISHING));
  }

  private static Phrase neither(Steps last) {
    Measured range = last.range();
    Phrase verdict =
        range.value() >= Thresholds.SPREAD.value()
            ? Phrase.of(
                "Neither vanishes nor explodes, but is spread over {} orders of magnitude: ", range)
            : Phrase.of("Neither vanishes nor explodes: ");
    verdict = verdict.then(Phrase.of("at iteration {}, ", last.iteration()));
    Measured below = last.gradientsBelow(Thresholds.VANISHING);
    Measured above = last.gradientsAbove(Thresholds.EXPLODING);
    if (below.value() == 0 && above.value() == 0) {
      return verdict.then(
          Phrase.of(
              "{} of {} steps has a gradient below {}, and {} has one above {}",
              below,
              last.count(),
              Thresholds.VANISHING,
              above,
              Thresholds.EXPLODING));
    }
    return verdict
        .then(Phrase.of("the gradient is below {} at ", Thresholds.VANISHING))
        .then(last.shareBelow(Thresholds.VANISHING))
        .then(Phrase.of(", and above {} at ", Thresholds.EXPLODING))
        .then(last.shareAbove(Thresholds.EXPLODING));
  }

  private static Sentence rule(Steps last) {
    return Phrase.of(
            "The gradient vanishes if |dL/dh_t| is below {} at {} % or more of the steps, and"
                + " vanishes in part at {} % or more. It explodes if |dL/dh_t| is above {} at {} %"
                + " or more. It is below {}, where the logarithm no longer shows it, at ",
            Thresholds.VANISHING,
            Thresholds.MOST,
            Thresholds.SOME,
            Thresholds.EXPLODING,
            Thresholds.SOME,
            Thresholds.GONE)
        .then(last.shareBelow(Thresholds.GONE))
        .then(".")
        .sentence();
  }

  private static Sentence extent(Steps last) {
    Measured range = last.range();
    boolean cut = last.gradientsBelow(Thresholds.GONE).value() > 0;
    Phrase extent =
        Phrase.of(
            (range.value() >= Thresholds.SPREAD.value()
                    ? "It is spread over t: it covers {} orders of magnitude ({} or more)"
                    : "It is even over t: it covers {} orders of magnitude (less than {})")
                + ", from 10^{} to 10^{}",
            range,
            Thresholds.SPREAD,
            last.leastGradient(),
            last.mostGradient());
    return cut
        ? extent
            .then(
                Phrase.of(
                    "; {} is added before the logarithm, so smaller values do not show.",
                    Thresholds.GONE))
            .sentence()
        : extent.then(".").sentence();
  }

  private static Sentence direction(Steps last) {
    double fall = last.fall().value();
    if (fall >= Thresholds.SPREAD.value()) {
      return Sentence.of(
          "From the last step back to the first, it falls by {} orders of magnitude.", last.fall());
    }
    return -fall >= Thresholds.SPREAD.value()
        ? Sentence.of(
            "From the last step back to the first, it grows by {} orders of magnitude.",
            last.growth())
        : Sentence.of(
            "Its values at the first and the last step differ by less than {} order of magnitude.",
            Thresholds.SPREAD);
  }

  private static Sentence overTraining(RunMetrics run, CheckpointQueries queries) {
    if (queries.profiled().size() == 1) {
      return Sentence.of(
          "Only {} checkpoint has metrics over t, so they show no change over training.",
          queries.profiledCount());
    }
    Steps first = new Steps(run.spec().name(), queries.profiled().get(0));
    return Sentence.of(
        "Over training, its mean log10 changed from {} (iteration {}) to {}; it vanished at {} of {}"
            + " checkpoints ({} % or more of the steps below {}) and exploded at {} ({} % or more"
            + " above {}).",
        first.meanGradient(),
        first.iteration(),
        last(run, queries).meanGradient(),
        queries.vanished(),
        queries.profiledCount(),
        Thresholds.MOST,
        Thresholds.VANISHING,
        queries.exploded(),
        Thresholds.SOME,
        Thresholds.EXPLODING);
  }
}
