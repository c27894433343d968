package org.throughtime.sweep.answers;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.throughtime.model.train.ClipStyle;
import org.throughtime.model.train.OptimizerSpec;

/** What clipping changed within a run. */
final class ClippingEffect {
  private static final Sentence ALONE =
      Sentence.of(
          "What clipping does to the gradient through time and to saturation, a run alone cannot"
              + " show: that takes one that differs in nothing but clipping.");

  private ClippingEffect() {}

  /** Empty where the run cannot clip. */
  static Optional<Answer> of(RunMetrics run) {
    OptimizerSpec optimizer = run.spec().optimizer();
    if (!clips(optimizer)) {
      return Optional.empty();
    }
    String question = Question.CLIPPING.text();
    CheckpointQueries course = new CheckpointQueries(run);
    if (course.iterationNorms().isEmpty() || course.iterationNormsPost().isEmpty()) {
      return Optional.of(
          new Answer(
              question,
              Sentence.of("No iteration has finite norms, so there is nothing to compare."),
              List.of()));
    }
    return Optional.of(
        course.clipped().value() == 0
            ? new Answer(question, neverActed(course, optimizer), List.of(ALONE))
            : new Answer(question, acted(course, optimizer), details(course)));
  }

  /** Whether a run can clip at all. */
  static boolean clips(OptimizerSpec optimizer) {
    return optimizer.clipstyle() == ClipStyle.RESCALE && optimizer.cutoff() > 0;
  }

  private static Sentence neverActed(CheckpointQueries course, OptimizerSpec optimizer) {
    return Sentence.of(
        "Nothing: with cutoff {} it changed the gradient at {} of {} iterations.",
        Bound.flag(optimizer.cutoff()),
        course.clipped(),
        course.iterationCount());
  }

  private static Sentence acted(CheckpointQueries course, OptimizerSpec optimizer) {
    Norms before = course.iterationNorms();
    Norms after = course.iterationNormsPost();
    return Sentence.of(
        (isNearlyAlways(course) ? "Set the length of nearly every step" : "Shortened some steps")
            + ": with cutoff {} it changed the gradient at {} of {} iterations ({} %); the median"
            + " norm of an iteration is {} before and {} after, the largest {} before and {} after.",
        Bound.flag(optimizer.cutoff()),
        course.clipped(),
        course.iterationCount(),
        course.percentClipped(),
        before.median(),
        after.median(),
        before.largest(),
        after.largest());
  }

  private static boolean isNearlyAlways(CheckpointQueries course) {
    return course.percentClipped().value() >= Thresholds.AT_CUTOFF.value();
  }

  private static List<Sentence> details(CheckpointQueries course) {
    List<Sentence> details = new ArrayList<>();
    details.add(
        Sentence.of(
            isNearlyAlways(course)
                ? "Nearly every step was scaled down ({} % or more): the cutoff set its length, and"
                    + " not the gradient."
                : "The other steps were left as they are, so it set the length of some steps alone"
                    + " (nearly all: {} % or more).",
            Thresholds.AT_CUTOFF));
    details.add(
        Sentence.of(
            "The largest norm before clipping is that of iteration {}.",
            course.iterationNorms().largestAt()));
    details.add(ALONE);
    return details;
  }
}
