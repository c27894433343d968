package org.throughtime.sweep.cli;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import org.throughtime.model.train.RunFlags;
import org.throughtime.sweep.config.SweepConfig;
import org.throughtime.sweep.config.SweepConfigLoader;
import org.throughtime.sweep.config.value.Defaults;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.Spec;

/**
 * {@code train}: one run, from the flags of the course's {@code python -m
 * trainingRNNs_torch.train}.
 *
 * <p>The options are {@link RunFlags#NAMES} with the meanings of {@code reference.conf}: a new flag
 * needs no line here.
 */
@Command(
    name = "train",
    sortOptions = false,
    sortSynopsis = false,
    abbreviateSynopsis = true,
    header = "train one run with the course's flags",
    description = {
      "Train one run, given by the flags of the course's train program. A flag that is not given has",
      "its default."
    },
    exitCodeList = {
      ExitStatus.SWEEP_ENDED,
      ExitStatus.SWEEP_FAILED,
      ExitStatus.WRONG_CONFIGURATION,
      ExitStatus.RESUMES
    },
    footer = {
      "./submit.sh train --task mem --model rnn --init basic_tanh \\",
      "    --maxiters 2000 --clipstyle rescale --cutoff 0.05 --name A2_short"
    })
final class TrainCommand implements Callable<Integer>, EarlyCheck {
  private final SweepLauncher launcher;

  @Spec private CommandSpec command;

  @Mixin private Destination destination;

  @Option(
      names = "--device",
      paramLabel = "DEVICE",
      description = "Accepted and ignored: every run uses one thread of a processor.")
  private String device;

  @Option(
      names = "--saveFreq",
      paramLabel = "MINUTES",
      description = "Accepted and ignored: results are written during training.")
  private String saveFreq;

  @Mixin private StartOver again;

  @Option(names = "--help", usageHelp = true, description = "Show this.")
  private boolean help;

  private TrainCommand(SweepLauncher launcher) {
    this.launcher = launcher;
  }

  static CommandLine commandLine(SweepLauncher launcher) {
    CommandLine line = new CommandLine(new TrainCommand(launcher));
    RunFlags.NAMES.forEach(flag -> line.getCommandSpec().addOption(option(flag)));
    line.getCommandSpec().preprocessor(new CourseOptions());
    return line;
  }

  private static OptionSpec option(String flag) {
    // Descriptions are format strings to picocli.
    String meaning = Defaults.meaning(flag).replace("%", "%%");
    OptionSpec.Builder option = OptionSpec.builder("--" + flag);
    if (RunFlags.SWITCHES.contains(flag)) {
      return option.type(boolean.class).arity("0").description(meaning).build();
    }
    String label = flag.toUpperCase(java.util.Locale.ROOT);
    String otherwise = flag.equals("name") ? CourseName.DEFAULT : Defaults.text(flag);
    return option
        .type(String.class)
        .arity("1")
        .paramLabel(label)
        .description(meaning + " Default: " + otherwise.replace("%", "%%") + ".")
        .build();
  }

  @Override
  public void check() {
    Map<String, String> flags = flags();
    flags.put("name", new CourseName(flags.get("name")).run());
    SweepConfigLoader.ofFlags("train", flags);
  }

  @Override
  public Integer call() throws InterruptedException {
    Map<String, String> flags = flags();
    CourseName name = new CourseName(flags.get("name"));
    flags.put("name", name.run());
    SweepConfig config = SweepConfigLoader.ofFlags("train", flags);
    String directory = destination.of(config);
    if (name.differs()) {
      launcher.note(name.note(directory));
    }
    if (device != null) {
      launcher.note("--device " + device + " is ignored: every run is one thread of a processor");
    }
    if (saveFreq != null) {
      launcher.note("--saveFreq " + saveFreq + " is ignored: every checkpoint is written");
    }
    return launcher.launch(config, directory, again);
  }

  private Map<String, String> flags() {
    ParseResult given = command.commandLine().getParseResult();
    Map<String, String> flags = new LinkedHashMap<>();
    for (String flag : RunFlags.NAMES) {
      if (given.hasMatchedOption("--" + flag)) {
        flags.put(flag, given.<Object>matchedOptionValue("--" + flag, "").toString());
      }
    }
    return flags;
  }
}
