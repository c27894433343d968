package org.throughtime.sweep.answers;

import java.util.Arrays;
import org.apache.commons.math3.stat.correlation.SpearmansCorrelation;

/**
 * Two metrics side by side, over the steps of a checkpoint or over the checkpoints of a run.
 *
 * @param x finite values
 * @param y as many
 * @param sql the query that gives them, with the columns at (t or iter), x and y
 */
record Pairs(double[] x, double[] y, String sql) {
  /** How many there are. */
  Measured count() {
    return Measured.of(x.length, Format.COUNT, "count(*)", from());
  }

  Measured leastX(Format format) {
    return Measured.of(Arrays.stream(x).min().orElseThrow(), format, "min(x)", from());
  }

  Measured mostX(Format format) {
    return Measured.of(Arrays.stream(x).max().orElseThrow(), format, "max(x)", from());
  }

  Measured leastY(Format format) {
    return Measured.of(Arrays.stream(y).min().orElseThrow(), format, "min(y)", from());
  }

  Measured mostY(Format format) {
    return Measured.of(Arrays.stream(y).max().orElseThrow(), format, "max(y)", from());
  }

  private String from() {
    return "(" + sql + ")";
  }

  /** Spearman's rank correlation, equal values at their mean rank; NaN where a side is constant. */
  double rankCorrelation() {
    return new SpearmansCorrelation().correlation(x, y);
  }

  /**
   * The same, to show.
   *
   * @throws NumberFormatException where it is NaN
   */
  Measured correlation() {
    return Measured.of(
        rankCorrelation(),
        Format.TWO,
        "corr(rank_x, rank_y)",
        "(SELECT " + rank("x") + " AS rank_x, " + rank("y") + " AS rank_y FROM " + from() + ")");
  }

  private static String rank(String column) {
    return "rank() OVER (ORDER BY %1$s) + (count(*) OVER (PARTITION BY %1$s) - 1) / 2D"
        .formatted(column);
  }

  /** How both change from each place to the next: one pair fewer. */
  Pairs changes() {
    return new Pairs(
        changes(x),
        changes(y),
        "SELECT * FROM (SELECT at, x - lag(x) OVER (ORDER BY at) AS x,"
            + " y - lag(y) OVER (ORDER BY at) AS y FROM "
            + from()
            + ") WHERE x IS NOT NULL");
  }

  private static double[] changes(double[] values) {
    double[] changes = new double[Math.max(0, values.length - 1)];
    for (int i = 0; i < changes.length; i++) {
      changes[i] = values[i + 1] - values[i];
    }
    return changes;
  }
}
