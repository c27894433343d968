package org.throughtime.model.train;

import java.util.OptionalDouble;
import java.util.OptionalInt;
import org.throughtime.model.cell.Network;
import org.throughtime.model.optimizer.Slots;
import org.throughtime.model.random.LegacyRandom;
import org.throughtime.model.task.Task;

/**
 * Takes a run through the stages of its {@link LengthSchedule}: from stage to stage, back to the
 * best weights, or back to the first stage with new weights. {@link Stage} decides; this does it.
 */
final class Curriculum {
  private final RunSpec spec;
  private final LengthSchedule schedule;
  private final Task task;
  private final Network network;
  private final Slots slots;
  private final Validation validation;
  private Stage stage = Stage.FIRST;
  private Lengths lengths;

  Curriculum(RunSpec spec, Task task, Network network, Slots slots, Validation validation) {
    this.spec = spec;
    this.schedule = spec.optimizer().schedules().lengths();
    this.task = task;
    this.network = network;
    this.slots = slots;
    this.validation = validation;
    this.lengths = Lengths.of(spec.task());
  }

  Stage stage() {
    return stage;
  }

  /** Enters the stage of a snapshot, whose weights are assigned already. */
  void restore(Stage restored) {
    enter(restored);
  }

  Lengths lengths() {
    return lengths;
  }

  /** max_length as it is now; empty where it stays. */
  OptionalInt maxLength() {
    return schedule.grows() ? OptionalInt.of(lengths.most()) : OptionalInt.empty();
  }

  /** How often the run has begun again; empty where it never does. */
  OptionalInt attempt() {
    return schedule.hasPatience() ? OptionalInt.of(stage.attempt()) : OptionalInt.empty();
  }

  /** What the learning rate is multiplied by. */
  double rate() {
    return stage.rate(spec);
  }

  /**
   * Moves on after a checkpoint, and replaces the weights if the next stage needs others.
   *
   * @param errorToHold percent; empty where it was not measured, or is not the lowest so far
   * @param random the training stream, which new weights are drawn from
   */
  void goOn(Checkpoint checkpoint, OptionalDouble errorToHold, LegacyRandom random) {
    Stage before = stage;
    double error = checkpoint.validError();
    double nll = checkpoint.validNll();
    if (stage.keepsBest(spec)) {
      boolean holds = spec.validation().hold().measures();
      double decisive = holds ? errorToHold.orElse(Double.NaN) : Preference.of(error, nll);
      enter(stage.after(spec, decisive, network.parameters()));
    } else {
      enter(stage.after(spec, error, nll));
    }
    if (stage.attempt() != before.attempt()) {
      network.parameters().assign(spec.cell().draw(task, random).toArrays());
      slots.clear();
    } else if (stage.best().returns() > before.best().returns()) {
      assign(stage.best());
    }
  }

  /** Ends the run with the best weights of all its attempts, if one reached the last stage. */
  void end() {
    assign(stage.lowest());
  }

  private void assign(Best best) {
    if (best.isPresent()) {
      network.parameters().assign(best.weights());
    }
  }

  private void enter(Stage next) {
    boolean other = next.number() != stage.number();
    stage = next;
    if (other) {
      lengths = Lengths.of(spec, stage.number());
      validation.draw(lengths);
    }
  }
}
