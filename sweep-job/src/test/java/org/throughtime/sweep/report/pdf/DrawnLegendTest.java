package org.throughtime.sweep.report.pdf;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.throughtime.sweep.chart.Axis;
import org.throughtime.sweep.chart.LineChart;
import org.throughtime.sweep.chart.Points;

class DrawnLegendTest {
  /** Of a chart that has two others beside it. */
  private static final int WIDTH = 222;

  /** One row at least. */
  private static final int ROW = 9;

  @BeforeAll
  static void fonts() {
    assumeTrue(PdfWriter.possible(), "Java finds no font on this machine");
  }

  private static int height(int lines, String name) {
    LineChart chart =
        new LineChart(
            "loss",
            Axis.linear("iteration"),
            Axis.linear("loss"),
            IntStream.range(0, lines)
                .mapToObj(
                    i ->
                        new Points(
                            name + i, new double[] {0, 1}, new double[] {1, i}, Optional.empty()))
                .toList());
    return DrawnLegend.heightOfFurtherRows(DrawnChart.of(chart), WIDTH);
  }

  @Test
  void aLegendOfOneRowNeedsNoMore() {
    assertEquals(0, height(2, "A"));
  }

  @Test
  void everyLongNameNeedsARowOfItsOwn() {
    int height = height(8, "smart_tanh_a2_lr0.01_seed5");
    assertTrue(height >= 7 * ROW, "8 names in " + height + " further pixels");
  }

  @Test
  void aChartWithoutALegendNeedsNone() {
    assertEquals(0, height(1, "loss"));
  }
}
