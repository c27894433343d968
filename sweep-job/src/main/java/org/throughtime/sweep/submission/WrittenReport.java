package org.throughtime.sweep.submission;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.throughtime.sweep.report.Report;
import org.throughtime.sweep.report.Section;
import org.throughtime.sweep.report.markdown.MarkdownWriter;
import org.throughtime.sweep.report.markdown.PlotLink;
import org.throughtime.sweep.report.pdf.PdfWriter;

/**
 * The report in the folder: as PDF to be read, which is laid out while the plots are drawn, and as
 * Markdown to be written in, with the plots of the folder.
 */
final class WrittenReport {
  static final String PDF = "report.pdf";
  static final String MARKDOWN = "report.md";

  private final Report report;
  private final boolean draws;
  private final CompletableFuture<byte[]> pdf;

  /**
   * Begins with the PDF.
   *
   * @param draws whether this machine can draw; else there is no PDF
   */
  WrittenReport(Report report, boolean draws) {
    this.report = report;
    this.draws = draws;
    this.pdf =
        draws
            ? CompletableFuture.supplyAsync(() -> pdf(report))
            : CompletableFuture.completedFuture(new byte[0]);
  }

  private static byte[] pdf(Report report) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try {
      PdfWriter.write(report, bytes);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }

  /**
   * Writes both, and the plots in which the report lays runs over each other.
   *
   * @param runs whose plots are in the folder
   * @throws IOException where one cannot be written
   */
  void put(HandedIn folder, List<RunFiles> runs) throws IOException {
    Map<String, List<PlotLink>> plots = new HashMap<>(ComparisonPlots.write(folder, report, draws));
    if (draws) {
      runs.forEach(run -> plots.put(Section.idOf(run.name()), run.links()));
      folder.put(PDF, pdf.join());
    }
    StringWriter markdown = new StringWriter();
    MarkdownWriter.write(report, markdown, section -> plots.getOrDefault(section.id(), List.of()));
    folder.put(MARKDOWN, markdown.toString().getBytes(StandardCharsets.UTF_8));
  }
}
