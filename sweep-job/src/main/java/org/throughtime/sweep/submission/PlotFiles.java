package org.throughtime.sweep.submission;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.Map;
import org.throughtime.sweep.report.pdf.PrintedChart;

/**
 * A plot as files.
 *
 * @param title of its chart
 * @param bytes of each file by its extension
 */
record PlotFiles(String title, Map<String, byte[]> bytes) {
  /** The picture that a text shows. */
  static final String PICTURE = ".png";

  /**
   * Draws a plot.
   *
   * @param draws whether this machine can draw; else there are the data alone
   */
  static PlotFiles of(Plot plot, boolean draws) {
    Map<String, byte[]> bytes = new LinkedHashMap<>();
    try {
      if (draws) {
        bytes.put(PICTURE, PrintedChart.png(plot.chart()));
        bytes.put(".pdf", PrintedChart.pdf(plot.chart()));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    bytes.put(".csv", plot.data().bytes());
    return new PlotFiles(plot.chart().title(), bytes);
  }

  /**
   * Writes them.
   *
   * @param path of all of them, without the extension
   * @throws IOException where one cannot be written
   */
  void put(HandedIn folder, String path) throws IOException {
    for (Map.Entry<String, byte[]> file : bytes.entrySet()) {
      folder.put(path + file.getKey(), file.getValue());
    }
  }
}
