package org.throughtime.sweep.answers;

import java.util.Comparator;
import java.util.List;
import org.apache.commons.math3.stat.descriptive.rank.Median;

/**
 * The norms of a run's gradient before or after clipping, over the checkpoints at which they are
 * finite; each figure with the statement over the view {@code checkpoints} that gives it.
 */
final class Norms {
  private final Figure norm;
  private final List<CheckpointFigures> finite;
  private final String from;

  /**
   * @param norm which of the two
   * @param checkpoints of the run
   * @param from the view, with a condition for the run
   */
  Norms(Figure norm, List<CheckpointFigures> checkpoints, String from) {
    this.norm = norm;
    this.finite = checkpoints.stream().filter(norm::isFinite).toList();
    this.from = from + " AND " + norm.column() + Course.FINITE;
  }

  /** Whether there is none. */
  boolean isEmpty() {
    return finite.isEmpty();
  }

  Measured median() {
    return measured(medianOf(), norm.format(), "median(" + norm.column() + ")");
  }

  /** The median in percent of a bound. */
  Measured medianInPercentOf(Bound bound) {
    return measured(
        100 * medianOf() / bound.value(),
        Format.ONE,
        "100D * median(" + norm.column() + ") / " + bound.literal());
  }

  Measured largest() {
    return measured(norm.of(argmax()), norm.format(), "max(" + norm.column() + ")");
  }

  /** n of the first checkpoint with the largest. */
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
        norm.of(finite.get(0)), norm.format(), norm.column(), from + " ORDER BY iter LIMIT 1");
  }

  /** Its n. */
  Measured firstAt() {
    return measured(finite.get(0).iter(), Format.COUNT, "min(iter)");
  }

  /** The largest as a multiple of the first; no finite number where that is 0. */
  double growth() {
    return norm.of(argmax()) / norm.of(finite.get(0));
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
        : norm.of(argmax()) / norm.of(finite.get(finite.indexOf(argmax()) - 1));
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
    return new Median().evaluate(finite.stream().mapToDouble(norm::of).toArray());
  }

  private CheckpointFigures argmax() {
    return finite.stream()
        .max(
            Comparator.<CheckpointFigures>comparingDouble(norm::of)
                .thenComparing(Comparator.comparingInt(CheckpointFigures::iter).reversed()))
        .orElseThrow();
  }
}
