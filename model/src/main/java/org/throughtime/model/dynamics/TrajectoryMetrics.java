package org.throughtime.model.dynamics;

import java.util.List;
import org.throughtime.model.metric.Metric;
import org.throughtime.model.metric.Schema;

/** The metrics of a {@link PlaneTrajectory}: one row a state. */
public final class TrajectoryMetrics {
  /**
   * A state.
   *
   * @param iter n of the checkpoint
   */
  public record Visited(int iter, PlaneTrajectory.Point point) {}

  public static final Metric<Visited, Integer> ITER =
      Metric.integer("iter", "iterations", "n of the checkpoint with these weights", Visited::iter);
  public static final Metric<Visited, Integer> SEQUENCE =
      Metric.integer(
          "sequence",
          "",
          "number of the sequence in the diagnostic batch, from 0",
          visited -> visited.point().sequence());
  public static final Metric<Visited, Integer> T =
      Metric.integer("t", "steps", "number of steps read, from 0", visited -> visited.point().t());
  public static final Metric<Visited, Integer> INPUT =
      Metric.<Visited>integer(
              "input",
              "",
              "symbol read last; null at t = 0 and if inputs are not symbols",
              v -> v.point().input().isPresent() ? v.point().input().getAsInt() : null)
          .sometimes();
  public static final Metric<Visited, Double> TARGET =
      Metric.<Visited>real(
              "target",
              "",
              "class or value that the sequence asks for; with a softmax head, that of the step",
              v -> v.point().target().isPresent() ? v.point().target().getAsDouble() : null)
          .sometimes();
  public static final Metric<Visited, Double> ANSWER =
      Metric.real(
          "answer",
          "",
          "class that the output layer answers in this state, or value",
          visited -> visited.point().answer());
  public static final Metric<Visited, Double> PC1 =
      Metric.real(
          "pc1", "", "coordinate along the first principal component", v -> v.point().pc1());
  public static final Metric<Visited, Double> PC2 =
      Metric.real(
          "pc2",
          "",
          "coordinate along the second principal component",
          visited -> visited.point().pc2());

  /** The metrics of a row, in the order of their columns. */
  public static final Schema<Visited> SCHEMA =
      new Schema<>(List.of(ITER, SEQUENCE, T, INPUT, TARGET, ANSWER, PC1, PC2));

  private TrajectoryMetrics() {}

  /** The rows of a network, by sequence and step. */
  public static List<Visited> of(Measurement measurement) {
    return measurement.dynamics().trajectories().stream()
        .map(point -> new Visited(measurement.iter(), point))
        .toList();
  }
}
