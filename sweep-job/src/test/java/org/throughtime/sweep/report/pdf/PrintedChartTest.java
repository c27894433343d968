package org.throughtime.sweep.report.pdf;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.awt.Color;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import javax.imageio.ImageIO;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDResources;
import org.apache.pdfbox.pdmodel.font.PDFont;
import org.apache.pdfbox.pdmodel.graphics.form.PDFormXObject;
import org.apache.pdfbox.text.PDFTextStripper;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.throughtime.sweep.chart.Axis;
import org.throughtime.sweep.chart.Chart;
import org.throughtime.sweep.chart.HistogramChart;
import org.throughtime.sweep.chart.LineChart;
import org.throughtime.sweep.chart.Palette;
import org.throughtime.sweep.chart.Points;
import org.throughtime.sweep.report.MadeUpSweep;

class PrintedChartTest {
  private static final Axis MARKED =
      Axis.linear("log10").within(-13, 0).withMark(-8, "vanished").withMark(-20, "out of sight");

  private static final Chart HISTOGRAM =
      new HistogramChart(
          "a histogram \u03c1",
          MARKED,
          Axis.linear("steps"),
          List.of(new HistogramChart.Bins("t", new double[] {-13, -6, 0}, new long[] {0, 5})));

  private static final Chart LINES =
      new LineChart(
          "a curve",
          Axis.linear("t"),
          MARKED,
          List.of(new Points("log10", new double[] {1, 2, 3}, new double[] {-12, -11, -10})));

  @BeforeAll
  static void fonts() {
    assumeTrue(PdfWriter.possible(), "Java finds no font on this machine");
  }

  @Test
  void theSameChartIsTheSameBytes() throws IOException, InterruptedException {
    byte[] png = PrintedChart.png(LINES);
    byte[] pdf = PrintedChart.pdf(LINES);
    Thread.sleep(1100); // times in files are of seconds
    assertArrayEquals(png, PrintedChart.png(LINES));
    assertArrayEquals(pdf, PrintedChart.pdf(LINES));
  }

  @Test
  void theSameReportIsTheSameBytes() throws IOException, InterruptedException {
    ByteArrayOutputStream first = new ByteArrayOutputStream();
    PdfWriter.write(MadeUpSweep.canonical(10).report(), first);
    Thread.sleep(1100);
    ByteArrayOutputStream second = new ByteArrayOutputStream();
    PdfWriter.write(MadeUpSweep.canonical(10).report(), second);
    assertArrayEquals(first.toByteArray(), second.toByteArray());
    try (PDDocument document = Loader.loadPDF(first.toByteArray())) {
      assertEquals(null, document.getDocumentInformation().getCreationDate());
      assertEquals("Throughtime", document.getDocumentInformation().getProducer());
    }
  }

  @Test
  void aDocumentHasTextAndItsOwnFont() throws IOException {
    for (Chart chart : List.of(HISTOGRAM, LINES)) {
      try (PDDocument document = Loader.loadPDF(PrintedChart.pdf(chart))) {
        assertEquals(1, document.getNumberOfPages());
        String text = new PDFTextStripper().getText(document);
        assertTrue(text.contains(chart.title()), text);
        assertTrue(text.contains("vanished"), text);
        assertFalse(text.contains("out of sight"), text);
        PDResources page = document.getPage(0).getResources();
        COSName name = page.getXObjectNames().iterator().next();
        PDResources drawing = ((PDFormXObject) page.getXObject(name)).getResources();
        for (COSName fontName : drawing.getFontNames()) {
          PDFont font = drawing.getFont(fontName);
          assertTrue(font.isEmbedded() && font.getName().endsWith("LiberationSans"), font::getName);
        }
        assertFalse(drawing.getXObjectNames().iterator().hasNext(), "no pictures in it");
      }
    }
  }

  /** A run of one checkpoint: every tick has a label of its own. */
  @Test
  void theTicksOfOneValueDiffer() throws IOException {
    double[] once = {20};
    for (Axis y : List.of(Axis.linear("rho"), Axis.log("norm"))) {
      LineChart point =
          new LineChart(
              "one", Axis.linear("iteration"), y, List.of(new Points("p", once, new double[] {3})));
      try (PDDocument document = Loader.loadPDF(PrintedChart.pdf(point))) {
        List<String> numbers =
            new PDFTextStripper()
                .getText(document)
                .lines()
                .flatMap(line -> Arrays.stream(line.trim().split("\\s+")))
                .filter(word -> word.matches("[0-9.]+(e-?[0-9]+)?"))
                .toList();
        assertTrue(numbers.size() >= 5, "" + numbers);
        assertEquals(1, numbers.stream().filter("20"::equals).count(), "" + numbers);
        assertTrue(numbers.containsAll(List.of("18", "22")), "" + numbers);
      }
    }
  }

  /** As of a gradient that is 0, or nowhere finite. */
  @Test
  void whatHasNoValueToShowIsDrawnNevertheless() throws IOException {
    for (Axis y : List.of(Axis.linear("rho"), Axis.log("norm"))) {
      for (double value : new double[] {0, Double.NaN, Double.POSITIVE_INFINITY}) {
        LineChart gaps =
            new LineChart(
                "none",
                Axis.linear("iteration"),
                y,
                List.of(new Points("p", new double[] {20, 40}, new double[] {value, value})));
        assertTrue(PrintedChart.png(gaps).length > 1000);
      }
    }
  }

  @Test
  void aMarkIsALineAcrossTheChart() throws IOException {
    int grey = Color.decode(Palette.LIGHT.muted()).getRGB();
    BufferedImage upright = ImageIO.read(new ByteArrayInputStream(PrintedChart.png(HISTOGRAM)));
    BufferedImage level = ImageIO.read(new ByteArrayInputStream(PrintedChart.png(LINES)));
    // dashes make up more than half of it, and no other line of that color is inside
    int inside = upright.getWidth() / 3;
    long column =
        IntStream.range(0, upright.getHeight())
            .filter(y -> near(upright, inside, upright.getWidth() / 2, y, grey))
            .count();
    assertTrue(column > upright.getHeight() * .35, "upright: " + column);
    long row =
        IntStream.range(level.getWidth() / 4, level.getWidth() * 3 / 4)
            .filter(
                x ->
                    IntStream.range(level.getHeight() / 4, level.getHeight() * 3 / 4)
                        .anyMatch(y -> level.getRGB(x, y) == grey))
            .count();
    assertTrue(row > level.getWidth() * .25, "level: " + row);
  }

  private static boolean near(BufferedImage image, int from, int to, int y, int color) {
    return IntStream.range(from, to).anyMatch(x -> image.getRGB(x, y) == color);
  }
}
