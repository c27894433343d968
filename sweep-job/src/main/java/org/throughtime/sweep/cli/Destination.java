package org.throughtime.sweep.cli;

import org.throughtime.sweep.config.SweepConfig;
import picocli.CommandLine.Option;

/** The option that says where the results of a sweep go. */
final class Destination {
  @Option(
      names = "--out",
      paramLabel = "DIR",
      description =
          "The results directory, a path or a Hadoop file system URI. Default: results/NAME.")
  private String out;

  /** The directory that was given, or else one of the sweep's name. */
  String of(SweepConfig config) {
    return out == null ? "results/" + config.name() : out;
  }
}
