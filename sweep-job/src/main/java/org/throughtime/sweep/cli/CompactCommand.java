package org.throughtime.sweep.cli;

import java.io.PrintWriter;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.throughtime.sweep.job.CompactionJob;
import org.throughtime.sweep.snapshot.SweepSnapshot;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code compact DIR}: the rows of many ended runs in few files. */
@Command(
    name = "compact",
    header = "join the files of ended runs",
    description = {
      "Join the files of all ended runs of a results directory into a few large ones: tables, kept",
      "weights, snapshots and checksums. Logs and NPZ files stay as they are. Every command reads",
      "the same results as before, also while files are being joined. A sweep of 1,000 runs or more",
      "does this at its end by itself. Runs of more than 4 MB stay as they are.",
      "",
      "A run that starts again or resumes gets its files back first."
    },
    exitCodeList = {
      "0:All files that can be joined are.",
      ExitStatus.WRONG_DIRECTORY,
      ExitStatus.RESUMES
    },
    footer = {"./submit.sh compact results/order"})
final class CompactCommand implements Callable<Integer> {
  private final Compactor compactor;

  @Spec private CommandSpec command;

  @Mixin private SweepArgument directory;

  @Option(names = "--help", usageHelp = true, description = "Show this.")
  private boolean help;

  CompactCommand(Compactor compactor) {
    this.compactor = compactor;
  }

  @Override
  public Integer call() throws InterruptedException {
    directory.read(results -> directory.require(SweepSnapshot.read(results)));
    CompactionJob.Joined joined = compactor.compact(directory.directory());
    PrintWriter out = command.commandLine().getOut();
    out.println(
        joined.runs() == 0
            ? "nothing to join"
            : String.format(
                Locale.ROOT,
                "joined %,d files of %,d runs into %,d",
                joined.files(),
                joined.runs(),
                joined.joined()));
    out.flush();
    return ExitStatus.OK;
  }
}
