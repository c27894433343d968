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
import java.util.function.Supplier;
import org.throughtime.sweep.report.Report;
import org.throughtime.sweep.report.Section;
import org.throughtime.sweep.report.markdown.MarkdownWriter;
import org.throughtime.sweep.report.markdown.PlotLink;
import org.throughtime.sweep.report.pdf.PdfWriter;

/**
 * The report in the folder. The PDF, to read, is laid out while the plots are drawn. The Markdown
 * file, to write in, refers to the plots of the folder.
 */
final class WrittenReport {
  static final String PDF = "report.pdf";
  static final String MARKDOWN = "report.md";

  private final CompletableFuture<Report> report;
  private final boolean draws;
  private final CompletableFuture<byte[]> pdf;

  /**
   * Begins with what the report says, and with the PDF.
   *
   * @param contents computes what it says
   * @param draws whether this machine can draw; else there is no PDF
   */
  WrittenReport(Supplier<Report> contents, boolean draws) {
    this.report = CompletableFuture.supplyAsync(contents);
    this.draws = draws;
    this.pdf = draws ? report.thenApply(WrittenReport::pdf) : report.thenApply(r -> new byte[0]);
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
   * @return those plots
   * @throws IOException where one cannot be written
   */
  ComparisonPlots put(HandedIn folder, List<RunFiles> runs) throws IOException {
    Report written = report.join();
    ComparisonPlots comparisons = ComparisonPlots.write(folder, written, draws);
    Map<String, List<PlotLink>> plots = new HashMap<>(comparisons.links());
    if (draws) {
      runs.forEach(run -> plots.put(Section.idOf(run.name()), run.links()));
      folder.put(PDF, pdf.join());
    }
    StringWriter markdown = new StringWriter();
    MarkdownWriter.write(written, markdown, section -> plots.getOrDefault(section.id(), List.of()));
    folder.put(MARKDOWN, markdown.toString().getBytes(StandardCharsets.UTF_8));
    return comparisons;
  }
}
