package org.throughtime.sweep.cli;

import java.util.List;
import java.util.stream.Collectors;
import org.throughtime.sweep.config.value.NearestName;
import picocli.CommandLine.MissingParameterException;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/** What is wrong with a call, and what to write instead. */
final class WrongCall {
  private final ParameterException fault;
  private final List<String> words;

  /**
   * @param words of the call, the command first
   */
  WrongCall(ParameterException fault, List<String> words) {
    this.fault = fault;
    this.words = List.copyOf(words);
  }

  /** One line, without the command that was called. */
  String reason() {
    if (fault instanceof UnmatchedArgumentException unmatched) {
      return unmatched(unmatched.getUnmatched().get(0));
    }
    if (fault instanceof MissingParameterException missing && !missing.getMissing().isEmpty()) {
      return missing.getMissing().stream().map(this::missing).collect(Collectors.joining("; "));
    }
    return fault.getMessage().replaceAll("\\s*\\R\\s*", " ");
  }

  private String unmatched(String given) {
    CommandSpec command = fault.getCommandLine().getCommandSpec();
    if (given.startsWith("-")) {
      String option = given.replaceFirst("=.*", "");
      return SparkSubmitOptions.isOne(option)
          ? "%s goes before the command: ./submit.sh %s %s ..."
              .formatted(option, withValue(given), command.name())
          : "there is no option " + NearestName.unknown(option, command.optionsMap().keySet());
    }
    if (!command.subcommands().isEmpty()) {
      return "there is no command " + NearestName.unknown(given, command.subcommands().keySet());
    }
    return "unexpected argument " + given + "; options begin with --";
  }

  /** As the call has it, quoted for a shell. */
  private String withValue(String given) {
    int equals = given.indexOf('=');
    int next = words.indexOf(given) + 1;
    String value =
        equals >= 0
            ? given.substring(equals + 1)
            : next > 0 && next < words.size() ? words.get(next) : "VALUE";
    String option = equals >= 0 ? given.substring(0, equals) : given;
    boolean plain = value.matches("[\\w./:=,@%+-]+");
    return option + " " + (plain ? value : "'" + value.replace("'", "'\\\\''") + "'");
  }

  private String missing(ArgSpec argument) {
    if (argument instanceof OptionSpec option) {
      String name = option.longestName();
      return "%s has no value; write %s=%s".formatted(name, name, option.paramLabel());
    }
    return switch (argument.paramLabel()) {
      case "CONF" -> "no sweep file; give one, such as conf/quick.conf";
      case "DIR" -> "no results directory; give one, such as results/quick";
      default -> "no " + argument.paramLabel() + "; give one";
    };
  }
}
