package org.throughtime.sweep.cli;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.hadoop.fs.Path;
import org.throughtime.sweep.report.Report;
import org.throughtime.sweep.report.page.PageWriter;
import org.throughtime.sweep.report.pdf.PdfWriter;
import org.throughtime.sweep.store.ResultsDirectory;

/**
 * The files of a report in a results directory.
 *
 * @param lines one on each
 * @param complete whether all could be made
 */
record ReportFiles(List<String> lines, boolean complete) {
  ReportFiles {
    lines = List.copyOf(lines);
  }

  /**
   * Writes them.
   *
   * @throws IOException where one cannot be written
   */
  static ReportFiles write(ResultsDirectory results, Report report) throws IOException {
    List<String> lines = new ArrayList<>();
    Path page = results.reportPage();
    results.commitText(page, PageWriter.write(report));
    lines.add("page      " + page);
    Path document = results.reportDocument();
    boolean fonts = PdfWriter.possible();
    if (fonts) {
      results.commit(document, out -> PdfWriter.write(report, out));
    }
    lines.add(
        fonts
            ? "document  " + document
            : "document  not made: Java finds no font on this machine; install one, such as"
                + " DejaVu (package fonts-dejavu-core) with fontconfig");
    return new ReportFiles(lines, fonts);
  }
}
