package org.throughtime.model.dynamics;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import org.throughtime.model.cell.CellStep;
import org.throughtime.model.task.Batch;

/**
 * The states that a network visits while it reads sequences of a batch, in the plane of {@link
 * PrincipalComponents}.
 */
public final class Trajectory {
  private final CellStep step;
  private final Batch batch;
  private final PrincipalComponents plane;
  private final HeadAnswers answers;
  private final List<Point> points = new ArrayList<>();

  private Trajectory(CellStep step, Batch batch, PrincipalComponents plane) {
    this.step = step;
    this.batch = batch;
    this.plane = plane;
    this.answers = new HeadAnswers(step, batch.head());
  }

  /**
   * A state.
   *
   * @param sequence number in the batch, from 0
   * @param t steps read, from 0
   * @param input symbol read last; empty at t = 0, and where inputs are not one-hot
   * @param target class or value that is asked for at this step; empty where none is
   * @param answer of the output layer in this state
   */
  public record Point(
      int sequence,
      int t,
      OptionalInt input,
      OptionalDouble target,
      double pc1,
      double pc2,
      double answer) {}

  /**
   * Follows the first sequences of a batch.
   *
   * @param sequences number of them, or all
   * @param most steps of a sequence that it keeps about, evenly spread, and the last
   */
  public static List<Point> of(
      CellStep step, Batch batch, PrincipalComponents plane, int sequences, int most) {
    Trajectory trajectory = new Trajectory(step, batch, plane);
    int every = 1 + (batch.length() - 1) / most;
    for (int b = 0; b < Math.min(sequences, batch.sequences()); b++) {
      trajectory.follow(b, every);
    }
    return List.copyOf(trajectory.points);
  }

  private void follow(int b, int every) {
    double[] state = new double[step.size()];
    double[] next = new double[step.size()];
    double[] input = new double[step.inputs()];
    add(b, 0, state);
    for (int t = 1; t <= batch.length(); t++) {
      BatchInputs.copy(batch, t - 1, b, input);
      step.step(state, input, next);
      double[] spent = state;
      state = next;
      next = spent;
      if (t % every == 0 || t == batch.length()) {
        add(b, t, state);
      }
    }
  }

  private void add(int b, int t, double[] state) {
    points.add(
        new Point(
            b,
            t,
            symbol(b, t),
            target(b, t),
            plane.coordinate(0, state),
            plane.coordinate(1, state),
            answers.in(state)));
  }

  private OptionalInt symbol(int b, int t) {
    return batch.symbolic() && t > 0
        ? OptionalInt.of(batch.symbols()[(t - 1) * batch.sequences() + b] & 0xff)
        : OptionalInt.empty();
  }

  private OptionalDouble target(int b, int t) {
    return switch (batch.head()) {
      case LAST_LINEAR -> OptionalDouble.of(batch.values()[b]);
      case LAST_SOFTMAX -> OptionalDouble.of(batch.targetClass(0, b));
      case SOFTMAX ->
          t == 0 ? OptionalDouble.empty() : OptionalDouble.of(batch.targetClass(t - 1, b));
    };
  }
}
