package org.throughtime.sweep.report;

import java.util.List;
import java.util.stream.Stream;
import org.throughtime.sweep.chart.Chart;

/**
 * A report, independent of its format.
 *
 * @param title one line
 * @param subtitle one line
 * @param sections in order
 */
public record Report(String title, String subtitle, List<Section> sections) {
  public Report {
    sections = List.copyOf(sections);
  }

  /** Every chart, in order, those of asides too. */
  public Stream<Chart> charts() {
    return sections.stream().flatMap(Section::allBlocks).flatMap(Report::charts);
  }

  /** Every block that a document shows, in order. */
  public Stream<Block> documentBlocks() {
    return sections.stream().flatMap(Section::documentBlocks);
  }

  private static Stream<Chart> charts(Block block) {
    if (block instanceof Block.Charts charts) {
      return charts.charts().stream();
    }
    if (block instanceof Block.Slider slider) {
      return slider.charts().stream().flatMap(List::stream);
    }
    return block instanceof Block.Choice choice ? choice.charts().stream() : Stream.empty();
  }
}
