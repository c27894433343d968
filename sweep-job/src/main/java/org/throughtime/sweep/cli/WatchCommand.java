package org.throughtime.sweep.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.net.BindException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.throughtime.sweep.config.value.Defaults;
import org.throughtime.sweep.snapshot.SweepSnapshot;
import org.throughtime.sweep.snapshot.SweepStatus;
import org.throughtime.sweep.store.ResultsDirectory;
import org.throughtime.sweep.watch.Watch;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code watch DIR}: the report's page, live. */
@Command(
    name = "watch",
    header = "show the report in a browser while the sweep trains",
    description = {
      "Serve the report's page to a browser on this machine, and update it with what is committed",
      "while the sweep trains, here or elsewhere. It prints the address to open. Only the address",
      "with its token is answered, and only on 127.0.0.1.",
      "",
      "The command ends when the driver of the sweep ends. If no driver is active, also after the",
      "end of the sweep, it shows the page and waits for one, until Ctrl-C."
    },
    exitCodeList = {
      "0:The driver of the sweep has ended.",
      ExitStatus.WRONG_DIRECTORY,
      ExitStatus.STOPPED
    },
    footer = {"./submit.sh watch results/quick", "./submit.sh watch results/quick --port 8080"})
final class WatchCommand implements Callable<Integer> {
  private static final Duration BETWEEN = Duration.ofSeconds(1);
  private static final int MOST_PORT = 65535;

  @Spec private CommandSpec command;

  @Mixin private SweepArgument directory;

  @Option(
      names = "--port",
      paramLabel = "N",
      description = "The port to listen on. Default: 0, any free port.")
  private int port;

  @Option(
      names = "--runs",
      paramLabel = "COUNT",
      description = "Number of runs with a section of their own, the best first. Default: 12.")
  private int runs = ReportCommand.RUNS;

  @Option(names = "--help", usageHelp = true, description = "Show this.")
  private boolean help;

  @Override
  public Integer call() {
    if (port < 0 || port > MOST_PORT) {
      throw new ParameterException(
          command.commandLine(), "--port " + port + ": must be 0 to 65535, such as 8000");
    }
    ReportCommand.requireRuns(command, runs);
    return directory.read(this::serve);
  }

  private int serve(ResultsDirectory results) throws IOException {
    directory.require(SweepSnapshot.read(results));
    PrintWriter out = command.commandLine().getOut();
    Watch watch = new Watch(results, runs, Defaults.run(), BETWEEN);
    try {
      Optional<SweepStatus> left =
          watch.serve(
              port,
              address -> {
                out.println("open  " + address);
                out.println("Ctrl-C ends it");
                out.flush();
              });
      left.map(WatchCommand::ending).ifPresent(out::println);
      out.flush();
      return left.isPresent() ? ExitStatus.OK : ExitStatus.INTERRUPTED;
    } catch (BindException e) {
      throw new ParameterException(
          command.commandLine(),
          "--port " + port + ": cannot listen there (" + e.getMessage() + "); give another one");
    }
  }

  /** A limit, an interruption and a reached goal leave the same behind. */
  private static String ending(SweepStatus left) {
    return left.hasEnded()
        ? "the sweep has ended"
        : "the sweep stopped: %d of %d runs done; repeat its command to resume it"
            .formatted(left.done(), left.size());
  }
}
