package org.throughtime.sweep.submission;

import java.util.Optional;
import org.throughtime.sweep.chart.HistogramChart;
import org.throughtime.sweep.report.RunChart;

/** The positions of the gates of a gru or an lstm, as the report draws them. */
final class GatePlot {
  private GatePlot() {}

  static Optional<Plot> of(PlottedRun run) {
    return RunChart.GATE_HISTOGRAM
        .of(run.detail())
        .map(HistogramChart.class::cast)
        .map(chart -> new Plot(chart, data(chart)));
  }

  private static CsvTable data(HistogramChart chart) {
    CsvTable data = new CsvTable("gate", "bin_low", "bin_high", "steps");
    for (HistogramChart.Bins gate : chart.samples()) {
      for (int i = 0; i < gate.counts().length; i++) {
        data.add(gate.name(), gate.edges()[i], gate.edges()[i + 1], gate.counts()[i]);
      }
    }
    return data;
  }
}
