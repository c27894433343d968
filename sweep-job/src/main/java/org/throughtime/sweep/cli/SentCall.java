package org.throughtime.sweep.cli;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.throughtime.sweep.config.SweepConfigLoader;
import org.throughtime.sweep.config.value.ConfigurationException;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParseResult;

/**
 * A call as a driver on a cluster is to read it. Spark copies files into the working folder of that
 * driver, so the sweep file and those that it includes must be in one folder, and the driver's call
 * names the sweep file alone.
 *
 * @param files absolute paths of what must travel, the sweep file first; none where the call names
 *     no sweep file
 * @param words of the call there
 */
record SentCall(List<String> files, List<String> words) {
  SentCall {
    files = List.copyOf(files);
    words = List.copyOf(words);
  }

  /**
   * That of a call which {@link Main#check} found to be right.
   *
   * @throws ConfigurationException where a file is included from another folder, or has a name that
   *     Spark does not copy
   */
  static SentCall of(String[] call) {
    ParseResult parsed = Main.parse(call).subcommand();
    if (parsed == null || !(parsed.commandSpec().userObject() instanceof RunCommand run)) {
      return new SentCall(List.of(), Arrays.asList(call));
    }
    Path conf = run.path();
    List<String> files = new ArrayList<>();
    for (Path file : SweepConfigLoader.files(conf)) {
      Path absolute = file.toAbsolutePath().normalize();
      if (!absolute.getParent().equals(conf.toAbsolutePath().normalize().getParent())) {
        throw new ConfigurationException(
            conf
                + ": includes "
                + absolute
                + " from another folder, and --deploy-mode cluster sends one folder; move the file"
                + " beside "
                + conf.getFileName()
                + ", or leave out --deploy-mode cluster");
      }
      if (absolute.toString().matches(".*[,#%].*")) {
        throw new ConfigurationException(
            absolute
                + ": --deploy-mode cluster sends no path with a comma, # or %; must be another"
                + " path");
      }
      files.add(absolute.toString());
    }
    List<String> words = new ArrayList<>(Arrays.asList(call));
    words.set(indexOf(conf.toString(), call, parsed.commandSpec()), conf.getFileName().toString());
    return new SentCall(files, words);
  }

  /** Where the sweep file stands: the word is not the name of the command or an option's value. */
  private static int indexOf(String conf, String[] call, CommandSpec command) {
    for (int i = 1; i < call.length; i++) {
      OptionSpec before = command.optionsMap().get(call[i - 1]);
      boolean value = before != null && before.arity().max() > 0;
      if (!value && Path.of(call[i]).toString().equals(conf)) {
        return i;
      }
    }
    throw new IllegalArgumentException(conf + " is not in " + List.of(call));
  }
}
