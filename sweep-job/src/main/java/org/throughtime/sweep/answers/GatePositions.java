package org.throughtime.sweep.answers;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.throughtime.model.cell.Cell;
import org.throughtime.model.diagnostics.Gate;

/** The fourth question: where the gates sit, and whether the gradient goes with them. */
final class GatePositions {
  static final String QUESTION = "Where do the gates sit, and how does that go with the gradient?";

  private GatePositions() {}

  static Answer of(RunMetrics run) {
    Cell cell = run.spec().cell().model();
    List<Gate> gates = cell.gates();
    if (gates.isEmpty()) {
      return new Answer(
          QUESTION, List.of(Sentence.of("The run is " + cell.noun() + ", which has no gates.")));
    }
    Optional<Sentence> missing = Grounds.withoutProfiles(run).or(() -> withoutGates(run, gates));
    if (missing.isPresent()) {
      return new Answer(QUESTION, List.of(missing.get()));
    }
    CheckpointQueries course = new CheckpointQueries(run);
    Steps last = GradientThroughTime.last(run, course);
    Steps first = new Steps(run.spec().name(), course.profiled().get(0));
    List<Sentence> sentences = new ArrayList<>(Grounds.unfinite(run, course));
    gates.forEach(gate -> sentences.add(position(gate, last)));
    if (course.profiled().size() > 1) {
      gates.forEach(gate -> sentences.add(movement(gate, first, last)));
    }
    List<Association> associations = new ArrayList<>();
    for (Gate gate : gates) {
      associations.add(last.withGradient(Distance.of(gate)));
      associations.add(course.withGradient(Distance.of(gate)));
    }
    sentences.addAll(Association.sentences(associations));
    return new Answer(QUESTION, sentences);
  }

  private static Optional<Sentence> withoutGates(RunMetrics run, List<Gate> gates) {
    boolean kept =
        run.checkpoints().stream()
            .filter(CheckpointProfiles::finite)
            .allMatch(c -> gates.stream().allMatch(gate -> Distance.of(gate).of(c).length > 0));
    return kept
        ? Optional.empty()
        : Optional.of(
            Sentence.of(
                "The run did not keep its gates (diagGates is {}), so the data do not support an"
                    + " answer.",
                Word.flag(run.spec().diagnostics().diagGates())));
  }

  private static Sentence position(Gate gate, Steps last) {
    Measured mean = last.mean(Distance.of(gate));
    String template =
        gate.symbol()
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

  private static Sentence movement(Gate gate, Steps first, Steps last) {
    Measured from = first.mean(Distance.of(gate));
    Measured to = last.mean(Distance.of(gate));
    double change = to.value() - from.value();
    boolean moved = Math.abs(change) >= Thresholds.DISTANCES_APART.value();
    return Sentence.of(
        moved
            ? "Over training that distance of "
                + gate.symbol()
                + " went from {} (iteration {}) to {}, {} or more: the gate has "
                + (change > 0 ? "come away from its ends." : "moved to its ends.")
            : "Over training that distance of "
                + gate.symbol()
                + " went from {} (iteration {}) to {}, by less than {}: the gate hardly moved on"
                + " average.",
        from,
        first.iteration(),
        to,
        Thresholds.DISTANCES_APART);
  }
}
