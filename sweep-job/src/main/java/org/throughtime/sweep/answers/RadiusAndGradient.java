package org.throughtime.sweep.answers;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The fifth question: how the spectral radius of W_hh moves with the gradient. */
final class RadiusAndGradient {
  static final String QUESTION =
      "How does rho, the spectral radius of W_hh, move with the gradient?";

  private RadiusAndGradient() {}

  static Answer of(RunMetrics run) {
    Optional<Sentence> missing = Grounds.withoutCheckpoints(run);
    if (missing.isPresent()) {
      return new Answer(QUESTION, List.of(missing.get()));
    }
    CheckpointQueries course = new CheckpointQueries(run);
    List<Sentence> sentences = new ArrayList<>();
    sentences.add(course(course));
    Optional<Sentence> withoutProfiles = Grounds.withoutProfiles(run);
    withoutProfiles.ifPresent(sentences::add);
    sentences.addAll(
        Association.sentences(
            withoutProfiles.isPresent()
                ? List.of(course.radiusWithNorm())
                : List.of(course.radiusWithRange(), course.radiusWithNorm())));
    if (!run.spec().cell().model().gates().isEmpty()) {
      sentences.add(
          Sentence.of(
              "In "
                  + run.spec().cell().model().noun()
                  + " the gradient comes back through the gates as well, so rho alone does not"
                  + " decide whether it shrinks or grows."));
    }
    return new Answer(QUESTION, sentences);
  }

  private static Sentence course(CheckpointQueries course) {
    if (!course.hasEnds(CheckpointColumn.RADIUS)) {
      return Sentence.of(
          "rho is no finite number at the first or the last of {} checkpoints.", course.count());
    }
    return Sentence.of(
        "rho went from {} (iteration {}) to {} (iteration {}); at {} of {} checkpoints it is below"
            + " {}, where a linear network could only lose gradient over long times.",
        course.first(CheckpointColumn.RADIUS),
        course.firstIteration(),
        course.last(CheckpointColumn.RADIUS),
        course.lastIteration(),
        course.radiusBelow(Thresholds.UNIT_RADIUS),
        course.count(),
        Thresholds.UNIT_RADIUS);
  }
}
