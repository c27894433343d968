package org.throughtime.sweep.cli;

import java.io.File;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.throughtime.model.train.RunFlags;
import org.throughtime.sweep.config.value.NearestName;
import picocli.AutoComplete;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code completion SHELL}: a script that completes calls of this program. */
@Command(
    name = "completion",
    helpCommand = true,
    header = "print a script that completes commands, options and files",
    description = {
      "Print a completion script for bash or zsh. After the shell has read it, the Tab key completes",
      "commands, options, their values, sweep files, results directories and the names of runs."
    },
    exitCodeList = {"0:The script was printed.", "2:There is no script for this shell."},
    footer = {
      "source <(./submit.sh completion bash)",
      "./submit.sh completion zsh >~/.throughtime-completion",
      "source ~/.throughtime-completion    # in ~/.zshrc"
    })
final class CompletionCommand implements Callable<Integer> {
  private static final String SCRIPT = "submit.sh";
  private static final List<String> SHELLS = List.of("bash", "zsh");
  private static final Set<String> FILES = Set.of("CONF", "DIR", "FILE", "FOLDER");
  private static final Pattern FUNCTION =
      Pattern.compile("(?ms)^function _picocli_\\w+_([a-z]+)\\(\\) \\{.*?^}");
  private static final String ANY_FILE = "compgen -f -- \"${curr_word}\"";
  private static final String DIRECTORIES = "compgen -d -- \"${curr_word}\"";
  private static final String SWEEP_FILES =
      "compgen -f -X '!*.conf' -- \"${curr_word}\"; " + DIRECTORIES;

  @Spec private CommandSpec command;

  @Parameters(index = "0", paramLabel = "SHELL", description = "bash or zsh.")
  private String shell;

  @Option(names = "--help", usageHelp = true, description = "Show this.")
  private boolean help;

  @Override
  public Integer call() {
    if (shell == null) {
      // Picocli requires no arguments of commands that help.
      throw new ParameterException(command.commandLine(), "no shell; give bash or zsh");
    }
    if (!SHELLS.contains(shell)) {
      throw new ParameterException(
          command.commandLine(), "there is no script for " + NearestName.unknown(shell, SHELLS));
    }
    CommandLine program = new CommandLine(CommandSpec.create().name(SCRIPT));
    command
        .parent()
        .subcommands()
        .forEach((name, line) -> program.addSubcommand(name, completed(line.getCommandSpec())));
    // The script serves both shells: zsh reads it through its bashcompinit.
    String words = narrowed(AutoComplete.bash(SCRIPT, program));
    command.commandLine().getOut().print(new CompletedCall(words).script());
    command.commandLine().getOut().flush();
    return ExitStatus.OK;
  }

  /** The same command, with types and candidates that say what the script offers. */
  private CommandSpec completed(CommandSpec command) {
    CommandSpec completed = CommandSpec.create().name(command.name());
    for (OptionSpec option : command.options()) {
      completed.addOption(
          OptionSpec.builder(option.names())
              .arity(option.arity().toString())
              .type(type(option))
              .auxiliaryTypes(element(option))
              // Picocli names the list of the candidates after the label.
              .paramLabel(name(option))
              .completionCandidates(candidates(option))
              .build());
    }
    for (PositionalParamSpec parameter : command.positionalParameters()) {
      completed.addPositional(
          PositionalParamSpec.builder()
              .index(parameter.index())
              .arity(parameter.arity())
              .type(type(parameter))
              .auxiliaryTypes(element(parameter))
              .completionCandidates(candidates(parameter))
              .build());
    }
    return completed;
  }

  private static Class<?> type(ArgSpec argument) {
    return argument.arity().max() == 0 ? boolean.class : List.class;
  }

  private static Class<?> element(ArgSpec argument) {
    return argument.arity().max() == 0
        ? boolean.class
        : isFile(argument) ? File.class : String.class;
  }

  private static String name(OptionSpec option) {
    return option.longestName().substring("--".length());
  }

  private static Iterable<String> candidates(OptionSpec option) {
    return option.completionCandidates() == null
        ? RunFlags.CHOICES.get(name(option))
        : option.completionCandidates();
  }

  private Iterable<String> candidates(PositionalParamSpec parameter) {
    return switch (parameter.paramLabel()) {
      case "COMMAND" -> command.parent().subcommands().keySet();
      case "SHELL" -> SHELLS;
      default -> null;
    };
  }

  /** Picocli offers every file for a path: offers only those that the argument can be. */
  private String narrowed(String script) {
    return FUNCTION
        .matcher(script)
        .replaceAll(found -> Matcher.quoteReplacement(narrowed(found.group(1), found.group())));
  }

  /** No command has two options that take a path. */
  private String narrowed(String name, String function) {
    String narrowed = function;
    for (ArgSpec argument : command.parent().subcommands().get(name).getCommandSpec().args()) {
      if (isFile(argument)) {
        String variable = argument.isOption() ? "COMPREPLY=( $( " : "positionals=$( ";
        narrowed = narrowed.replace(variable + ANY_FILE, variable + offered(argument));
      }
    }
    return narrowed;
  }

  private static String offered(ArgSpec argument) {
    return switch (argument.paramLabel()) {
      case "CONF" -> SWEEP_FILES;
      case "FILE" -> ANY_FILE;
      default -> DIRECTORIES;
    };
  }

  private static boolean isFile(ArgSpec argument) {
    return Stream.of(argument.paramLabel().split("\\W+")).anyMatch(FILES::contains);
  }
}
