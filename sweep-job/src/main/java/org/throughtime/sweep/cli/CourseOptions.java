package org.throughtime.sweep.cli;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.Stack;
import java.util.stream.Stream;
import org.throughtime.model.train.RunFlags;
import picocli.CommandLine.IParameterPreprocessor;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;

/**
 * The options of the course's program as its argparse reads them: an unambiguous prefix of a name
 * is enough. Options that only this program has must be written in full.
 */
final class CourseOptions implements IParameterPreprocessor {
  private static final String PREFIX = "--";

  /** Options of the course's program that are no flags of a run. */
  static final List<String> IGNORED = List.of("device", "saveFreq");

  private static final Set<String> OTHERS = Set.copyOf(RunFlags.OF_THIS_PROGRAM);

  @Override
  public boolean preprocess(
      Stack<String> args, CommandSpec command, ArgSpec option, Map<String, Object> info) {
    args.replaceAll(arg -> writtenOut(command, arg));
    return false;
  }

  /**
   * An argument with its option's whole name.
   *
   * @throws ParameterException where more than one option of the course's begins so
   */
  static String writtenOut(CommandSpec command, String arg) {
    int end = arg.indexOf('=') < 0 ? arg.length() : arg.indexOf('=');
    String name = arg.substring(0, end);
    if (!name.startsWith(PREFIX) || name.equals(PREFIX) || command.optionsMap().containsKey(name)) {
      return arg;
    }
    List<String> meant = names().filter(option -> option.startsWith(name)).toList();
    if (meant.size() > 1) {
      throw new ParameterException(
          command.commandLine(),
          name + " could be " + String.join(" or ", meant) + "; write out which one");
    }
    return meant.isEmpty() ? arg : meant.get(0) + arg.substring(end);
  }

  private static Stream<String> names() {
    return Stream.concat(RunFlags.NAMES.stream(), IGNORED.stream())
        .filter(flag -> !OTHERS.contains(flag))
        .map(flag -> PREFIX + flag);
  }
}
