package org.throughtime.sweep.cli;

import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.throughtime.model.train.RunSpec;
import org.throughtime.sweep.config.value.ConfigurationException;
import org.throughtime.sweep.job.DynamicsJob;
import org.throughtime.sweep.progress.DynamicsText;
import org.throughtime.sweep.snapshot.RunState;
import org.throughtime.sweep.snapshot.SweepSnapshot;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code dynamics DIR}: runs as dynamical systems. */
@Command(
    name = "dynamics",
    header = "measure the networks as dynamical systems",
    description = {
      "Measure the networks of a results directory as dynamical systems: fixed points, Lyapunov",
      "exponents, singular values of ds_T / ds_t, and how long a network keeps an answer. Works while",
      "the sweep runs. docs/dynamics.md explains the tables.",
      "",
      "The command measures the weights that the flag dynamics keeps; of a run without it, the last",
      "ones. A result that is already there is not computed again."
    },
    exitCodeList = {
      "0:All runs were measured.",
      "1:A run was not measured.",
      ExitStatus.WRONG_DIRECTORY,
      ExitStatus.RESUMES
    },
    footer = {
      "./submit.sh dynamics results/order",
      "./submit.sh dynamics results/order --run basic_tanh_a2_s52"
    })
final class DynamicsCommand implements Callable<Integer> {
  private final Measurer measurer;

  @Spec private CommandSpec command;

  @Mixin private SweepArgument directory;

  @Mixin private RunNames names;

  @Option(
      names = "--every",
      paramLabel = "N",
      description =
          "Measure only the kept checkpoints whose iteration is a multiple of N. Default: 1.")
  private int every = 1;

  @Option(names = "--help", usageHelp = true, description = "Show this.")
  private boolean help;

  DynamicsCommand(Measurer measurer) {
    this.measurer = measurer;
  }

  @Override
  public Integer call() throws InterruptedException {
    if (every < 1) {
      throw new ConfigurationException("--every " + every + ": must be at least 1");
    }
    List<RunSpec> runs = runs();
    PrintWriter out = command.commandLine().getOut();
    PrintWriter err = command.commandLine().getErr();
    List<String> faults = new ArrayList<>();
    List<DynamicsJob.Measured> measured =
        measurer.measure(
            directory.directory(), runs, every, note -> out.println("note: " + note), faults::add);
    if (!measured.isEmpty()) {
      out.print(
          DynamicsText.render(
              measured.stream()
                  .map(of -> new DynamicsText.Line(of.run(), of.row(), of.computed()))
                  .toList()));
      out.flush();
    }
    faults.forEach(err::println);
    err.flush();
    return faults.isEmpty() ? ExitStatus.OK : ExitStatus.FAILED;
  }

  private List<RunSpec> runs() {
    List<RunState> known =
        directory.read(results -> directory.require(SweepSnapshot.status(results)).runs());
    return names.isEmpty() ? known.stream().map(RunState::spec).toList() : names.of(known);
  }
}
