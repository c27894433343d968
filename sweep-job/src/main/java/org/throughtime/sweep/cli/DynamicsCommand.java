package org.throughtime.sweep.cli;

import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.throughtime.model.train.RunSpec;
import org.throughtime.sweep.config.value.ConfigurationException;
import org.throughtime.sweep.config.value.NearestName;
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
    description = {
      "Measure the networks of a results directory as dynamical systems, also while the sweep",
      "trains: fixed points, Lyapunov exponents, singular values of ds_T / ds_t, and how long an",
      "answer is kept. docs/dynamics.md explains the tables.",
      "",
      "It measures the weights that the flag dynamics keeps; of a run without it, the last ones.",
      "What is there already is not computed again. Exit status: 0 all were measured, else 1."
    })
final class DynamicsCommand implements Callable<Integer> {
  private final Measurer measurer;

  @Spec private CommandSpec command;

  @Mixin private SweepArgument directory;

  @Option(
      names = "--run",
      paramLabel = "NAME",
      split = ",",
      description = "Measure these runs; commas between names. Default: all.")
  private List<String> names = List.of();

  @Option(
      names = "--every",
      paramLabel = "N",
      description = "Measure only kept checkpoints whose iteration is a multiple of N. Default: 1.")
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
    Map<String, RunSpec> there = new LinkedHashMap<>();
    directory.read(results -> directory.require(SweepSnapshot.status(results)).runs()).stream()
        .map(RunState::spec)
        .forEach(run -> there.put(run.name(), run));
    if (names.isEmpty()) {
      return List.copyOf(there.values());
    }
    return names.stream().distinct().map(name -> named(name, there)).toList();
  }

  private static RunSpec named(String name, Map<String, RunSpec> there) {
    if (!there.containsKey(name)) {
      throw new ConfigurationException(
          "--run " + name + ": no run has this name; " + NearestName.hint(name, there.keySet()));
    }
    return there.get(name);
  }
}
