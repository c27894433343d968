package org.throughtime.sweep.report.pdf;

import com.openhtmltopdf.extend.FSObjectDrawer;
import com.openhtmltopdf.outputdevice.helper.BaseRendererBuilder.FontStyle;
import com.openhtmltopdf.pdfboxout.PdfBoxRenderer;
import com.openhtmltopdf.pdfboxout.PdfRendererBuilder;
import com.openhtmltopdf.render.DefaultObjectDrawerFactory;
import com.openhtmltopdf.util.XRLog;
import java.awt.Graphics2D;
import java.awt.geom.Rectangle2D;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.logging.Level;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.throughtime.sweep.chart.Chart;
import org.throughtime.sweep.chart.Points;
import org.throughtime.sweep.report.Report;
import org.throughtime.sweep.report.Section;

/** Writes a report as PDF. */
public final class PdfWriter {
  /** Type of the objects that charts stand in the markup as; their data is the chart's index. */
  static final String CHART = "application/x-throughtime-chart";

  /** The type of objects that are small curves. */
  static final String CURVE = "throughtime/curve";

  private PdfWriter() {}

  /** Whether this machine can draw the charts: Java takes fonts from the system. */
  public static boolean possible() {
    return Fonts.there();
  }

  /**
   * Writes it, the same bytes for the same report.
   *
   * @throws IOException where the stream fails
   */
  public static void write(Report report, OutputStream out) throws IOException {
    PdfMarkup markup = new PdfMarkup(report);
    String body = markup.of(report);
    List<Chart> charts = markup.charts();
    List<Points> curves = markup.curves();
    DefaultObjectDrawerFactory drawers = new DefaultObjectDrawerFactory();
    drawers.registerDrawer(
        CHART, drawer((i, graphics, box) -> DrawnChart.of(charts.get(i)).draw(graphics, box)));
    drawers.registerDrawer(
        CURVE, drawer((i, graphics, box) -> DrawnCurve.draw(curves.get(i), graphics, box)));
    XRLog.listRegisteredLoggers().forEach(logger -> XRLog.setLevel(logger, Level.OFF));
    PdfRendererBuilder builder =
        new PdfRendererBuilder()
            .useFastMode()
            .useFont(Fonts::file, Fonts.FAMILY, 400, FontStyle.NORMAL, true)
            .useObjectDrawerFactory(drawers)
            .withHtmlContent(document(report, body), null);
    try (PdfBoxRenderer renderer = builder.buildPdfRenderer();
        PDDocument document = renderer.createPDFKeepOpen()) {
      Timeless.save(document, out);
    }
  }

  /** Draws the object of an index into a box. */
  @FunctionalInterface
  private interface Drawing {
    void draw(int index, Graphics2D graphics, Rectangle2D box);
  }

  private static FSObjectDrawer drawer(Drawing drawing) {
    return (element, x, y, width, height, device, context, dots) -> {
      int index = Integer.parseInt(element.getAttribute("data"));
      float wide = (float) (width / dots);
      float high = (float) (height / dots);
      device.drawWithGraphics(
          (float) x,
          (float) y,
          wide,
          high,
          graphics -> drawing.draw(index, graphics, new Rectangle2D.Double(0, 0, wide, high)));
      return Map.of();
    };
  }

  private static String document(Report report, String body) {
    StringBuilder bookmarks = new StringBuilder("<bookmarks>");
    report.sections().forEach(section -> bookmark(bookmarks, section));
    bookmarks.append("</bookmarks>");
    return """
        <html lang="en"><head><title>%s</title><style>%s</style>%s</head><body>%s</body></html>
        """
        .formatted(escape(report.title()), style(), bookmarks, body);
  }

  private static void bookmark(StringBuilder to, Section section) {
    to.append("<bookmark name=\"").append(escape(section.title())).append("\" href=\"#");
    to.append(PdfMarkup.headingOf(section.id())).append("\">");
    section.parts().forEach(part -> bookmark(to, part));
    to.append("</bookmark>");
  }

  private static String escape(String text) {
    return text.replace("&", "&amp;").replace("<", "&lt;").replace("\"", "&quot;");
  }

  private static String style() {
    try (InputStream in = PdfWriter.class.getResourceAsStream("document.css")) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
