package org.throughtime.sweep.answers;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The first question: what becomes of the gradient on its way back through time. */
final class GradientThroughTime {
  static final String QUESTION = "Does the gradient through time vanish, explode or spread?";

  private GradientThroughTime() {}

  static Answer of(RunMetrics run) {
    List<Sentence> sentences = new ArrayList<>();
    Optional<Sentence> missing = Grounds.withoutProfiles(run);
    if (missing.isPresent()) {
      sentences.add(missing.get());
    } else {
      CheckpointQueries course = new CheckpointQueries(run);
      Steps last = last(run, course);
      sentences.addAll(Grounds.unended(run, course));
      sentences.addAll(Grounds.unfinite(run, course));
      sentences.add(verdict(last));
      sentences.add(extent(last));
      sentences.add(direction(last));
      sentences.add(overTraining(run, course));
    }
    if (!run.checkpoints().isEmpty()) {
      sentences.addAll(norm(new CheckpointQueries(run)));
    }
    return new Answer(QUESTION, sentences);
  }

  /** The steps of the last checkpoint with finite profiles. */
  static Steps last(RunMetrics run, CheckpointQueries course) {
    return new Steps(run.spec().name(), course.profiled().get(course.profiled().size() - 1));
  }

  private static Sentence verdict(Steps last) {
    Measured vanishing = last.percentBelow(Thresholds.VANISHING);
    Measured exploding = last.percentAbove(Thresholds.EXPLODING);
    if (exploding.value() >= Thresholds.SOME.value()) {
      return Sentence.of(
          "It explodes: at the last checkpoint, iteration {}, |dL/dh_t| is above {} at {} of {}"
              + " steps, {} % (exploding: {} % or more), and below {} at {} %.",
          last.iteration(),
          Thresholds.EXPLODING,
          last.gradientsAbove(Thresholds.EXPLODING),
          last.count(),
          exploding,
          Thresholds.SOME,
          Thresholds.VANISHING,
          vanishing);
    }
    if (vanishing.value() >= Thresholds.SOME.value()) {
      boolean most = vanishing.value() >= Thresholds.MOST.value();
      return Sentence.of(
          (most ? "It vanishes" : "It vanishes at a part of the steps")
              + ": at the last checkpoint, iteration {}, |dL/dh_t| is below {} at {} of {} steps,"
              + " {} % ("
              + (most ? "vanishing: {} % or more" : "a part: {} % or more")
              + "), and below {}, where nothing is left of it, at {} %.",
          last.iteration(),
          Thresholds.VANISHING,
          last.gradientsBelow(Thresholds.VANISHING),
          last.count(),
          vanishing,
          most ? Thresholds.MOST : Thresholds.SOME,
          Thresholds.GONE,
          last.percentBelow(Thresholds.GONE));
    }
    return Sentence.of(
        "It neither vanishes nor explodes: at the last checkpoint, iteration {}, |dL/dh_t| is below"
            + " {} at {} of {} steps, {} %, and above {} at {}, {} % (either would take {} % or more).",
        last.iteration(),
        Thresholds.VANISHING,
        last.gradientsBelow(Thresholds.VANISHING),
        last.count(),
        vanishing,
        Thresholds.EXPLODING,
        last.gradientsAbove(Thresholds.EXPLODING),
        exploding,
        Thresholds.SOME);
  }

  private static Sentence extent(Steps last) {
    Measured range = last.range();
    boolean cut = last.gradientsBelow(Thresholds.GONE).value() > 0;
    String template =
        (range.value() >= Thresholds.SPREAD.value()
                ? "It is spread over {} orders of magnitude ({} or more)"
                : "It is even over t, within {} orders of magnitude (spread: {} or more)")
            + ", from 10^{} to 10^{}"
            + (cut ? "; {} is added before the logarithm, so it shows nothing below." : ".");
    return cut
        ? Sentence.of(
            template,
            range,
            Thresholds.SPREAD,
            last.leastGradient(),
            last.mostGradient(),
            Thresholds.GONE)
        : Sentence.of(
            template, range, Thresholds.SPREAD, last.leastGradient(), last.mostGradient());
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

  private static Sentence overTraining(RunMetrics run, CheckpointQueries course) {
    if (course.profiled().size() == 1) {
      return Sentence.of(
          "There are metrics over t of {} checkpoint alone, so nothing can be said about how they"
              + " change.",
          course.profiledCount());
    }
    Steps first = new Steps(run.spec().name(), course.profiled().get(0));
    return Sentence.of(
        "Over training its mean log10 went from {} (iteration {}) to {}; it vanished at {} of {}"
            + " checkpoints ({} % of the steps or more below {}) and exploded at {} ({} % or more"
            + " above {}).",
        first.meanGradient(),
        first.iteration(),
        last(run, course).meanGradient(),
        course.vanished(),
        course.profiledCount(),
        Thresholds.MOST,
        Thresholds.VANISHING,
        course.exploded(),
        Thresholds.SOME,
        Thresholds.EXPLODING);
  }

  private static List<Sentence> norm(CheckpointQueries course) {
    List<Sentence> sentences = new ArrayList<>();
    if (course.withoutNorm().value() > 0) {
      sentences.add(
          Sentence.of(
              "At {} of {} checkpoints the norm of the whole gradient is no finite number.",
              course.withoutNorm(),
              course.count()));
    }
    Norms norms = course.norms(CheckpointColumn.NORM);
    if (!norms.isEmpty() && Double.isFinite(norms.growth()) && !Double.isInfinite(norms.jump())) {
      sentences.add(growth(norms));
    }
    Norms single = course.iterationNorms();
    if (!single.isEmpty()) {
      sentences.add(
          Sentence.of(
              "The largest of a single iteration is {}, at iteration {}.",
              single.largest(),
              single.largestAt()));
    }
    return sentences;
  }

  private static Sentence growth(Norms norms) {
    if (norms.isLargestAtFirst()) {
      return Sentence.of(
          "The norm of the whole gradient before clipping, as means between checkpoints, is largest"
              + " at the first, iteration {}, with {}: it has not grown.",
          norms.firstAt(),
          norms.first());
    }
    String conclusion;
    if (!(norms.growth() >= Thresholds.BLOW_UP.value())) {
      conclusion = "less than {} times, and {} times the one before: it has not exploded.";
    } else if (norms.jump() >= Thresholds.BLOW_UP.value()) {
      conclusion = "{} times or more, and {} times the one before: it has exploded.";
    } else {
      conclusion = "{} times or more, but {} times the one before: it has grown without a jump.";
    }
    return Sentence.of(
        "The norm of the whole gradient before clipping, as means between checkpoints, is {} at"
            + " iteration {} and at most {}, at iteration {}: {} times the first, "
            + conclusion,
        norms.first(),
        norms.firstAt(),
        norms.largest(),
        norms.largestAt(),
        norms.shownGrowth(),
        Thresholds.BLOW_UP,
        norms.shownJump());
  }
}
