package org.throughtime.sweep.cli;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.throughtime.sweep.config.Overrides;
import org.throughtime.sweep.config.SweepConfig;
import org.throughtime.sweep.config.SweepConfigLoader;
import org.throughtime.sweep.config.value.ConfigurationException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code run CONF}: every run of a sweep file. */
@Command(
    name = "run",
    header = "train the runs of a sweep file",
    description = {
      "Train every run of a sweep file, one Spark task each, and write tables, logs and final",
      "weights to a results directory. The same command resumes a sweep that was interrupted, and",
      "trains no run twice."
    },
    exitCodeList = {
      ExitStatus.SWEEP_ENDED,
      ExitStatus.SWEEP_FAILED,
      ExitStatus.WRONG_CONFIGURATION,
      ExitStatus.RESUMES
    },
    footer = {
      "./submit.sh run conf/quick.conf",
      "./submit.sh run conf/quick.conf --only A1_mem_rnn_tanh_noclip --dry-run",
      "./submit.sh --master 'local[2]' run conf/temporal-order.conf --set lr=.02"
    })
final class RunCommand implements Callable<Integer>, EarlyCheck {
  private final SweepLauncher launcher;

  @Parameters(index = "0", paramLabel = "CONF", description = "The sweep file.")
  private String file;

  @Mixin private Destination destination;

  @Option(
      names = "--only",
      paramLabel = "NAME",
      split = ",",
      description = "Train only these runs. Separate names with commas.")
  private List<String> only = List.of();

  @Option(
      names = "--set",
      paramLabel = "KEY=VALUE",
      description = {
        "Override a flag in every run (lr=.02), or one value of the file by its path",
        "(defaults.lr=.02, grid.torder.seed=[52], runs.A1.lr=.02). Repeat it for several values."
      })
  private List<String> settings = List.of();

  @Option(names = "--dry-run", description = "Print the plan, and start nothing.")
  private boolean dryRun;

  @Mixin private StartOver again;

  @Option(names = "--help", usageHelp = true, description = "Show this.")
  private boolean help;

  RunCommand(SweepLauncher launcher) {
    this.launcher = launcher;
  }

  @Override
  public void check() {
    config();
  }

  @Override
  public Integer call() throws InterruptedException {
    SweepConfig config = config();
    String directory = destination.of(config);
    if (dryRun) {
      launcher.describe(config, directory);
      return ExitStatus.OK;
    }
    return launcher.launch(config, directory, again);
  }

  private SweepConfig config() {
    SweepConfig config = SweepConfigLoader.load(path(), Overrides.of(settings));
    if (!only.isEmpty()) {
      config = config.only(only);
    }
    if (!again.yes()) {
      config.requireMeant();
    }
    return config;
  }

  /** The sweep file as the call names it. */
  Path path() {
    try {
      return Path.of(file);
    } catch (InvalidPathException e) {
      throw new ConfigurationException(file + ": must be the path of a sweep file");
    }
  }
}
