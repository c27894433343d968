package org.throughtime.sweep.cli;

import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.throughtime.model.train.RunSpec;
import org.throughtime.sweep.config.value.ConfigurationException;
import org.throughtime.sweep.plan.Evaluation;
import org.throughtime.sweep.progress.GeneralizationText;
import org.throughtime.sweep.snapshot.RunState;
import org.throughtime.sweep.snapshot.SweepSnapshot;
import org.throughtime.sweep.store.ResultsException;
import org.throughtime.sweep.table.GeneralizationRow;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code certify DIR}: how solved runs do on data that they have never seen. */
@Command(
    name = "certify",
    header = "evaluate solved runs on fresh sequences",
    description = {
      "Evaluate every solved run of a results directory on fresh sequences: at each length, and at",
      "a mixture of its training lengths. Results go to the table generalization. A result that",
      "is already there is not computed again."
    },
    exitCodeList = {
      "0:All runs were evaluated.",
      "1:A run was not evaluated.",
      ExitStatus.WRONG_DIRECTORY,
      ExitStatus.RESUMES
    },
    footer = {
      "./submit.sh certify results/order",
      "./submit.sh certify results/order --run basic_tanh_a2_s52",
      "./submit.sh certify results/order --lengths 50,100,200"
    })
final class CertifyCommand implements Callable<Integer> {
  private final Evaluator certifier;

  @Spec private CommandSpec command;

  @Mixin private SweepArgument directory;

  @Mixin private RunNames names;

  @Option(
      names = "--seed",
      paramLabel = "SEED",
      description = "Seed of the fresh sequences. Default: " + Evaluation.DEFAULT_SEED + ".")
  private long seed = Evaluation.DEFAULT_SEED;

  @Option(
      names = "--sequences",
      paramLabel = "COUNT",
      description =
          "Number of sequences at each length. Default: " + Evaluation.DEFAULT_SEQUENCES + ".")
  private int sequences = Evaluation.DEFAULT_SEQUENCES;

  @Option(
      names = "--lengths",
      paramLabel = "L",
      split = ",",
      description =
          "Lengths, separated by commas. Default: 50,100,150,200,250,500,1000,2000,3000,5000.")
  private List<Integer> lengths = Evaluation.DEFAULT_LENGTHS;

  @Option(
      names = "--stateNoise",
      paramLabel = "SD",
      description =
          "Add Gaussian noise to every pre-activation, as the flag stateNoise does in training."
              + " Default: 0, no noise.")
  private double stateNoise;

  @Option(names = "--help", usageHelp = true, description = "Show this.")
  private boolean help;

  CertifyCommand(Evaluator certifier) {
    this.certifier = certifier;
  }

  @Override
  public Integer call() throws InterruptedException {
    List<RunSpec> runs = runs();
    Evaluation certification = certification(runs);
    PrintWriter out = command.commandLine().getOut();
    PrintWriter err = command.commandLine().getErr();
    List<String> faults = new ArrayList<>();
    Map<RunSpec, List<GeneralizationRow>> rows =
        certifier.certify(
            directory.directory(),
            runs,
            certification,
            (run, why) -> faults.add("run " + run.name() + " was not evaluated: " + why));
    if (!rows.isEmpty()) {
      out.print(GeneralizationText.render(certification, rows));
      out.flush();
    }
    faults.forEach(err::println);
    err.flush();
    return faults.isEmpty() ? ExitStatus.OK : ExitStatus.FAILED;
  }

  private Evaluation certification(List<RunSpec> runs) {
    try {
      Evaluation certification = new Evaluation(seed, sequences, lengths, stateNoise);
      runs.forEach(certification::requireFreshFor);
      return certification;
    } catch (IllegalArgumentException e) {
      throw new ConfigurationException("--" + e.getMessage());
    }
  }

  private List<RunSpec> runs() {
    List<RunState> known =
        directory.read(results -> directory.require(SweepSnapshot.status(results)).runs());
    if (!names.isEmpty()) {
      return names.of(known);
    }
    List<RunSpec> solved = known.stream().filter(RunState::isSolved).map(RunState::spec).toList();
    if (solved.isEmpty()) {
      throw new ResultsException(
          directory.directory()
              + ": no solved runs; use --run NAME to evaluate a run whatever its status");
    }
    return solved;
  }
}
