package org.throughtime.sweep.report.pdf;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.geom.Rectangle2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.text.PDFTextStripper;
import org.jfree.chart.ChartRenderingInfo;
import org.jfree.chart.JFreeChart;
import org.jfree.chart.LegendItemCollection;
import org.jfree.chart.axis.AxisState;
import org.jfree.chart.axis.NumberAxis;
import org.jfree.chart.axis.ValueTick;
import org.jfree.chart.ui.RectangleEdge;
import org.jfree.data.xy.XYDataset;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.throughtime.sweep.TestRuns;
import org.throughtime.sweep.chart.Axis;
import org.throughtime.sweep.chart.Chart;
import org.throughtime.sweep.chart.HistogramChart;
import org.throughtime.sweep.chart.LineChart;
import org.throughtime.sweep.chart.Palette;
import org.throughtime.sweep.chart.Points;
import org.throughtime.sweep.chart.ScatterChart;
import org.throughtime.sweep.report.Block;
import org.throughtime.sweep.report.MadeUpSweep;
import org.throughtime.sweep.report.MadeUpSweep.CanonicalRun;
import org.throughtime.sweep.report.Report;
import org.throughtime.sweep.report.Section;

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
      int count = 0;
      for (Block block : report.documentBlocks().toList()) {
        for (Chart chart : Figures.shown(block)) {
          count++;
          String run = Titles.common(List.of(chart));
          assertTrue(text.contains(run.strip()), chart.title());
          assertTrue(text.contains(chart.title().substring(run.length())), chart.title());
        }
      }
      assertEquals(4 + 5 + 7 * 8 + 3, count);
      assertTrue(document.getNumberOfPages() > 5);
      assertEquals(
          List.of(
              "Overview",
              "All runs together",
              "Conclusion",
              "Side by side",
              "Every run",
              "Software and hardware"),
          outline(document));
    }
  }

  private static List<String> outline(PDDocument document) {
    List<String> titles = new ArrayList<>();
    document
        .getDocumentCatalog()
        .getDocumentOutline()
        .children()
        .forEach(c -> titles.add(c.getTitle()));
    return titles;
  }

  private static String text(PDDocument document) throws IOException {
    return new PDFTextStripper().getText(document).replaceAll("[\\s\u00a0]+", " ");
  }

  @Test
  void figuresAndTablesAreNumberedInOrderAndVerdictsReferToThem() throws IOException {
    try (PDDocument document = written(MadeUpSweep.canonical(30).report())) {
      String text = text(document);
      int at = 0;
      for (int figure = 1; figure <= 1 + 5 + 7; figure++) {
        at = text.indexOf("Figure " + figure + ": ", at);
        assertTrue(at > 0, "Figure " + figure);
      }
      assertFalse(text.contains("Figure 14"));
      assertTrue(text.indexOf("Table 1: ") < text.indexOf("Table 2: "), text);
      assertTrue(text.contains("(Figure 2)"), "of a comparison");
      assertTrue(text.contains("(Figure 7e, f)"), "of the gradient of the first run");
    }
  }

  @Test
  void theContentsNameThePageOfEveryHeading() throws IOException {
    Report report = MadeUpSweep.canonical(30).report();
    try (PDDocument document = written(report)) {
      List<List<String>> pages = new ArrayList<>();
      PDFTextStripper stripper = new PDFTextStripper();
      for (int page = 1; page <= document.getNumberOfPages(); page++) {
        stripper.setStartPage(page);
        stripper.setEndPage(page);
        pages.add(stripper.getText(document).lines().map(String::strip).toList());
      }
      int found = 0;
      for (Section section : report.sections()) {
        // Names of runs are lines elsewhere, too.
        boolean runs = section.id().equals("runs");
        for (Section each : runs ? List.of(section) : withParts(section)) {
          Pattern entry = Pattern.compile("\\W*" + Pattern.quote(each.title()) + "[ .]+(\\d+)");
          int page =
              pages.get(0).stream()
                  .map(entry::matcher)
                  .filter(Matcher::matches)
                  .mapToInt(matcher -> Integer.parseInt(matcher.group(1)))
                  .findFirst()
                  .orElseThrow(() -> new AssertionError(each.title() + ": " + pages.get(0)));
          assertTrue(pages.get(page - 1).contains(each.title()), each.title() + ": page " + page);
          found++;
        }
      }
      assertEquals(6 + 5, found);
    }
  }

  private static List<Section> withParts(Section section) {
    return Stream.concat(Stream.of(section), section.parts().stream()).toList();
  }

  @Test
  void smallCurvesAndLinesThatCoincideAreExplained() throws IOException {
    try (PDDocument document = written(MadeUpSweep.canonical(30).report())) {
      String text = text(document);
      assertTrue(text.contains("Small curves: validation error over training, from 0 to 100 %."));
      assertTrue(text.contains("validation error (A1, A2, A3, A4, A5, B1 and B2 coincide)"), text);
    }
  }

  @Test
  void thereIsNoSqlInItAndNoDetail() throws IOException {
    try (PDDocument document = written(MadeUpSweep.canonical(30).report())) {
      String text = text(document);
      assertFalse(text.contains("SELECT"), "SQL");
      assertFalse(text.contains("Over training its mean log10"), "details");
      assertTrue(text.contains("the gradient is below 1e-8 at"), "verdicts");
    }
  }

  /** Long names, a run that failed, one that waits and one that diverged early. */
  private static MadeUpSweep unlucky() {
    String long60 = "_a_name_that_is_as_long_as_somebody_in_a_hurry_would_make_it";
    MadeUpSweep sweep = new MadeUpSweep();
    for (CanonicalRun run : CanonicalRun.values()) {
      boolean diverged = run == CanonicalRun.B1;
      if (run != CanonicalRun.A3 && run != CanonicalRun.A5) {
        sweep.add(
            run.named(run + long60),
            diverged ? "diverged" : "finished",
            diverged ? 2 : 300,
            6000,
            40);
      }
    }
    return sweep
        .addEmpty(
            CanonicalRun.A3.named("A3" + long60),
            "failed",
            Optional.of("java.io.IOException: /a/directory" + "/that/goes/on".repeat(20)))
        .addEmpty(CanonicalRun.A5.named("A5" + long60), "waiting", Optional.empty());
  }

  @Test
  void aSweepOfSevenRunsHasTwentyPagesAtMost() throws IOException {
    for (MadeUpSweep sweep : List.of(MadeUpSweep.canonical(2499), unlucky())) {
      try (PDDocument document = written(sweep.report())) {
        assertTrue(document.getNumberOfPages() <= 20, document.getNumberOfPages() + " pages");
      }
    }
  }

  /** A last table that ends anywhere on its page, also at its very end. */
  @Test
  void noPageIsEmpty() throws IOException {
    for (int i = 0; i < 64; i++) {
      int paragraphs = 30 + i / 4;
      List<Block> text = Collections.nCopies(paragraphs, new Block.Prose("One line."));
      Block table =
          new Block.Table(
              "A table",
              1,
              List.of("what"),
              Collections.nCopies(6 + i % 4, List.of(new Block.Cell("A row of it", ""))));
      Report report =
          new Report(
              "A sweep",
              "of no runs",
              List.of(
                  new Section("before", "Before", text),
                  new Section("provenance", "Software and hardware", List.of(table))));
      try (PDDocument document = written(report)) {
        PDFTextStripper last = new PDFTextStripper();
        last.setStartPage(document.getNumberOfPages());
        assertTrue(
            last.getText(document).contains("A row of it"), paragraphs + " paragraphs, " + i % 4);
      }
    }
  }

  @Test
  void aDocumentShowsTheFirstTheMiddleAndTheLastMoment() throws IOException {
    Report report = MadeUpSweep.measured(Set.of("A1", "B1"), 100, 200, 300, 400, 500).report();
    try (PDDocument document = written(report)) {
      String text = text(document);
      for (String shown : List.of("iteration 100", "iteration 300", "iteration 500")) {
        assertTrue(text.contains("principal components, " + shown), shown);
        assertTrue(text.contains("singular values of ds_T / ds_t, " + shown), shown);
      }
      assertFalse(text.contains("principal components, iteration 200"));
      assertTrue(text.contains("answers 1 (saddle)"), "a legend");
      assertFalse(text.contains("submit.sh"), "commands are for the page");
    }
  }

  @Test
  void aUnitIsAsLongUpwardsAsToTheRightWhereThatIsAsked() {
    double[] ends = {-1, 1};
    for (double wide : new double[] {.5, 1, 7}) {
      ScatterChart circle =
          new ScatterChart(
              "circle",
              Axis.linear("real part").within(-wide, wide),
              Axis.linear("imaginary part").within(-1, 1),
              List.of(
                  new ScatterChart.Marks("ends", ends, ends, List.of(), ScatterChart.Style.LINE)),
              true);
      JFreeChart drawn = DrawnChart.of(circle);
      ChartRenderingInfo info = new ChartRenderingInfo();
      drawn.createBufferedImage(420, 200, info);
      Rectangle2D area = info.getPlotInfo().getDataArea();
      double x = drawn.getXYPlot().getDomainAxis().getRange().getLength() / area.getWidth();
      double y = drawn.getXYPlot().getRangeAxis().getRange().getLength() / area.getHeight();
      assertEquals(1, x / y, 1e-9);
      assertTrue(drawn.getXYPlot().getDomainAxis().getRange().getUpperBound() >= wide - 1e-9);
      assertTrue(drawn.getXYPlot().getRangeAxis().getRange().getUpperBound() >= 1 - 1e-9);
    }
  }

  @Test
  void aLineBreaksWhereAPointIsNotFinite() {
    double[] x = {0, 1, Double.NaN, 2, 3};
    double[] y = {0, 0, Double.NaN, 0, 0};
    JFreeChart chart =
        DrawnChart.of(
            new ScatterChart(
                "two",
                Axis.linear("x").within(0, 3),
                Axis.linear("y").within(-1, 1),
                List.of(new ScatterChart.Marks("two", x, y, List.of(), ScatterChart.Style.LINE))));
    XYDataset data = chart.getXYPlot().getDataset();
    assertEquals(5, data.getItemCount(0));
    assertTrue(Double.isNaN(data.getYValue(0, 2)), "no line from 1 to 2");
  }

  @Test
  void barsOfAHistogramBeginAtZero() {
    HistogramChart even =
        new HistogramChart(
            "even",
            Axis.linear("x"),
            Axis.linear("number of steps"),
            List.of(new HistogramChart.Bins("all", new double[] {0, 1, 2}, new long[] {30, 31})));
    assertEquals(0, DrawnChart.of(even).getXYPlot().getRangeAxis().getLowerBound());
  }

  /** A line with one value would get ticks that all have the same label. */
  @Test
  void anAxisOfOneValueHasTicksThatDiffer() {
    double[] x = {20, 40, 60};
    for (double value : new double[] {0, .7, 100, -3e-9}) {
      LineChart constant =
          new LineChart(
              "constant",
              Axis.linear("iteration"),
              Axis.linear("rho"),
              List.of(new Points("rho", x, new double[] {value, value, value})));
      NumberAxis axis = (NumberAxis) DrawnChart.of(constant).getXYPlot().getRangeAxis();
      Graphics2D graphics =
          new BufferedImage(400, 300, BufferedImage.TYPE_INT_ARGB).createGraphics();
      List<String> labels = new ArrayList<>();
      for (Object tick :
          axis.refreshTicks(
              graphics,
              new AxisState(),
              new Rectangle2D.Double(0, 0, 400, 300),
              RectangleEdge.LEFT)) {
        String label = ((ValueTick) tick).getText();
        if (!label.isEmpty()) { // minor ticks have none
          labels.add(label);
        }
      }
      assertTrue(labels.size() > 1, labels::toString);
      assertEquals(labels.size(), new HashSet<>(labels).size(), labels::toString);
    }
  }

  @Test
  void pointsAtTheEndsOfACurveAreWhole() {
    double[] x = {0, 50, 100};
    LineChart few =
        new LineChart(
            "few", Axis.linear("iteration"), Axis.linear("y"), List.of(new Points("y", x, x)));
    org.jfree.data.Range shown = DrawnChart.of(few).getXYPlot().getDomainAxis().getRange();
    assertTrue(shown.getLowerBound() <= -2 && shown.getUpperBound() >= 102, shown::toString);
    double[] many = IntStream.rangeClosed(0, 100).asDoubleStream().toArray();
    LineChart curve =
        new LineChart(
            "many", Axis.linear("t"), Axis.linear("y"), List.of(new Points("y", many, many)));
    assertEquals(100, DrawnChart.of(curve).getXYPlot().getDomainAxis().getUpperBound());
  }

  @Test
  void aLegendShowsTheDashesOfItsLines() {
    double[] x = {0, 1, 2};
    LegendItemCollection items =
        DrawnChart.of(
                new LineChart(
                    "both",
                    Axis.linear("x"),
                    Axis.linear("y"),
                    List.of(new Points("solid", x, x), new Points("dashed", x, x))))
            .getXYPlot()
            .getLegendItems();
    assertNull(((BasicStroke) items.get(0).getLineStroke()).getDashArray());
    float[] dash = ((BasicStroke) items.get(1).getLineStroke()).getDashArray();
    double period = dash[0] + dash[1];
    assertTrue(items.get(1).getLine().getBounds2D().getWidth() >= 3 * period, "three dashes fit");
  }

  /** As the second series is, where a line covers a part of a pixel too. */
  private static boolean isRed(int argb) {
    return argb >>> 24 > 60 && (argb >> 16 & 255) - (argb & 255) > 60;
  }

  @Test
  void aDashedCurveOfManyPointsHasGaps() {
    double[] x = IntStream.range(0, 600).asDoubleStream().toArray();
    double[] low = new double[600];
    double[] high = new double[600];
    Arrays.fill(high, 1);
    JFreeChart chart =
        DrawnChart.of(
            new LineChart(
                "both",
                Axis.linear("x"),
                Axis.linear("y").within(-1, 2),
                List.of(new Points("solid", x, low), new Points("dashed", x, high))));
    chart.removeLegend();
    BufferedImage drawn = chart.createBufferedImage(300, 200);
    int most =
        IntStream.range(0, 200)
            .map(y -> (int) IntStream.range(0, 300).filter(c -> isRed(drawn.getRGB(c, y))).count())
            .max()
            .orElseThrow();
    assertTrue(most > 50 && most < 200, most + " of some 250 pixels in a row");
  }

  @Test
  void everyKindOfChartHasMarks() {
    for (Report report :
        List.of(
            MadeUpSweep.canonical(30).report(),
            MadeUpSweep.search(60, 1, 5).report(),
            MadeUpSweep.lengths().report())) {
      for (Chart chart : report.charts().toList()) {
        BufferedImage image = DrawnChart.of(chart).createBufferedImage(500, 300);
        Set<Integer> colors = new HashSet<>();
        for (int y = 0; y < 300; y++) {
          for (int x = 0; x < 500; x++) {
            int rgb = image.getRGB(x, y);
            int red = rgb >> 16 & 255;
            int green = rgb >> 8 & 255;
            int blue = rgb & 255;
            // text, axes and grid are nearly gray
            if (rgb >>> 24 > 128
                && Math.max(red, Math.max(green, blue)) - Math.min(red, Math.min(green, blue))
                    > 60) {
              colors.add(rgb);
            }
          }
        }
        assertTrue(!colors.isEmpty(), chart.title());
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
    for (String color : Palette.LIGHT.series().subList(0, 2)) {
      int rgb = Color.decode(color).getRGB();
      assertTrue(
          IntStream.range(0, 300 * 200).anyMatch(i -> drawn.getRGB(i % 300, i / 300) == rgb),
          color);
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
