package org.throughtime.sweep.answers;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.throughtime.model.cell.Cell;

/** The fourth question: where the gates sit, and whether the gradient goes with them. */
final class GatePositions {
  static final String QUESTION = "Where do the gates sit, and how does that go with the gradient?";

  private GatePositions() {}

  static Answer of(RunMetrics run) {
    Cell cell = run.spec().cell().model();
    if (cell.gates().isEmpty()) {
      return new Answer(
          QUESTION, List.of(Sentence.of("The run is " + cell.noun() + ", which has no gates.")));
    }
    Optional<Sentence> missing = Grounds.withoutProfiles(run).or(() -> withoutGates(run));
    if (missing.isPresent()) {
      return new Answer(QUESTION, List.of(missing.get()));
    }
    CheckpointQueries course = new CheckpointQueries(run);
    Steps last = GradientThroughTime.last(run, course);
    Steps first = new Steps(run.spec().name(), course.profiled().get(0));
    List<Sentence> sentences = new ArrayList<>(Grounds.unfinite(run, course));
    sentences.add(position("z", Distance.GATE_Z, last));
    sentences.add(position("r", Distance.GATE_R, last));
    if (course.profiled().size() > 1) {
      sentences.add(movement("z", Distance.GATE_Z, first, last));
      sentences.add(movement("r", Distance.GATE_R, first, last));
    }
    sentences.addAll(
        Association.sentences(
            List.of(
                last.withGradient(Distance.GATE_Z),
                course.withGradient(Distance.GATE_Z),
                last.withGradient(Distance.GATE_R),
                course.withGradient(Distance.GATE_R))));
    return new Answer(QUESTION, sentences);
  }

  private static Optional<Sentence> withoutGates(RunMetrics run) {
    boolean kept =
        run.checkpoints().stream()
            .filter(MeasuredCheckpoint::hasFiniteProfile)
            .allMatch(c -> c.gateZ().length > 0 && c.gateR().length > 0);
    return kept
        ? Optional.empty()
        : Optional.of(
            Sentence.of(
                "The run did not keep its gates (diagGates is {}), so the data do not support an"
                    + " answer.",
                Word.flag(run.spec().diagnostics().diagGates())));
  }

  private static Sentence position(String gate, Distance distance, Steps last) {
    Measured mean = last.mean(distance);
    String template =
        gate
            + " sits %s: its mean distance from 0 or 1, whichever is nearer, is {} at the last"
            + " checkpoint, iteration {} (%s; 0.5 is the largest there is).";
    if (mean.value() < Thresholds.GATE_NEAR_END.value()) {
      return Sentence.of(
          template.formatted("near 0 or 1", "near: below {}"),
          mean,
          last.iteration(),
          Thresholds.GATE_NEAR_END);
    }
    if (mean.value() > Thresholds.GATE_MIDDLE.value()) {
      return Sentence.of(
          template.formatted("in the middle", "the middle: above {}"),
          mean,
          last.iteration(),
          Thresholds.GATE_MIDDLE);
    }
    return Sentence.of(
        template.formatted(
            "neither near 0 or 1 nor in the middle", "near: below {}, the middle: above {}"),
        mean,
        last.iteration(),
        Thresholds.GATE_NEAR_END,
        Thresholds.GATE_MIDDLE);
  }

  private static Sentence movement(String gate, Distance distance, Steps first, Steps last) {
    Measured from = first.mean(distance);
    Measured to = last.mean(distance);
    double change = to.value() - from.value();
    boolean moved = Math.abs(change) >= Thresholds.DISTANCES_APART.value();
    return Sentence.of(
        moved
            ? "Over training that distance of "
                + gate
                + " went from {} (iteration {}) to {}, {} or more: the gate has "
                + (change > 0 ? "come away from its ends." : "moved to its ends.")
            : "Over training that distance of "
                + gate
                + " went from {} (iteration {}) to {}, by less than {}: the gate hardly moved on"
                + " average.",
        from,
        first.iteration(),
        to,
        Thresholds.DISTANCES_APART);
  }
}
