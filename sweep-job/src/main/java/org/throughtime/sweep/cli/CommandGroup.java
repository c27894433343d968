package org.throughtime.sweep.cli;

import java.util.Arrays;
import java.util.List;

/** The commands by purpose, in the order in which {@code help} lists them. */
enum CommandGroup {
  TRAIN("Train", "docs/configuration.md", "run", "train"),
  LOOK("Look at results", "docs/tour.md", "status", "sql", "report", "watch"),
  USE(
      "Evaluate, compare and hand in",
      "docs/assignment.md",
      "certify",
      "dynamics",
      "digest",
      "compact",
      "submission"),
  LEARN("Learn about this program", "README.md", "help", "completion");

  private final String title;
  private final String document;
  private final List<String> commands;

  CommandGroup(String title, String document, String... commands) {
    this.title = title;
    this.document = document;
    this.commands = List.of(commands);
  }

  /**
   * The group of a command.
   *
   * @throws IllegalArgumentException where none has it
   */
  static CommandGroup of(String command) {
    return Arrays.stream(values())
        .filter(group -> group.commands.contains(command))
        .findAny()
        .orElseThrow(() -> new IllegalArgumentException("no group has the command " + command));
  }

  String title() {
    return title;
  }

  /** The document that says more, by its path in the repository. */
  String document() {
    return document;
  }

  List<String> commands() {
    return commands;
  }
}
