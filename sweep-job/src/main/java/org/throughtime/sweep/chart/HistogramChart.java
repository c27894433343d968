package org.throughtime.sweep.chart;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * How often values fall into bins.
 *
 * @param title one line
 * @param x what is counted
 * @param y how many, of what
 * @param samples at least one
 */
public record HistogramChart(String title, Axis x, Axis y, List<Bins> samples) implements Chart {
  /**
   * One sample in bins.
   *
   * @param name of the sample
   * @param edges of the bins, ascending, one more than there are counts
   * @param counts how many values each bin holds
   * @param look so that a run has the same one in every chart; empty where its place among the
   *     samples decides
   */
  public record Bins(String name, double[] edges, long[] counts, Optional<Look> look) {
    public Bins {
      if (counts.length == 0 || edges.length != counts.length + 1) {
        throw new IllegalArgumentException(
            name + ": " + counts.length + " bins, " + edges.length + " edges");
      }
    }

    /** A sample that has the look of its place. */
    public Bins(String name, double[] edges, long[] counts) {
      this(name, edges, counts, Optional.empty());
    }

    /** The same with a look of its own. */
    public Bins as(Look own) {
      return new Bins(name, edges, counts, Optional.of(own));
    }

    /** How many values there are. */
    public long total() {
      return Arrays.stream(counts).sum();
    }

    private String words(Axis axis) {
      int fullest = 0;
      for (int i = 1; i < counts.length; i++) {
        fullest = counts[i] > counts[fullest] ? i : fullest;
      }
      return name
          + ": "
          + total()
          + " values from "
          + axis.text(edges[0])
          + " to "
          + axis.text(edges[edges.length - 1])
          + ", most ("
          + counts[fullest]
          + ") from "
          + axis.text(edges[fullest])
          + " to "
          + axis.text(edges[fullest + 1]);
    }
  }

  public HistogramChart {
    samples = List.copyOf(samples);
    if (samples.isEmpty()) {
      throw new IllegalArgumentException(title + ": a histogram has a sample");
    }
    x = x.readable(samples.stream().flatMapToDouble(bins -> Arrays.stream(bins.edges())));
  }

  @Override
  public String description() {
    return "Histogram of "
        + x.title()
        + ": "
        + samples.stream().map(sample -> sample.words(x)).collect(Collectors.joining("; "))
        + ".";
  }
}
