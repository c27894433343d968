package org.throughtime.sweep.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.util.concurrent.Callable;
import org.throughtime.model.train.RunSpec;
import org.throughtime.sweep.config.value.Defaults;
import org.throughtime.sweep.leaderboard.Leaderboard;
import org.throughtime.sweep.progress.CommittedProgress;
import org.throughtime.sweep.progress.LeaderboardText;
import org.throughtime.sweep.progress.ProgressBlock;
import org.throughtime.sweep.progress.Sparkline;
import org.throughtime.sweep.progress.SummaryTable;
import org.throughtime.sweep.progress.SweepView;
import org.throughtime.sweep.snapshot.SweepSnapshot;
import org.throughtime.sweep.snapshot.SweepStatus;
import org.throughtime.sweep.store.ResultsDirectory;
import org.throughtime.sweep.table.Status;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code status DIR}: how the runs of a results directory stand, and which settings work. */
@Command(
    name = "status",
    header = "show the state of every run",
    description = {
      "Show the state and the newest metrics of every run of a results directory. If settings have",
      "replicates, or runs are solved, also rank the settings by the lower bound of their success",
      "rate. Works while the sweep runs."
    },
    exitCodeList = {"0:The state was shown.", ExitStatus.WRONG_DIRECTORY, ExitStatus.STOPPED},
    footer = {"./submit.sh status results/quick", "./submit.sh status results/order --top 30"})
final class StatusCommand implements Callable<Integer> {
  private static final int SHOWN = 10;

  private final int columns;

  @Spec private CommandSpec command;

  @Mixin private SweepArgument directory;

  @Option(
      names = "--top",
      paramLabel = "COUNT",
      description = {
        "Number of settings to rank; 0: none. Default: 10 if settings have replicates or runs are",
        "solved, else 0."
      })
  private Integer top;

  @Option(names = "--help", usageHelp = true, description = "Show this.")
  private boolean help;

  /**
   * @param columns width of the terminal, in characters
   */
  StatusCommand(int columns) {
    this.columns = columns;
  }

  @Override
  public Integer call() {
    return directory.read(this::show);
  }

  private int show(ResultsDirectory results) throws IOException {
    SweepSnapshot sweep = directory.require(SweepSnapshot.read(results));
    SweepStatus status = sweep.status();
    PrintWriter out = command.commandLine().getOut();
    out.print(SummaryTable.render(status));
    if (status.runs().stream().anyMatch(run -> run.status() == Status.RUNNING)) {
      out.println();
      SweepView view = CommittedProgress.read(sweep, status);
      ProgressBlock block = new ProgressBlock(() -> columns, Sparkline.of(OutputCharset.get()));
      block.lines(view).forEach(out::println);
    }
    Leaderboard leaderboard = Leaderboard.of(status);
    int shown = top != null ? top : leaderboard.tellsMore() ? SHOWN : 0;
    if (shown > 0 && !leaderboard.settings().isEmpty()) {
      RunSpec defaults = Defaults.run();
      out.println();
      out.print(new LeaderboardText(leaderboard, defaults).render(shown));
    }
    out.flush();
    return ExitStatus.OK;
  }
}
