package org.throughtime.sweep.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.util.concurrent.Callable;
import org.throughtime.sweep.config.AssignedRuns;
import org.throughtime.sweep.config.value.Defaults;
import org.throughtime.sweep.snapshot.SweepSnapshot;
import org.throughtime.sweep.store.Folder;
import org.throughtime.sweep.store.ResultsDirectory;
import org.throughtime.sweep.store.ResultsException;
import org.throughtime.sweep.store.StorageException;
import org.throughtime.sweep.submission.Submission;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code submission DIR}: the folder that is handed in. */
@Command(
    name = "submission",
    header = "make the folder that you hand in",
    description = {
      "Write the folder that you hand in: logs, NPZ files, commands.txt, the plots of every run as",
      "PNG, PDF and CSV, report.pdf, report.md, and checklist.md. The checklist lists what is done,",
      "what is missing, and what only you can add.",
      "",
      "The same command updates the folder. It keeps files that you added or changed."
    },
    exitCodeList = {
      "0:Nothing is missing that this program can make.",
      "1:Something is missing that this program can make.",
      ExitStatus.WRONG_DIRECTORY,
      ExitStatus.STOPPED
    },
    footer = {"./submit.sh submission results/canonical"})
final class SubmissionCommand implements Callable<Integer> {
  @Spec private CommandSpec command;

  @Mixin private SweepArgument directory;

  @Option(
      names = "--to",
      paramLabel = "FOLDER",
      description =
          "The folder to write, a path or a Hadoop file system URI. Default: DIR/submission, if"
              + " DIR is on this machine.")
  private String to;

  @Option(names = "--help", usageHelp = true, description = "Show this.")
  private boolean help;

  @Override
  public Integer call() {
    return directory.read(this::make);
  }

  private int make(ResultsDirectory results) throws IOException {
    SweepSnapshot sweep = directory.require(SweepSnapshot.read(results));
    Folder folder = folder(results);
    try {
      Submission made = Submission.make(sweep, AssignedRuns.all(), Defaults.run(), folder);
      PrintWriter out = command.commandLine().getOut();
      made.lines().forEach(out::println);
      out.flush();
      return made.complete() ? ExitStatus.OK : ExitStatus.FAILED;
    } catch (StorageException e) {
      throw new ResultsException(e.getMessage() + "; give --to FOLDER, one that can be written to");
    }
  }

  private Folder folder(ResultsDirectory results) throws IOException {
    if (to == null && !results.isLocal()) {
      throw new ParameterException(
          command.commandLine(),
          directory.directory() + " is not on this machine; say where to with --to FOLDER");
    }
    String place = to == null ? results.submission().toString() : to;
    Feasibility.requirePlace(ConfiguredResults.open(place));
    return new Folder(place, results.configuration());
  }
}
