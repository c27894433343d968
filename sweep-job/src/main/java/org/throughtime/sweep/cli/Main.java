package org.throughtime.sweep.cli;

import java.io.PrintWriter;
import java.io.Writer;
import java.util.List;
import java.util.OptionalInt;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.IntSupplier;
import org.slf4j.LoggerFactory;
import org.throughtime.sweep.config.value.ConfigurationException;
import org.throughtime.sweep.job.SparkStoppedException;
import org.throughtime.sweep.query.QueryException;
import org.throughtime.sweep.store.ResultsException;
import org.throughtime.sweep.store.StorageAwayException;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.Spec;

/**
 * The program. Its exit status is 0 where all runs ended well, 1 where some run failed, 2 where the
 * call or the configuration is wrong, 130 where it was interrupted.
 *
 * <p>{@code submit.sh} tells of the terminal in the system properties {@code throughtime.terminal}
 * (true where lines can be written over), {@code throughtime.columns} (its width) and {@code
 * throughtime.keyboard} (true where the input is one), and in {@code throughtime.queries} of the
 * folder of named queries.
 */
@Command(
    name = "./submit.sh",
    description = "Trains recurrent networks on long-range tasks, one Spark task per run.",
    synopsisSubcommandLabel = "COMMAND",
    footer = {"", "./submit.sh help COMMAND explains a command."})
public final class Main implements Callable<Integer> {
  @Spec private CommandSpec command;

  @Option(names = "--help", usageHelp = true, description = "Show this.")
  private boolean help;

  private Main() {}

  /** Runs what the arguments ask for and ends as {@link ProcessEnd} says. */
  public static void main(String[] args) {
    WarmSql.ofThisProcess().ifPresent(System::exit);
    boolean terminal = Boolean.getBoolean("throughtime.terminal");
    int columns = TerminalWidth.atStart();
    IntSupplier width = terminal ? TerminalWidth.watched(columns) : () -> columns;
    SweepRunner runner = new SparkSweepRunner(System.out, terminal, width);
    PrintWriter out = new PrintWriter(System.out, true);
    LastLine lastLine = new LastLine(new PrintWriter(System.err, true));
    PrintWriter err = new PrintWriter(lastLine, true);
    CommandLine line =
        commandLine(runner, Confirmation.onTerminal(terminal, out), columns, out, err);
    int status = EndBySignal.execute(line, err, args);
    new ProcessEnd(System::exit).with(status, lastLine.get(), System.getProperties());
  }

  /**
   * Tells what is wrong with a call, or helps, without Spark.
   *
   * @return the exit status; empty where the call has still to be executed
   */
  static OptionalInt check(String[] args, PrintWriter out, PrintWriter err) {
    CommandLine line = commandLine(null, null, TerminalWidth.atStart(), out, err);
    AtomicBoolean left = new AtomicBoolean();
    line.setExecutionStrategy(
        parsed -> {
          if (!helps(parsed)) {
            check(parsed);
            left.set(true);
          }
          return ExitStatus.OK;
        });
    int status = line.execute(args);
    return left.get() ? OptionalInt.empty() : OptionalInt.of(status);
  }

  /** Parses a right call and executes nothing. */
  static ParseResult parse(String[] args) {
    PrintWriter nowhere = new PrintWriter(Writer.nullWriter());
    return commandLine(null, null, TerminalWidth.USUAL, nowhere, nowhere).parseArgs(args);
  }

  private static void check(ParseResult parsed) {
    if (parsed.hasSubcommand()) {
      requireValues(parsed.subcommand());
      if (parsed.subcommand().commandSpec().userObject() instanceof EarlyCheck command) {
        try {
          command.check();
        } catch (ParameterException e) {
          throw e;
        } catch (RuntimeException e) {
          CommandLine line = parsed.subcommand().commandSpec().commandLine();
          throw new CommandLine.ExecutionException(line, e.getMessage(), e);
        }
      }
    }
  }

  /**
   * The program with another runner than Spark.
   *
   * @param confirmation asks before something is lost
   * @param columns width of the terminal
   */
  static CommandLine commandLine(
      SweepRunner runner,
      Confirmation confirmation,
      int columns,
      PrintWriter out,
      PrintWriter err) {
    return commandLine(runner, SqlCommand.ofThisProcess(), confirmation, columns, out, err);
  }

  static CommandLine commandLine(
      SweepRunner runner,
      SqlCommand sql,
      Confirmation confirmation,
      int columns,
      PrintWriter out,
      PrintWriter err) {
    SweepLauncher launcher = new SweepLauncher(runner, confirmation, out, err);
    return new CommandLine(new Main())
        .addSubcommand(new RunCommand(launcher))
        .addSubcommand(TrainCommand.commandLine(launcher))
        .addSubcommand(new StatusCommand(columns))
        .addSubcommand(new DigestCommand())
        .addSubcommand(new ReportCommand())
        .addSubcommand(new WatchCommand())
        .addSubcommand(new SubmissionCommand())
        .addSubcommand(new CertifyCommand(Evaluator.onSpark(out)))
        .addSubcommand(new DynamicsCommand(Measurer.onSpark()))
        .addSubcommand(new CompactCommand(Compactor.onSpark(out)))
        .addSubcommand(sql)
        .addSubcommand(new HelpCommand())
        .addSubcommand(new CompletionCommand())
        .setOut(out)
        .setErr(err)
        .setColorScheme(CommandLine.Help.defaultColorScheme(CommandLine.Help.Ansi.OFF))
        .setExpandAtFiles(false)
        // The last of two counts, as with the course's program.
        .setOverwrittenOptionsAllowed(true)
        .setExecutionStrategy(Main::execute)
        .setParameterExceptionHandler(Main::refuse)
        .setExecutionExceptionHandler(Main::fail);
  }

  @Override
  public Integer call() {
    List<String> commands = List.copyOf(command.subcommands().keySet());
    throw new ParameterException(
        command.commandLine(), "which command? known: " + String.join(", ", commands));
  }

  /** Prints the manual page of a command for its option --help; says whether it was given. */
  private static boolean helps(ParseResult parsed) {
    if (!parsed.hasSubcommand() || !parsed.subcommand().isUsageHelpRequested()) {
      return CommandLine.executeHelpRequest(parsed) != null;
    }
    CommandLine command = parsed.subcommand().commandSpec().commandLine();
    command.getOut().print(ManualPage.of(command));
    command.getOut().flush();
    return true;
  }

  private static int execute(ParseResult parsed) {
    if (helps(parsed)) {
      return ExitStatus.OK;
    }
    if (parsed.hasSubcommand()) {
      requireValues(parsed.subcommand());
    }
    return new CommandLine.RunLast().execute(parsed);
  }

  /** A misspelled option behind one that takes a value would else become that value. */
  private static void requireValues(ParseResult parsed) {
    List<String> args = parsed.originalArgs();
    for (int i = 0; i + 1 < args.size(); i++) {
      String written = CourseOptions.writtenOut(parsed.commandSpec(), args.get(i));
      OptionSpec option = parsed.commandSpec().optionsMap().get(written);
      if (option != null && option.arity().max() > 0 && args.get(i + 1).startsWith("--")) {
        throw new ParameterException(
            parsed.commandSpec().commandLine(),
            "%1$s has no value before %2$s; a value that begins with -- is written %1$s=%2$s"
                .formatted(args.get(i), args.get(i + 1)));
      }
    }
  }

  private static int refuse(ParameterException e, String[] args) {
    CommandLine line = e.getCommandLine();
    String called = line.getCommandSpec().qualifiedName();
    return say(line, new WrongCall(e, List.of(args)).reason() + " (see " + called + " --help)");
  }

  private static int fail(Exception e, CommandLine line, ParseResult parsed) {
    if (e instanceof ConfigurationException
        || e instanceof ResultsException
        || e instanceof QueryException) {
      return say(line, e.getMessage());
    }
    if (e instanceof InterruptedException) {
      // The terminal has shown ^C without ending the line.
      String begin = Boolean.getBoolean("throughtime.terminal") ? "\n" : "";
      line.getErr().println(begin + "interrupted; repeat the command to resume");
      return ExitStatus.INTERRUPTED;
    }
    if (e instanceof SparkStoppedException || e instanceof StorageAwayException) {
      line.getErr().println(e.getMessage());
      return ExitStatus.FAILED;
    }
    line.getErr().println("internal error in this program: " + e);
    String log = System.getProperty("throughtime.log");
    if (log == null) {
      e.printStackTrace(line.getErr());
    } else {
      LoggerFactory.getLogger(Main.class).error("fault of the program", e);
      line.getErr().println("the stack trace is in " + log);
    }
    return ExitStatus.FAILED;
  }

  private static int say(CommandLine line, String message) {
    line.getErr().println(message);
    line.getErr().flush();
    return ExitStatus.WRONG_CALL;
  }
}
