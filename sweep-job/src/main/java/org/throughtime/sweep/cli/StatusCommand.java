package org.throughtime.sweep.cli;

import java.io.IOException;
import java.util.concurrent.Callable;
import org.throughtime.sweep.progress.SummaryTable;
import org.throughtime.sweep.record.ResultsDirectory;
import org.throughtime.sweep.record.ResultsException;
import org.throughtime.sweep.record.SweepStatus;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code status DIR}: how the runs of a results directory stand. */
@Command(name = "status", description = "Show how every run of a results directory stands.")
final class StatusCommand implements Callable<Integer> {
  @Spec private CommandSpec command;

  @Parameters(
      index = "0",
      paramLabel = "DIR",
      description = "A results directory, a path or a Hadoop file system URI.")
  private String directory;

  @Option(names = "--help", usageHelp = true, description = "Show this.")
  private boolean help;

  @Override
  public Integer call() {
    try {
      ResultsDirectory results = ConfiguredResults.open(directory);
      SweepStatus status =
          SweepStatus.read(results)
              .orElseThrow(
                  () ->
                      new ResultsException(
                          directory + ": holds no sweep; give the directory of one that was run"));
      command.commandLine().getOut().print(SummaryTable.render(status));
      command.commandLine().getOut().flush();
      return ExitStatus.OK;
    } catch (IOException e) {
      throw new ResultsException(
          directory + ": cannot be read (" + e.getMessage() + "); give a directory that can");
    }
  }
}
