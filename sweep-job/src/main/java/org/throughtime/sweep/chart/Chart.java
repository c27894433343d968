package org.throughtime.sweep.chart;

/** Something that can be drawn. */
public sealed interface Chart
    permits LineChart, HistogramChart, HeatMap, IntervalChart, ParallelCoordinates, ScatterChart {
  /** One line above it. */
  String title();

  /** Says in words what kind of chart it is and what its metrics come to. */
  String description();

  /** What cannot be seen in it, without a full stop; empty where everything can. */
  default String note() {
    return "";
  }

  /** What a reader who cannot see it is told. */
  default String accessibleName() {
    return title() + ". " + description() + (note().isEmpty() ? "" : " " + note() + ".");
  }
}
