package org.throughtime.sweep.answers;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.throughtime.model.train.ClipStyle;
import org.throughtime.model.train.OptimizerSpec;
import org.throughtime.model.train.RunFlags;

/** The third question: what clipping changed within a run. */
final class ClippingEffect {
  static final String QUESTION = "What did clipping change?";

  private ClippingEffect() {}

  static Answer of(RunMetrics run) {
    Optional<Sentence> missing = Grounds.withoutCheckpoints(run);
    if (missing.isPresent()) {
      return new Answer(QUESTION, List.of(missing.get()));
    }
    List<Sentence> sentences = new ArrayList<>();
    CheckpointQueries course = new CheckpointQueries(run);
    OptimizerSpec optimizer = run.spec().optimizer();
    if (course.iterationNorms().isEmpty() || course.iterationNormsPost().isEmpty()) {
      sentences.add(Sentence.of("No iteration has finite norms, so there is nothing to compare."));
    } else if (!clips(optimizer)) {
      sentences.add(
          Sentence.of(
              "Nothing: the run does not clip ({}), and the norms before and after clipping differ at"
                  + " {} of {} iterations.",
              new Word(
                  optimizer.clipstyle() == ClipStyle.NOTHING
                      ? "clipstyle nothing"
                      : "cutoff " + RunFlags.format(optimizer.cutoff())),
              course.clipped(),
              course.iterationCount()));
    } else {
      sentences.add(acted(course, optimizer));
      sentences.addAll(norms(course, optimizer));
    }
    sentences.add(
        Sentence.of(
            "What clipping does to the gradient through time and to saturation, a run alone cannot"
                + " show: that takes one that differs in nothing but clipping."));
    return new Answer(QUESTION, sentences);
  }

  /** Whether a run can clip at all. */
  static boolean clips(OptimizerSpec optimizer) {
    return optimizer.clipstyle() == ClipStyle.RESCALE && optimizer.cutoff() > 0;
  }

  private static Sentence acted(CheckpointQueries course, OptimizerSpec optimizer) {
    return Sentence.of(
        (course.clipped().value() > 0 ? "It acted" : "Nothing: it never acted")
            + " (cutoff {}): it changed the gradient at {} of {} iterations, {} %.",
        Bound.flag(optimizer.cutoff()),
        course.clipped(),
        course.iterationCount(),
        course.percentClipped());
  }

  private static List<Sentence> norms(CheckpointQueries course, OptimizerSpec optimizer) {
    Norms before = course.iterationNorms();
    Norms after = course.iterationNormsPost();
    List<Sentence> sentences = new ArrayList<>();
    sentences.add(
        Sentence.of(
            "The median norm of an iteration is {} before and {} after, the largest {} (iteration {})"
                + " before and {} after.",
            before.median(),
            after.median(),
            before.largest(),
            before.largestAt(),
            after.largest()));
    Measured percent = course.percentClipped();
    if (course.clipped().value() > 0) {
      sentences.add(
          Sentence.of(
              percent.value() >= Thresholds.AT_CUTOFF.value()
                  ? "Nearly every step was scaled down ({} % or more): the cutoff set its length, and"
                      + " not the gradient."
                  : "The other steps were left as they are, so it set the length of some steps alone"
                      + " (nearly all: {} % or more).",
              Thresholds.AT_CUTOFF));
    }
    return sentences;
  }
}
