package org.throughtime.sweep.report.pdf;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.awt.Color;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.text.PDFTextStripper;
import org.jfree.chart.JFreeChart;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.throughtime.sweep.TestRuns;
import org.throughtime.sweep.chart.Axis;
import org.throughtime.sweep.chart.Chart;
import org.throughtime.sweep.chart.LineChart;
import org.throughtime.sweep.chart.Palette;
import org.throughtime.sweep.chart.Points;
import org.throughtime.sweep.report.MadeUpSweep;
import org.throughtime.sweep.report.Report;
import org.throughtime.sweep.report.page.Markup;

class PdfWriterTest {
  @BeforeAll
  static void fonts() {
    assumeTrue(PdfWriter.possible(), "Java finds no font on this machine");
  }

  private static PDDocument written(Report report) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    PdfWriter.write(report, out);
    return Loader.loadPDF(out.toByteArray());
  }

  @Test
  void everyTitleOfAChartAndEveryAxisIsThere() throws IOException {
    Report report = MadeUpSweep.canonical(30).report();
    try (PDDocument document = written(report)) {
      String text = new PDFTextStripper().getText(document).replaceAll("\\s+", " ");
      for (Chart chart : Markup.charts(report).toList()) {
        assertTrue(text.contains(chart.title()), chart.title());
      }
      assertTrue(document.getNumberOfPages() > 5);
      assertEquals(
          List.of("Overview", "Side by side", "Every run"),
          List.of(
              document.getDocumentCatalog().getDocumentOutline().getFirstChild().getTitle(),
              document
                  .getDocumentCatalog()
                  .getDocumentOutline()
                  .getFirstChild()
                  .getNextSibling()
                  .getTitle(),
              document.getDocumentCatalog().getDocumentOutline().getLastChild().getTitle()));
    }
  }

  @Test
  void everyKindOfChartHasMarks() {
    for (Report report :
        List.of(
            MadeUpSweep.canonical(30).report(),
            MadeUpSweep.hunt(60, 1, 5).report(),
            MadeUpSweep.lengths().report())) {
      for (Chart chart : Markup.charts(report).toList()) {
        BufferedImage image = DrawnChart.of(chart).createBufferedImage(500, 300);
        Set<Integer> colours = new HashSet<>();
        for (int y = 0; y < 300; y++) {
          for (int x = 0; x < 500; x++) {
            int rgb = image.getRGB(x, y);
            int red = rgb >> 16 & 255;
            int green = rgb >> 8 & 255;
            int blue = rgb & 255;
            // text, axes and grid are nearly grey
            if (rgb >>> 24 > 128
                && Math.max(red, Math.max(green, blue)) - Math.min(red, Math.min(green, blue))
                    > 60) {
              colours.add(rgb);
            }
          }
        }
        assertTrue(!colours.isEmpty(), chart.title());
      }
    }
  }

  @Test
  void aDashedCurveIsSeenOverASolidOneAtTheSamePlace() {
    double[] x = {0, 1, 2};
    double[] y = {1, 2, 3};
    JFreeChart chart =
        DrawnChart.of(
            new LineChart(
                "both",
                Axis.linear("x"),
                Axis.linear("y"),
                List.of(new Points("solid", x, y), new Points("dashed", x, y))));
    chart.removeLegend();
    BufferedImage drawn = chart.createBufferedImage(300, 200);
    for (String colour : Palette.LIGHT.series().subList(0, 2)) {
      int rgb = Color.decode(colour).getRGB();
      assertTrue(
          IntStream.range(0, 300 * 200).anyMatch(i -> drawn.getRGB(i % 300, i / 300) == rgb),
          colour);
    }
  }

  @Test
  void whatIsMissingIsSaid() throws IOException {
    Report report =
        new MadeUpSweep()
            .addEmpty(TestRuns.canonical("name", "f"), "failed", Optional.of("out of <memory>"))
            .report();
    try (PDDocument document = written(report)) {
      String text = new PDFTextStripper().getText(document);
      assertTrue(text.contains("out of <memory>"), text);
    }
  }
}
