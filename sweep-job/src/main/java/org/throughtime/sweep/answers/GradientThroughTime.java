package org.throughtime.sweep.answers;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What becomes of the gradient on its way back through time. */
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

  /** What becomes of it, as the beginning of a sentence. */
  static Phrase verdict(Steps last) {
    return switch (Fate.of(last)) {
      case EXPLODES ->
          Phrase.of(
                  "Explodes: at iteration {} the gradient is above {} at ",
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
            verdict + ": at iteration {} the gradient is below {} at ",
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
    verdict = verdict.then(Phrase.of("at iteration {} ", last.iteration()));
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
            "A gradient vanishes where |dL/dh_t| is below {} at {} % of the steps or more, vanishes"
                + " in part from {} % on, and explodes where it is above {} at {} % or more; below"
                + " {}, where nothing is left of it, it is at ",
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
                    ? "It is spread over {} orders of magnitude ({} or more)"
                    : "It is even over t, within {} orders of magnitude (spread: {} or more)")
                + ", from 10^{} to 10^{}",
            range,
            Thresholds.SPREAD,
            last.leastGradient(),
            last.mostGradient());
    return cut
        ? extent
            .then(
                Phrase.of(
                    "; {} is added before the logarithm, so it shows nothing below.",
                    Thresholds.GONE))
            .sentence()
        : extent.then(".").sentence();
  }

  private static Sentence direction(Steps last) {
    double fall = last.fall().value();
    if (fall >= Thresholds.SPREAD.value()) {
      return Sentence.of(
          "From the last step back to the first it falls by {} orders of magnitude.", last.fall());
    }
    return -fall >= Thresholds.SPREAD.value()
        ? Sentence.of(
            "From the last step back to the first it grows by {} orders of magnitude.",
            last.growth())
        : Sentence.of(
            "At the first step and at the last it is the same to less than {} order of magnitude.",
            Thresholds.SPREAD);
  }

  private static Sentence overTraining(RunMetrics run, CheckpointQueries queries) {
    if (queries.profiled().size() == 1) {
      return Sentence.of(
          "There are metrics over t of {} checkpoint alone, so nothing can be said about how they"
              + " change.",
          queries.profiledCount());
    }
    Steps first = new Steps(run.spec().name(), queries.profiled().get(0));
    return Sentence.of(
        "Over training its mean log10 went from {} (iteration {}) to {}; it vanished at {} of {}"
            + " checkpoints ({} % of the steps or more below {}) and exploded at {} ({} % or more"
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
