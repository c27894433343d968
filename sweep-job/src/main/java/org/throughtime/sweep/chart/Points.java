package org.throughtime.sweep.chart;

import java.util.Arrays;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * A series of points.
 *
 * @param name of the series
 * @param x in ascending order
 * @param y as many; not finite where there is a gap
 * @param look so that a run has the same one in every chart; empty where its place among the series
 *     decides
 */
public record Points(String name, double[] x, double[] y, Optional<Look> look) {
  public Points {
    if (x.length != y.length) {
      throw new IllegalArgumentException(
          name + ": " + x.length + " values of x, " + y.length + " of y");
    }
  }

  /** A series that has the look of its place. */
  public Points(String name, double[] x, double[] y) {
    this(name, x, y, Optional.empty());
  }

  /** The same with a look of its own. */
  public Points as(Look own) {
    return new Points(name, x, y, Optional.of(own));
  }

  /** How many there are. */
  public int size() {
    return x.length;
  }

  /** Extent of y. */
  public Optional<Range> range() {
    return Range.of(Arrays.stream(y));
  }

  /**
   * At most so many of the points: of every stretch of the curve its lowest and its highest point,
   * and of the whole the first and the last, so that no peak is lost.
   *
   * @param most at least 4
   */
  public Points thinned(int most) {
    if (size() <= most) {
      return this;
    }
    int stretches = (most - 2) / 2;
    boolean[] kept = new boolean[size()];
    kept[0] = true;
    kept[size() - 1] = true;
    for (int s = 0; s < stretches; s++) {
      int from = (int) ((long) s * size() / stretches);
      int to = (int) ((long) (s + 1) * size() / stretches);
      int low = from;
      int high = from;
      for (int i = from; i < to; i++) {
        low = y[i] < y[low] || Double.isNaN(y[low]) ? i : low;
        high = y[i] > y[high] || Double.isNaN(y[high]) ? i : high;
      }
      kept[low] = true;
      kept[high] = true;
    }
    int[] chosen = IntStream.range(0, size()).filter(i -> kept[i]).toArray();
    return new Points(
        name,
        Arrays.stream(chosen).mapToDouble(i -> x[i]).toArray(),
        Arrays.stream(chosen).mapToDouble(i -> y[i]).toArray(),
        look);
  }

  /** What its metrics come to, in words. */
  String words(Axis axis) {
    Optional<Range> range = range();
    if (range.isEmpty()) {
      return name + " has no finite value";
    }
    return name
        + " from "
        + axis.text(y[0])
        + " to "
        + axis.text(y[size() - 1])
        + ", lowest "
        + axis.text(range.get().low())
        + ", highest "
        + axis.text(range.get().high());
  }
}
