package org.throughtime.sweep.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.util.concurrent.Callable;
import org.apache.hadoop.fs.Path;
import org.throughtime.model.train.RunSpec;
import org.throughtime.sweep.config.value.Defaults;
import org.throughtime.sweep.report.Report;
import org.throughtime.sweep.report.ReportContents;
import org.throughtime.sweep.report.SweepContents;
import org.throughtime.sweep.report.page.PageWriter;
import org.throughtime.sweep.report.pdf.PdfWriter;
import org.throughtime.sweep.store.ResultsDirectory;
import org.throughtime.sweep.store.ResultsException;
import org.throughtime.sweep.store.StorageException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code report DIR}: what a sweep came to, as a page and as a document. */
@Command(
    name = "report",
    header = "write an HTML page and a PDF",
    description = {
      "Write DIR/report/index.html, a page that any browser opens from the file system, and",
      "DIR/report/report.pdf. They show every run, compare runs side by side, and say which settings",
      "work. Works while the sweep runs; the report then says what is missing."
    },
    exitCodeList = {
      "0:The page and the PDF were written.",
      "1:The PDF was not written, because Java finds no font.",
      ExitStatus.WRONG_DIRECTORY,
      ExitStatus.STOPPED
    },
    footer = {"./submit.sh report results/quick"})
final class ReportCommand implements Callable<Integer> {
  private static final String NO_FONT =
      "not made: Java finds no font on this machine; install one, such as DejaVu (package"
          + " fonts-dejavu-core) with fontconfig";

  /** How many runs get a section of their own where the user does not say. */
  static final int RUNS = 12;

  @Spec private CommandSpec command;

  @Mixin private SweepArgument directory;

  @Option(
      names = "--runs",
      paramLabel = "COUNT",
      description = "Number of runs with a section of their own, the best first. Default: 12.")
  private int runs = RUNS;

  @Option(names = "--help", usageHelp = true, description = "Show this.")
  private boolean help;

  @Override
  public Integer call() {
    requireRuns(command, runs);
    return directory.read(this::write);
  }

  /** Refuses a number of runs that is none. */
  static void requireRuns(CommandSpec command, int runs) {
    if (runs < 0) {
      throw new ParameterException(
          command.commandLine(), "--runs " + runs + ": must be 0 or more, such as 12");
    }
  }

  private int write(ResultsDirectory results) throws IOException {
    SweepContents sweep = directory.require(SweepContents.read(results, runs));
    RunSpec defaults = Defaults.run();
    Report report = ReportContents.of(sweep, defaults);
    try {
      PrintWriter out = command.commandLine().getOut();
      Path page = results.reportPage();
      results.commitText(page, PageWriter.write(report));
      boolean fonts = PdfWriter.possible();
      if (fonts) {
        results.commit(results.reportDocument(), document -> PdfWriter.write(report, document));
      }
      out.println("page      " + page);
      out.println("document  " + (fonts ? results.reportDocument() : NO_FONT));
      out.flush();
      return fonts ? ExitStatus.OK : ExitStatus.FAILED;
    } catch (StorageException e) {
      throw new ResultsException(
          e.getMessage() + "; the report needs a place that it can write to");
    }
  }
}
