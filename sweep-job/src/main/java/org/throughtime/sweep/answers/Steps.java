package org.throughtime.sweep.answers;

import java.util.Arrays;
import java.util.function.DoubleUnaryOperator;
import java.util.stream.IntStream;
import org.throughtime.model.diagnostics.LogGradient;
import org.throughtime.model.train.Checkpoint;
import org.throughtime.model.train.CheckpointMetrics;

/**
 * The metrics of one checkpoint over its steps t = 1..T, each with the statement over the view
 * {@code profile} that gives it.
 */
final class Steps {
  /** A column of the view, and its values at the checkpoint. */
  private record Column(String name, float[] values) {}

  /** On which side of a bound values lie. */
  private enum Side {
    BELOW("<"),
    ABOVE(">");

    private final String operator;

    Side(String operator) {
      this.operator = operator;
    }

    long count(float[] values, Bound bound) {
      double of = bound.value();
      return IntStream.range(0, values.length)
          .filter(i -> this == BELOW ? values[i] < of : values[i] > of)
          .count();
    }

    double percent(float[] values, Bound bound) {
      return 100.0 * count(values, bound) / values.length;
    }

    String countIf(Column column, Bound bound) {
      return "count_if(%s %s %s)".formatted(column.name(), operator, bound.literal());
    }
  }

  private final Checkpoint checkpoint;
  private final String from;

  /**
   * @param run its name
   * @param checkpoint one with profiles, and numbers alone in them
   */
  Steps(String run, Checkpoint checkpoint) {
    this.checkpoint = checkpoint;
    this.from = "profile WHERE run = '" + run + "' AND iter = " + checkpoint.iter();
  }

  /** log10 of grad_time, as in the log. */
  static double[] log10(Checkpoint checkpoint) {
    return doubles(CheckpointProfiles.gradTime(checkpoint), LogGradient::log10);
  }

  /** Orders of magnitude between the largest and the smallest gradient of a checkpoint. */
  static double range(Checkpoint checkpoint) {
    double[] log10 = log10(checkpoint);
    return most(log10) - least(log10);
  }

  /** Mean of log10 of the gradient of a checkpoint. */
  static double meanGradient(Checkpoint checkpoint) {
    return mean(log10(checkpoint));
  }

  /** In order and without compensation, as Spark's avg does it. */
  static double mean(double[] values) {
    double sum = 0;
    for (double value : values) {
      sum += value;
    }
    return sum / values.length;
  }

  /** Mean of a profile. */
  static double mean(float[] values) {
    return mean(doubles(values, v -> v));
  }

  static double percentBelow(float[] values, Bound bound) {
    return Side.BELOW.percent(values, bound);
  }

  static double percentAbove(float[] values, Bound bound) {
    return Side.ABOVE.percent(values, bound);
  }

  private static double[] doubles(float[] values, DoubleUnaryOperator of) {
    return IntStream.range(0, values.length)
        .mapToDouble(i -> of.applyAsDouble(values[i]))
        .toArray();
  }

  private Measured measured(double value, Format format, String expression) {
    return Measured.of(value, format, expression, from);
  }

  /** n of the checkpoint. */
  Measured iteration() {
    return measured(checkpoint.iter(), Format.COUNT, "max(iter)");
  }

  /** T. */
  Measured count() {
    return measured(CheckpointProfiles.gradTime(checkpoint).length, Format.COUNT, "count(*)");
  }

  /** How many steps have a gradient below a bound. */
  Measured gradientsBelow(Bound bound) {
    return count(gradients(), Side.BELOW, bound);
  }

  /** The same in percent. */
  Measured percentBelow(Bound bound) {
    return percent(gradients(), Side.BELOW, bound);
  }

  /** How many steps have a gradient above a bound. */
  Measured gradientsAbove(Bound bound) {
    return count(gradients(), Side.ABOVE, bound);
  }

  /** The same in percent. */
  Measured percentAbove(Bound bound) {
    return percent(gradients(), Side.ABOVE, bound);
  }

  private Column gradients() {
    return new Column(CheckpointMetrics.GRAD_TIME.name(), CheckpointProfiles.gradTime(checkpoint));
  }

  private Measured count(Column column, Side side, Bound bound) {
    return measured(
        side.count(column.values(), bound), Format.COUNT_OR_NONE, side.countIf(column, bound));
  }

  private Measured percent(Column column, Side side, Bound bound) {
    return measured(
        side.percent(column.values(), bound),
        Format.ONE,
        "100D * " + side.countIf(column, bound) + " / count(*)");
  }

  /** As in "19 of 40 steps (47.5 %)", or "none of 40 steps", of gradients below a bound. */
  Phrase shareBelow(Bound bound) {
    return share(gradientsBelow(bound), percentBelow(bound));
  }

  /** The same of gradients above a bound. */
  Phrase shareAbove(Bound bound) {
    return share(gradientsAbove(bound), percentAbove(bound));
  }

  /** The same of distances below a bound. */
  Phrase shareBelow(Distance distance, Bound bound) {
    return share(below(distance, bound), percentBelow(distance, bound));
  }

  private Phrase share(Measured some, Measured percent) {
    return some.value() == 0
        ? Phrase.of("{} of {} steps", some, count())
        : Phrase.of("{} of {} steps ({} %)", some, count(), percent);
  }

  Measured leastGradient() {
    return measured(least(log10(checkpoint)), Format.ONE, "min(log10_grad)");
  }

  Measured mostGradient() {
    return measured(most(log10(checkpoint)), Format.ONE, "max(log10_grad)");
  }

  Measured meanGradient() {
    return measured(meanGradient(checkpoint), Format.TWO, "avg(log10_grad)");
  }

  /** Orders of magnitude between the largest and the smallest gradient. */
  Measured range() {
    return measured(range(checkpoint), Format.ONE, "max(log10_grad) - min(log10_grad)");
  }

  /** Orders of magnitude by which the gradient is smaller at the first step than at the last. */
  Measured fall() {
    double[] log10 = log10(checkpoint);
    int last = log10.length;
    return measured(
        log10[last - 1] - log10[0],
        Format.ONE,
        "max(CASE WHEN t = "
            + last
            + " THEN log10_grad END)"
            + " - max(CASE WHEN t = 1 THEN log10_grad END)");
  }

  /** By how many it is larger there. */
  Measured growth() {
    double[] log10 = log10(checkpoint);
    int last = log10.length;
    return measured(
        log10[0] - log10[last - 1],
        Format.ONE,
        "max(CASE WHEN t = 1 THEN log10_grad END)"
            + " - max(CASE WHEN t = "
            + last
            + " THEN log10_grad END)");
  }

  /** Mean distance over the steps. */
  Measured mean(Distance distance) {
    return measured(mean(distance.of(checkpoint)), Format.THREE, "avg(" + distance.column() + ")");
  }

  /** How many steps are closer than a bound. */
  Measured below(Distance distance, Bound bound) {
    return count(column(distance), Side.BELOW, bound);
  }

  /** The same in percent. */
  Measured percentBelow(Distance distance, Bound bound) {
    return percent(column(distance), Side.BELOW, bound);
  }

  private Column column(Distance distance) {
    return new Column(distance.column(), distance.of(checkpoint));
  }

  /** Distance and gradient, step by step. */
  Association withGradient(Distance distance) {
    return new Association(
        distance.quantity(),
        Quantity.GRADIENT,
        new Pairs(
            doubles(distance.of(checkpoint), v -> v),
            log10(checkpoint),
            "SELECT t AS at, CAST("
                + distance.column()
                + " AS DOUBLE) AS x, log10_grad AS y FROM "
                + from),
        Association.Places.STEPS);
  }

  private static double least(double[] values) {
    return Arrays.stream(values).min().orElseThrow();
  }

  private static double most(double[] values) {
    return Arrays.stream(values).max().orElseThrow();
  }
}
