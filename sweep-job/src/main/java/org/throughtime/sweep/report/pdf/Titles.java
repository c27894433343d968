package org.throughtime.sweep.report.pdf;

import java.util.List;
import org.throughtime.sweep.chart.Chart;

/** The beginning that the titles of charts in one figure share. */
final class Titles {
  private static final String END = ": ";

  private Titles() {}

  /** What all titles begin with, up to a colon: the name of a run; empty where there is none. */
  static String common(List<Chart> charts) {
    String first = charts.get(0).title();
    int end = first.indexOf(END);
    String beginning = end < 0 ? "" : first.substring(0, end + END.length());
    return charts.stream().allMatch(chart -> chart.title().startsWith(beginning)) ? beginning : "";
  }
}
