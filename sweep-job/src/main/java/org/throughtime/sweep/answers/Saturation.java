package org.throughtime.sweep.answers;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.throughtime.model.cell.Activation;
import org.throughtime.model.cell.CellSpec;

/** Whether the hidden state saturates, and whether that is correlated with the gradient. */
final class Saturation {
  private Saturation() {}

  /** What a profile of the distance from saturation shows. */
  enum Level {
    SATURATED("saturated"),
    IN_PART("saturated in part"),
    NEAR("near saturation"),
    NOT("not saturated");

    private final String words;

    Level(String words) {
      this.words = words;
    }

    /** As the predicate of a sentence about the hidden state. */
    String words() {
      return "is " + words;
    }

    static Level of(RunMetrics run, Steps last) {
      double percent = last.percentBelow(Distance.SATURATION, satThresh(run)).value();
      if (percent >= Thresholds.MOST.value()) {
        return SATURATED;
      }
      if (percent >= Thresholds.SOME.value()) {
        return IN_PART;
      }
      return last.mean(Distance.SATURATION).value() < near(run).value() ? NEAR : NOT;
    }
  }

  static Answer of(RunMetrics run) {
    String question = Question.SATURATION.text();
    Optional<Sentence> missing = Grounds.withoutProfiles(run);
    if (missing.isPresent()) {
      return new Answer(question, missing.get(), List.of());
    }
    CheckpointQueries queries = new CheckpointQueries(run);
    Steps last = GradientThroughTime.last(run, queries);
    Association steps = last.withGradient(Distance.SATURATION);
    List<Sentence> details = new ArrayList<>(Grounds.unfinite(run, queries));
    details.add(rule(run));
    details.add(
        Sentence.of(
            "The mean distance over all steps is {} (near saturation: below {}; units at rest: {}).",
            last.mean(Distance.SATURATION),
            near(run),
            atRest(run)));
    if (queries.profiled().size() > 1) {
      details.add(overTraining(run, queries, last));
    }
    details.add(AssociationText.of(steps));
    details.add(
        AssociationText.of(new CheckpointAssociations(queries).withGradient(Distance.SATURATION)));
    return new Answer(question, verdict(run, last, steps), details);
  }

  private static Sentence verdict(RunMetrics run, Steps last, Association steps) {
    Level level = Level.of(run, last);
    Phrase verdict = Phrase.of(capital(level.words) + ": at iteration {}, ", last.iteration());
    verdict =
        level == Level.SATURATED || level == Level.IN_PART
            ? verdict
                .then(
                    Phrase.of(
                        "the mean distance of the units from saturation is below satThresh ({}) at ",
                        satThresh(run)))
                .then(last.shareBelow(Distance.SATURATION, satThresh(run)))
            : verdict.then(
                Phrase.of(
                    "the mean distance of the units from saturation is {} (units at rest: {})",
                    last.mean(Distance.SATURATION),
                    atRest(run)));
    return verdict
        .then("; ")
        .then(AssociationText.brief(steps, "that distance"))
        .then(".")
        .sentence();
  }

  private static Sentence rule(RunMetrics run) {
    return Sentence.of(
        "The hidden state counts as saturated if that distance is below satThresh ({}) at {} % or"
            + " more of the steps, and as saturated in part at {} % or more.",
        satThresh(run), Thresholds.MOST, Thresholds.SOME);
  }

  private static Sentence overTraining(RunMetrics run, CheckpointQueries queries, Steps last) {
    Steps first = new Steps(run.spec().name(), queries.profiled().get(0));
    return Sentence.of(
        "Over training, that mean changed from {} (iteration {}) to {}; it was below {} at {} of {}"
            + " checkpoints.",
        first.mean(Distance.SATURATION),
        first.iteration(),
        last.mean(Distance.SATURATION),
        near(run),
        queries.meanBelow(Distance.SATURATION, near(run)),
        queries.profiledCount());
  }

  private static String capital(String words) {
    return words.substring(0, 1).toUpperCase(Locale.ROOT) + words.substring(1);
  }

  private static boolean isSigmoid(RunMetrics run) {
    CellSpec cell = run.spec().cell();
    return cell.model().activation(cell.init()).filter(Activation.SIGMOID::equals).isPresent();
  }

  private static Bound near(RunMetrics run) {
    return isSigmoid(run) ? Thresholds.NEAR_SATURATION_SIGMOID : Thresholds.NEAR_SATURATION;
  }

  private static Word atRest(RunMetrics run) {
    return new Word(isSigmoid(run) ? "0.5" : "1");
  }

  private static Bound satThresh(RunMetrics run) {
    return Bound.flag(run.spec().diagnostics().satThresh());
  }
}
