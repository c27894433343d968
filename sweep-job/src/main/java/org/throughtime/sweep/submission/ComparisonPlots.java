package org.throughtime.sweep.submission;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.throughtime.sweep.chart.Chart;
import org.throughtime.sweep.chart.LineChart;
import org.throughtime.sweep.chart.Points;
import org.throughtime.sweep.report.Block;
import org.throughtime.sweep.report.Report;
import org.throughtime.sweep.report.Section;
import org.throughtime.sweep.report.markdown.PlotLink;

/**
 * The comparison charts of a report, as files.
 *
 * @param number how many there are
 * @param links to the pictures, by the id of the section that they belong to
 */
record ComparisonPlots(int number, Map<String, List<PlotLink>> links) {
  private static final String FOLDER = "plots/comparisons/";

  /**
   * Writes them.
   *
   * @param draws whether this machine can draw; else there are their data alone, and no links
   * @throws IOException where one cannot be written
   */
  static ComparisonPlots write(HandedIn folder, Report report, boolean draws) throws IOException {
    Set<String> paths = new HashSet<>();
    Map<String, List<PlotLink>> links = new LinkedHashMap<>();
    for (Section part : parts(report)) {
      List<PlotLink> pictures = new ArrayList<>();
      for (LineChart chart : charts(part)) {
        String path = FOLDER + file(chart);
        // Two comparisons may have charts with the same title.
        for (int next = 2; !paths.add(path); next++) {
          path = FOLDER + file(chart) + "-" + next;
        }
        PlotFiles.of(new Plot(chart, data(chart)), draws).put(folder, path);
        if (draws) {
          pictures.add(new PlotLink(chart.title(), path + PlotFiles.PICTURE));
        }
      }
      links.put(part.id(), pictures);
    }
    return new ComparisonPlots(paths.size(), links);
  }

  private static List<Section> parts(Report report) {
    return report.sections().stream()
        .filter(section -> section.id().equals("comparisons"))
        .flatMap(section -> section.parts().stream())
        .toList();
  }

  private static List<LineChart> charts(Section section) {
    return section.blocks().stream()
        .filter(Block.Charts.class::isInstance)
        .flatMap(block -> ((Block.Charts) block).charts().stream())
        .filter(LineChart.class::isInstance)
        .map(LineChart.class::cast)
        .toList();
  }

  /** Its title in characters that every file system takes. */
  private static String file(Chart chart) {
    return chart.title().replaceAll("[^A-Za-z0-9._]+", "-");
  }

  private static CsvTable data(LineChart chart) {
    CsvTable data = new CsvTable("run", "x", "y");
    for (Points line : chart.lines()) {
      for (int i = 0; i < line.size(); i++) {
        data.add(line.name(), line.x()[i], line.y()[i]);
      }
    }
    return data;
  }
}
