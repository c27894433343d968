package org.throughtime.sweep.cli;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.hadoop.fs.Path;
import org.throughtime.sweep.record.ResultsDirectory;
import org.throughtime.sweep.report.Report;
import org.throughtime.sweep.report.page.PageWriter;
import org.throughtime.sweep.report.pdf.PdfWriter;

/** The files of a report in a results directory. */
final class ReportFiles {
  private ReportFiles() {}

  /**
   * Writes both.
   *
   * @return a line on each
   * @throws IOException where one cannot be written
   */
  static List<String> write(ResultsDirectory results, Report report) throws IOException {
    List<String> lines = new ArrayList<>();
    Path page = results.report("index.html");
    results.commitText(page, PageWriter.write(report));
    lines.add("page      " + page);
    Path document = results.report("report.pdf");
    results.commit(document, out -> PdfWriter.write(report, out));
    lines.add("document  " + document);
    return lines;
  }
}
