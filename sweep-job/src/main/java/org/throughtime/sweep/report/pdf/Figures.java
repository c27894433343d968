package org.throughtime.sweep.report.pdf;

import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.throughtime.sweep.chart.Chart;
import org.throughtime.sweep.report.Block;
import org.throughtime.sweep.report.Report;

/**
 * The numbers of the figures in a document, from 1 in order. If several charts make one figure,
 * each has a letter after its number.
 */
final class Figures {
  /**
   * Where a chart stands.
   *
   * @param figure number of the figure
   * @param letter of the chart in it; empty where it is the whole of it
   */
  private record Place(int figure, String letter) {}

  private final Map<Chart, Place> places = new IdentityHashMap<>();

  private Figures(Report report) {
    int[] figure = {0};
    report
        .documentBlocks()
        .forEach(
            block -> {
              List<Chart> charts = shown(block);
              if (!charts.isEmpty()) {
                number(++figure[0], charts);
              }
            });
  }

  /** Those of a report. */
  static Figures of(Report report) {
    return new Figures(report);
  }

  /** The charts that a document shows of a block; of several to choose from the first. */
  static List<Chart> shown(Block block) {
    if (block instanceof Block.Charts charts) {
      return charts.charts();
    }
    if (block instanceof Block.Slider slider) {
      return slider.printed();
    }
    return block instanceof Block.Choice choice ? choice.charts().subList(0, 1) : List.of();
  }

  private void number(int figure, List<Chart> charts) {
    for (int i = 0; i < charts.size(); i++) {
      places.put(
          charts.get(i), new Place(figure, charts.size() == 1 ? "" : Character.toString('a' + i)));
    }
  }

  /** The number of the figure that a chart is in. */
  int number(Chart chart) {
    return places.get(chart).figure();
  }

  /** The letter of a chart in its figure; empty where it is the whole of it. */
  String letter(Chart chart) {
    return places.get(chart).letter();
  }

  /** As in "Figure 3", "Figure 4e, f": where charts are; empty where none is in the document. */
  String reference(List<Chart> charts) {
    List<Place> known = new ArrayList<>();
    for (Chart chart : charts) {
      if (places.containsKey(chart)) {
        known.add(places.get(chart));
      }
    }
    return known.stream().map(Place::figure).distinct().toList().stream()
        .map(figure -> "Figure " + figure + letters(figure, known))
        .collect(Collectors.joining(", "));
  }

  private static String letters(int figure, List<Place> places) {
    return places.stream()
        .filter(place -> place.figure() == figure)
        .map(Place::letter)
        .collect(Collectors.joining(", "));
  }
}
