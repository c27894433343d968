package org.throughtime.sweep.cli;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import picocli.CommandLine;
import picocli.CommandLine.Help;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;

/**
 * The manual page of a command as plain text of at most {@link #WIDTH} columns. It is made from the
 * model that also parses the call, so each fact is declared once, at its command.
 */
final class ManualPage {
  static final int WIDTH = 80;
  private static final int TEXT = 7;
  private static final int MEANING = 14;

  private final CommandSpec command;
  private final StringBuilder page = new StringBuilder();

  private ManualPage(CommandSpec command) {
    this.command = command;
  }

  /** The page of a command. */
  static String of(CommandLine command) {
    return new ManualPage(command.getCommandSpec()).render();
  }

  /** All commands in groups, a line each. */
  static String overview(CommandLine program) {
    StringBuilder text = new StringBuilder();
    text.append("usage: ./submit.sh [OPTIONS OF SPARK-SUBMIT] COMMAND ...\n");
    for (CommandGroup group : CommandGroup.values()) {
      text.append("\n").append(group.title()).append("\n");
      for (String name : group.commands()) {
        String summary = summary(program.getSubcommands().get(name).getCommandSpec());
        text.append("  %-12s%s%n".formatted(name, summary));
      }
    }
    return text.append("\n./submit.sh help COMMAND explains a command.\n").toString();
  }

  private String render() {
    section("NAME");
    paragraph(TEXT, command.name() + " - " + summary(command));
    section("SYNOPSIS");
    synopsis();
    section("DESCRIPTION");
    paragraphs(command.usageMessage().description());
    section("OPTIONS");
    command.positionalParameters().forEach(this::parameter);
    command.options().stream().filter(option -> !option.hidden()).forEach(this::option);
    section("EXIT STATUS");
    command.usageMessage().exitCodeList().forEach(this::entry);
    section("EXAMPLES");
    for (String line : command.usageMessage().footer()) {
      line(TEXT, formatted(line));
    }
    section("SEE ALSO");
    CommandGroup group = CommandGroup.of(command.name());
    List<String> others = new ArrayList<>(group.commands());
    others.remove(command.name());
    others.replaceAll(name -> "./submit.sh help " + name);
    paragraph(TEXT, String.join(", ", others) + ", " + group.document());
    return page.toString();
  }

  private static String summary(CommandSpec command) {
    return formatted(String.join(" ", command.usageMessage().header()));
  }

  private void synopsis() {
    CommandLine.Help help = new Help(command, Help.defaultColorScheme(Help.Ansi.OFF));
    String synopsis = help.synopsis(0).replaceAll("\\s+", " ").strip();
    List<String> lines = wrapped(synopsis, WIDTH - MEANING);
    line(TEXT, lines.get(0));
    lines.stream().skip(1).forEach(line -> line(MEANING, line));
  }

  private void parameter(PositionalParamSpec parameter) {
    entry(parameter.paramLabel(), meaning(parameter));
  }

  private void option(OptionSpec option) {
    String one = option.paramLabel();
    String several =
        option.splitRegex().isEmpty() ? one : one + "[" + option.splitRegex() + one + "...]";
    String label = option.arity().max() == 0 ? "" : "=" + several;
    entry(String.join(", ", option.names()) + label, meaning(option));
  }

  private static String meaning(ArgSpec argument) {
    return String.join(" ", argument.description());
  }

  private void entry(String label, String meaning) {
    line(TEXT, label);
    paragraph(MEANING, meaning);
  }

  private void section(String title) {
    page.append(page.isEmpty() ? "" : "\n").append(title).append("\n");
  }

  /** An empty line ends a paragraph. */
  private void paragraphs(String[] lines) {
    String text = Arrays.stream(lines).map(ManualPage::formatted).collect(Collectors.joining("\n"));
    String[] paragraphs = text.split("\n\\s*\n");
    for (int i = 0; i < paragraphs.length; i++) {
      page.append(i > 0 ? "\n" : "");
      paragraph(TEXT, paragraphs[i]);
    }
  }

  private void paragraph(int indent, String text) {
    wrapped(text, WIDTH - indent).forEach(line -> line(indent, line));
  }

  private void line(int indent, String text) {
    page.append((" ".repeat(indent) + text).stripTrailing()).append("\n");
  }

  /** A word that is longer than a line stays whole. */
  private static List<String> wrapped(String text, int width) {
    List<String> lines = new ArrayList<>();
    StringBuilder line = new StringBuilder();
    for (String word : text.strip().split("\\s+")) {
      if (!line.isEmpty() && line.length() + 1 + word.length() > width) {
        lines.add(line.toString());
        line.setLength(0);
      }
      line.append(line.isEmpty() ? "" : " ").append(word);
    }
    lines.add(line.toString());
    return lines;
  }

  /** The model formats the descriptions of arguments, and leaves those of commands as they are. */
  private static String formatted(String text) {
    return text.formatted();
  }
}
