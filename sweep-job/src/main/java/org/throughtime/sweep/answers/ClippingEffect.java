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
          "One run alone cannot show what clipping does to the gradient through time and to"
              + " saturation: compare it with a run that differs only in clipping.");

  private ClippingEffect() {}

  /** Empty where the run cannot clip. */
  static Optional<Answer> of(RunMetrics run) {
    OptimizerSpec optimizer = run.spec().optimizer();
    if (!clips(optimizer)) {
      return Optional.empty();
    }
    String question = Question.CLIPPING.text();
    CheckpointQueries queries = new CheckpointQueries(run);
    if (queries.iterationNorms().isEmpty() || queries.iterationNormsPost().isEmpty()) {
      return Optional.of(
          new Answer(
              question,
              Sentence.of("No conclusion: no iteration has finite gradient norms to compare."),
              List.of()));
    }
    return Optional.of(
        queries.clipped().value() == 0
            ? new Answer(question, neverActed(queries, optimizer), List.of(ALONE))
            : new Answer(question, acted(queries, optimizer), details(queries)));
  }

  /** Whether a run can clip at all. */
  static boolean clips(OptimizerSpec optimizer) {
    return optimizer.clipstyle() == ClipStyle.RESCALE && optimizer.cutoff() > 0;
  }

  private static Sentence neverActed(CheckpointQueries queries, OptimizerSpec optimizer) {
    return Sentence.of(
        "Clipped no update: with cutoff {}, clipping rescaled the gradient at {} of {} iterations.",
        Bound.flag(optimizer.cutoff()),
        queries.clipped(),
        queries.iterationCount());
  }

  private static Sentence acted(CheckpointQueries queries, OptimizerSpec optimizer) {
    Norms before = queries.iterationNorms();
    Norms after = queries.iterationNormsPost();
    return Sentence.of(
        (isNearlyAlways(queries) ? "Clipped nearly every update" : "Clipped some updates")
            + ": with cutoff {}, clipping rescaled the gradient at {} of {} iterations ({} %); the"
            + " median norm of an iteration is {} before clipping and {} after; the largest is {}"
            + " before and {} after.",
        Bound.flag(optimizer.cutoff()),
        queries.clipped(),
        queries.iterationCount(),
        queries.percentClipped(),
        before.median(),
        after.median(),
        before.largest(),
        after.largest());
  }

  private static boolean isNearlyAlways(CheckpointQueries queries) {
    return queries.percentClipped().value() >= Thresholds.AT_CUTOFF.value();
  }

  private static List<Sentence> details(CheckpointQueries queries) {
    List<Sentence> details = new ArrayList<>();
    details.add(
        Sentence.of(
            isNearlyAlways(queries)
                ? "Clipping acted at {} % or more of the iterations, so the cutoff, not the gradient,"
                    + " set the length of nearly every update."
                : "Clipping left the other updates unchanged (nearly every update: {} % or more).",
            Thresholds.AT_CUTOFF));
    details.add(
        Sentence.of(
            "The largest norm before clipping occurs at iteration {}.",
            queries.iterationNorms().largestAt()));
    details.add(ALONE);
    return details;
  }
}
