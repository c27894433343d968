package org.throughtime.sweep.answers;

import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.commons.math3.stat.descriptive.rank.Median;
import org.throughtime.model.train.Checkpoint;

/**
 * The norms of a run's gradient before or after clipping, over the iterations, or the checkpoints,
 * at which they are finite; each metric with the statement over the view that gives it.
 */
final class Norms {
  private final CheckpointColumn norm;
  private final List<Point> finite;
  private final String from;

  private record Point(int iter, double norm) {}

  private Norms(CheckpointColumn norm, List<Point> points, String from) {
    this.norm = norm;
    this.finite = points.stream().filter(point -> Double.isFinite(point.norm())).toList();
    this.from = from + " AND " + norm.column() + CheckpointQueries.FINITE;
  }

  /**
   * Means between checkpoints.
   *
   * @param norm which of the two
   * @param checkpoints of the run
   * @param checkFreq of the run
   * @param from the view, with a condition for the run
   */
  static Norms between(
      CheckpointColumn norm, List<Checkpoint> checkpoints, int checkFreq, String from) {
    return new Norms(
        norm,
        checkpoints.stream().map(c -> new Point(c.iter(), norm.mean(c, checkFreq))).toList(),
        from);
  }

  /**
   * Those of single iterations.
   *
   * @param norm which of the two
   * @param iter n of each
   * @param values as many
   * @param from the view, with a condition for the run
   */
  static Norms at(CheckpointColumn norm, int[] iter, double[] values, String from) {
    return new Norms(
        norm,
        IntStream.range(0, iter.length).mapToObj(i -> new Point(iter[i], values[i])).toList(),
        from);
  }

  /** Whether there is none. */
  boolean isEmpty() {
    return finite.isEmpty();
  }

  Measured median() {
    return measured(medianOf(), norm.format(), "median(" + norm.column() + ")");
  }

  Measured largest() {
    return measured(argmax().norm(), norm.format(), "max(" + norm.column() + ")");
  }

  /** n of the first with the largest. */
  Measured largestAt() {
    return Measured.of(
        argmax().iter(),
        Format.COUNT,
        "iter",
        from + " ORDER BY " + norm.column() + " DESC, iter LIMIT 1");
  }

  /** The first of them. */
  Measured first() {
    return Measured.of(
        finite.get(0).norm(), norm.format(), norm.column(), from + " ORDER BY iter LIMIT 1");
  }

  /** Its n. */
  Measured firstAt() {
    return measured(finite.get(0).iter(), Format.COUNT, "min(iter)");
  }

  /** The largest as a multiple of the first; no finite number where that is 0. */
  double growth() {
    return argmax().norm() / finite.get(0).norm();
  }

  /** The same, to show. */
  Measured shownGrowth() {
    return measured(
        growth(), Format.ONE, "max(%1$s) / min_by(%1$s, iter)".formatted(norm.column()));
  }

  /** Whether none is larger than the first. */
  boolean isLargestAtFirst() {
    return argmax().iter() == finite.get(0).iter();
  }

  /** The largest as a multiple of the one before; NaN where it is the first. */
  double jump() {
    return isLargestAtFirst()
        ? Double.NaN
        : argmax().norm() / finite.get(finite.indexOf(argmax()) - 1).norm();
  }

  /** The same, to show. */
  Measured shownJump() {
    return Measured.of(
        jump(),
        Format.ONE,
        norm.column() + " / before",
        "(SELECT iter, %1$s, lag(%1$s) OVER (ORDER BY iter) AS before FROM %2$s) ORDER BY %1$s DESC, iter LIMIT 1"
            .formatted(norm.column(), from));
  }

  private Measured measured(double value, Format format, String expression) {
    return Measured.of(value, format, expression, from);
  }

  private double medianOf() {
    return new Median().evaluate(finite.stream().mapToDouble(Point::norm).toArray());
  }

  private Point argmax() {
    return finite.stream()
        .max(
            Comparator.comparingDouble(Point::norm)
                .thenComparing(Comparator.comparingInt(Point::iter).reversed()))
        .orElseThrow();
  }
}
