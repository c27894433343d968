package org.throughtime.sweep.report;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.throughtime.sweep.chart.Chart;

/** All shown runs in one chart each, over common axes. */
final class OverlaySection {
  private static final List<Overlay> SHOWN =
      List.of(Overlay.ERROR, Overlay.LOSS, Overlay.NORM, Overlay.RHO);

  private OverlaySection() {}

  /** Empty where fewer than two runs are shown, or none has anything to show. */
  static Optional<Section> of(SweepContents sweep) {
    if (sweep.details().size() < 2) {
      return Optional.empty();
    }
    // Losses of two kinds, such as NLL and squared error, have no common axis.
    boolean oneLoss =
        sweep.details().stream().map(run -> RunChart.lossAxis(run).title()).distinct().count() == 1;
    List<Chart> charts =
        Stream.concat(
                SHOWN.stream().filter(kind -> oneLoss || kind != Overlay.LOSS),
                Stream.of(Overlay.GRADIENT))
            .flatMap(kind -> kind.of(sweep.details()).stream())
            .toList();
    return charts.isEmpty()
        ? Optional.empty()
        : Optional.of(
            new Section(
                "overlays",
                "All runs together",
                List.of(
                    new Block.Charts(
                        Overlay.namesOrCount(sweep.details()) + ", on common axes", charts, 2))));
  }
}
