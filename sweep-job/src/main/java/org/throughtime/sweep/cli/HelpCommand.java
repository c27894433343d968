package org.throughtime.sweep.cli;

import java.util.concurrent.Callable;
import org.throughtime.sweep.config.value.NearestName;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code help [COMMAND]}: the manual. */
@Command(
    name = "help",
    helpCommand = true,
    header = "list the commands, or show the manual page of one",
    description = {
      "Without COMMAND, list all commands, grouped by purpose. With COMMAND, print its manual page",
      "as plain text of 80 columns, as COMMAND --help does. Neither starts Spark."
    },
    exitCodeList = {"0:The page was printed.", "2:There is no such command."},
    footer = {"./submit.sh help", "./submit.sh help run | less"})
final class HelpCommand implements Callable<Integer> {
  @Spec private CommandSpec command;

  @Parameters(
      index = "0",
      arity = "0..1",
      paramLabel = "COMMAND",
      description = "The command to explain.")
  private String name;

  @Option(names = "--help", usageHelp = true, description = "Show this.")
  private boolean help;

  @Override
  public Integer call() {
    CommandLine program = command.parent().commandLine();
    if (name == null) {
      return print(ManualPage.overview(program));
    }
    CommandLine explained = program.getSubcommands().get(name);
    if (explained == null) {
      throw new ParameterException(
          command.commandLine(),
          "there is no command "
              + NearestName.unknown(name, command.parent().subcommands().keySet()));
    }
    return print(ManualPage.of(explained));
  }

  private int print(String text) {
    command.commandLine().getOut().print(text);
    command.commandLine().getOut().flush();
    return ExitStatus.OK;
  }
}
