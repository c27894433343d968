package org.throughtime.model.diagnostics;

import java.util.Objects;

/**
 * Counts of a sample in bins of equal width from its minimum to its maximum, as {@code
 * numpy.histogram} counts float64 input.
 *
 * @param counts how many values each bin holds: its left edge included, its right one only in the
 *     last bin
 * @param edges of the bins, one more than there are counts
 */
public record Histogram(long[] counts, double[] edges) {
  /** Refuses edges that do not enclose the counts. */
  public Histogram {
    Objects.requireNonNull(counts);
    if (edges.length != counts.length + 1) {
      throw new IllegalArgumentException(
          counts.length + " bins need " + (counts.length + 1) + " edges, got " + edges.length);
    }
  }

  /**
   * Counts a sample. Where all of its values are equal the bins reach .5 to either side; an empty
   * one is counted over [0, 1].
   *
   * @param sample finite values
   * @param bins how many bins, at least 1
   * @throws IllegalArgumentException where a value is not finite, or bins is below 1
   */
  public static Histogram of(double[] sample, int bins) {
    return counted(sample, bins, edges(sample, bins));
  }

  /**
   * Counts a sample in bins of equal width from {@code low} to {@code high}.
   *
   * @param sample values within them
   * @param bins how many bins, at least 1
   * @throws IllegalArgumentException where a value is outside, bins is below 1, or high not above
   *     low
   */
  public static Histogram within(double[] sample, int bins, double low, double high) {
    if (!(low < high)) {
      throw new IllegalArgumentException("no bins from " + low + " to " + high);
    }
    for (double value : sample) {
      if (!(value >= low && value <= high)) {
        throw new IllegalArgumentException(value + " is not from " + low + " to " + high);
      }
    }
    return counted(sample, bins, edges(low, high, bins));
  }

  private static Histogram counted(double[] sample, int bins, double[] edges) {
    double scale = bins / (edges[bins] - edges[0]);
    long[] counts = new long[bins];
    for (double value : sample) {
      int bin = Math.min((int) ((value - edges[0]) * scale), bins - 1);
      // the product is not always consistent with the edges to within their last bit
      if (value < edges[bin]) {
        bin--;
      } else if (bin < bins - 1 && value >= edges[bin + 1]) {
        bin++;
      }
      counts[bin]++;
    }
    return new Histogram(counts, edges);
  }

  private static double[] edges(double[] sample, int bins) {
    double first = sample.length == 0 ? 0 : Double.POSITIVE_INFINITY;
    double last = sample.length == 0 ? 1 : Double.NEGATIVE_INFINITY;
    for (double value : sample) {
      if (!Double.isFinite(value)) {
        throw new IllegalArgumentException("a histogram needs finite values, got " + value);
      }
      first = Math.min(first, value);
      last = Math.max(last, value);
    }
    if (first == last) {
      first -= .5;
      last += .5;
    }
    return edges(first, last, bins);
  }

  private static double[] edges(double first, double last, int bins) {
    if (bins < 1) {
      throw new IllegalArgumentException("a histogram needs at least one bin, got " + bins);
    }
    double[] edges = new double[bins + 1];
    double step = (last - first) / bins;
    for (int i = 0; i < bins; i++) {
      edges[i] = i * step + first;
    }
    edges[bins] = last;
    return edges;
  }
}
