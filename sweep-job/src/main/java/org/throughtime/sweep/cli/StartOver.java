package org.throughtime.sweep.cli;

import picocli.CommandLine.Option;

/** The options that decide what happens to existing results. */
final class StartOver {
  @Option(
      names = "--fresh",
      description =
          "Start every run again, even one that is done. Asks first if results would be lost.")
  private boolean fresh;

  @Option(
      names = "--yes",
      description = "Do not ask before results are lost, and accept more than 10,000 runs.")
  private boolean yes;

  /** Whether every run begins anew. */
  boolean fresh() {
    return fresh;
  }

  /** Whether the answer to every question is yes. */
  boolean yes() {
    return yes;
  }
}
