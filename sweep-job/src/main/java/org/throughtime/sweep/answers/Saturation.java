package org.throughtime.sweep.answers;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.throughtime.model.cell.Activation;
import org.throughtime.model.cell.CellSpec;

/** The second question: whether the hidden state saturates, and the gradient with it. */
final class Saturation {
  static final String QUESTION =
      "Does the hidden state saturate, and does that go with the gradient?";

  private Saturation() {}

  static Answer of(RunMetrics run) {
    Optional<Sentence> missing = Grounds.withoutProfiles(run);
    if (missing.isPresent()) {
      return new Answer(QUESTION, List.of(missing.get()));
    }
    CheckpointQueries course = new CheckpointQueries(run);
    Steps last = GradientThroughTime.last(run, course);
    List<Sentence> sentences = new ArrayList<>(Grounds.unfinite(run, course));
    sentences.addAll(verdict(run, last));
    if (course.profiled().size() > 1) {
      sentences.add(overTraining(run, course, last));
    }
    sentences.addAll(
        Association.sentences(
            List.of(
                last.withGradient(Distance.SATURATION), course.withGradient(Distance.SATURATION))));
    return new Answer(QUESTION, sentences);
  }

  private static boolean isSigmoid(RunMetrics run) {
    CellSpec cell = run.spec().cell();
    return cell.model().activation(cell.init()).filter(Activation.SIGMOID::equals).isPresent();
  }

  private static Bound near(RunMetrics run) {
    return isSigmoid(run) ? Thresholds.NEAR_SATURATION_SIGMOID : Thresholds.NEAR_SATURATION;
  }

  private static List<Sentence> verdict(RunMetrics run, Steps last) {
    Bound satThresh = Bound.flag(run.spec().diagnostics().satThresh());
    Measured percent = last.percentBelow(Distance.SATURATION, satThresh);
    Measured mean = last.mean(Distance.SATURATION);
    String opening;
    if (percent.value() >= Thresholds.MOST.value()) {
      opening = "It is saturated";
    } else if (percent.value() >= Thresholds.SOME.value()) {
      opening = "It is saturated at a part of the steps";
    } else if (mean.value() < near(run).value()) {
      opening = "It is near saturation, but not at it";
    } else {
      opening = "It is not saturated";
    }
    return List.of(
        Sentence.of(
            opening
                + ": at the last checkpoint, iteration {}, {} of {} steps, {} %, have a mean"
                + " distance from saturation below satThresh, {} (saturated: {} % or more; at a"
                + " part: {} % or more).",
            last.iteration(),
            last.below(Distance.SATURATION, satThresh),
            last.count(),
            percent,
            satThresh,
            Thresholds.MOST,
            Thresholds.SOME),
        Sentence.of(
            "The mean distance over all steps is {} (near: below {}; units at rest have {}).",
            mean,
            near(run),
            new Word(isSigmoid(run) ? "0.5" : "1")));
  }

  private static Sentence overTraining(RunMetrics run, CheckpointQueries course, Steps last) {
    Steps first = new Steps(run.spec().name(), course.profiled().get(0));
    return Sentence.of(
        "Over training that mean went from {} (iteration {}) to {}; it was below {} at {} of {}"
            + " checkpoints.",
        first.mean(Distance.SATURATION),
        first.iteration(),
        last.mean(Distance.SATURATION),
        near(run),
        course.meanBelow(Distance.SATURATION, near(run)),
        course.profiledCount());
  }
}
