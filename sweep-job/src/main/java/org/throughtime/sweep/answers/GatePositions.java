package org.throughtime.sweep.answers;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.throughtime.model.diagnostics.Gate;

/** How close the gates are to 0 or 1, and whether that is correlated with the gradient. */
final class GatePositions {
  private GatePositions() {}

  /** Empty where the cell has no gates. */
  static Optional<Answer> of(RunMetrics run) {
    List<Gate> gates = run.spec().cell().model().gates();
    if (gates.isEmpty()) {
      return Optional.empty();
    }
    String question = Question.GATES.text();
    Optional<Sentence> missing = Grounds.withoutProfiles(run).or(() -> withoutGates(run, gates));
    if (missing.isPresent()) {
      return Optional.of(new Answer(question, missing.get(), List.of()));
    }
    CheckpointQueries queries = new CheckpointQueries(run);
    Steps last = GradientThroughTime.last(run, queries);
    Steps first = new Steps(run.spec().name(), queries.profiled().get(0));
    List<Sentence> details = new ArrayList<>(Grounds.unfinite(run, queries));
    details.add(
        Sentence.of(
            "A gate counts as near 0 or 1 if its mean distance from the nearer one is below {}, as"
                + " near 0.5 if that distance is above {}, and otherwise as partly open.",
            Thresholds.GATE_NEAR_END,
            Thresholds.GATE_MIDDLE));
    if (queries.profiled().size() > 1) {
      gates.forEach(gate -> details.add(movement(gate, first, last)));
    }
    for (Gate gate : gates) {
      details.add(AssociationText.of(last.withGradient(Distance.of(gate))));
      details.add(
          AssociationText.of(new CheckpointAssociations(queries).withGradient(Distance.of(gate))));
    }
    return Optional.of(new Answer(question, verdict(gates, last), details));
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
                "No conclusion: the run did not record its gates (diagGates is {}).",
                Word.flag(run.spec().diagnostics().diagGates())));
  }

  private static Sentence verdict(List<Gate> gates, Steps last) {
    List<Phrase> positions = new ArrayList<>();
    for (Gate gate : gates) {
      positions.add(position(gate, last, positions.isEmpty() ? "mean distance from 0 or 1: " : ""));
    }
    return Phrase.of("At iteration {}, ", last.iteration())
        .then(Phrase.list(positions))
        .then("; ")
        .then(withGradient(gates, last))
        .then(".")
        .sentence();
  }

  private static Phrase withGradient(List<Gate> gates, Steps last) {
    List<Phrase> parts = new ArrayList<>();
    List<String> others = new ArrayList<>();
    for (Gate gate : gates) {
      Association steps = last.withGradient(Distance.of(gate));
      String distance = gate.symbol() + "'s distance";
      if (steps.reading().isConclusion()) {
        parts.add(AssociationText.brief(steps, distance));
      } else {
        others.add(distance);
      }
    }
    if (!others.isEmpty()) {
      parts.add(AssociationText.notShown(String.join(" or ", others)));
    }
    return Phrase.join(parts, "; ");
  }

  private static Phrase position(Gate gate, Steps last, String measure) {
    Measured mean = last.mean(Distance.of(gate));
    String where =
        mean.value() < Thresholds.GATE_NEAR_END.value()
            ? "near 0 or 1"
            : mean.value() > Thresholds.GATE_MIDDLE.value() ? "near 0.5" : "partly open";
    return Phrase.of("gate " + gate.symbol() + " is " + where + " (" + measure + "{})", mean);
  }

  private static Sentence movement(Gate gate, Steps first, Steps last) {
    Measured from = first.mean(Distance.of(gate));
    Measured to = last.mean(Distance.of(gate));
    double change = to.value() - from.value();
    boolean moved = Math.abs(change) >= Thresholds.DISTANCES_APART.value();
    return Sentence.of(
        gate.symbol()
            + (moved
                ? change > 0 ? " moved away from 0 and 1" : " moved toward 0 or 1"
                : " hardly moved on average")
            + ": over training, its mean distance changed from {} (iteration {}) to {}, by "
            + (moved ? "{} or more." : "less than {}."),
        from,
        first.iteration(),
        to,
        Thresholds.DISTANCES_APART);
  }
}
