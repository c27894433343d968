package org.throughtime.sweep.cli;

import java.io.PrintWriter;
import java.util.Optional;
import org.throughtime.sweep.store.ResultsException;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** The argument of a command that reads a results directory with a sweep. */
final class SweepArgument {
  @Spec(Spec.Target.MIXEE)
  private CommandSpec command;

  @Parameters(
      index = "0",
      paramLabel = "DIR",
      description = "A results directory, a path or a Hadoop file system URI.")
  private String directory;

  /** The directory as the user gave it. */
  String directory() {
    return directory;
  }

  /**
   * What {@code reading} makes of the directory.
   *
   * @throws ResultsException where the directory cannot be read
   */
  <T> T read(ConfiguredResults.Reading<T> reading) {
    PrintWriter err = command.commandLine().getErr();
    return ConfiguredResults.read(
        directory,
        results -> {
          ConfiguredResults.noteDamage(results, err);
          return reading.from(results);
        });
  }

  /**
   * What was found there.
   *
   * @throws ResultsException where {@code sweep} is empty
   */
  <T> T require(Optional<T> sweep) {
    return sweep.orElseThrow(
        () -> ResultsException.noSweep(directory, ConfiguredResults.open(directory)));
  }
}
