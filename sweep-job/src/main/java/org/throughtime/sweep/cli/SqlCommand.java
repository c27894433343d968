package org.throughtime.sweep.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import org.apache.spark.sql.SparkSession;
import org.jline.terminal.Terminal;
import org.jline.terminal.TerminalBuilder;
import org.throughtime.sweep.query.CsvFormat;
import org.throughtime.sweep.query.FirstWord;
import org.throughtime.sweep.query.JsonFormat;
import org.throughtime.sweep.query.NamedSweep;
import org.throughtime.sweep.query.Prompt;
import org.throughtime.sweep.query.QueryFolder;
import org.throughtime.sweep.query.ResultFormat;
import org.throughtime.sweep.query.Statement;
import org.throughtime.sweep.query.SweepSql;
import org.throughtime.sweep.query.TableFormat;
import org.throughtime.sweep.store.ResultsDirectory;
import org.throughtime.sweep.store.ResultsException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code sql DIR...}: questions to one or several sweeps. */
@Command(
    name = "sql",
    header = "query the tables",
    description = {
      "Answer SQL statements from the tables of results directories, even while their sweeps run.",
      "The views are runs, checkpoints, iterations, profile (one row per t), generalization,",
      "leaderboard, and dynamics, fixed_points, retention, jacobian_sv, trajectories and weights;",
      "DESCRIBE checkpoints lists the columns of a view, and so does docs/tables.md. In each of them, the column sweep tells the directories",
      "apart.",
      "",
      "Without a statement, a terminal gets a prompt; otherwise statements are read from standard",
      "input."
    },
    exitCodeList = {
      "0:All statements were answered.",
      "1:Standard output was closed before the last answer.",
      "2:The call or a statement is wrong, or DIR has no sweep.",
      ExitStatus.STOPPED
    },
    footer = {
      "./submit.sh sql results/quick @who-vanishes",
      "./submit.sh sql results/quick \"SELECT run, status FROM runs\" --format csv",
      "./submit.sh sql --list"
    })
final class SqlCommand implements Callable<Integer>, EarlyCheck {
  private static final Path HISTORY =
      Path.of(System.getProperty("user.home"), ".throughtime_sql_history");

  private static final String TABLE = "table";
  private static final String CSV = "csv";
  private static final String JSON = "json";

  /** Set for the process that checks a call before Spark starts. */
  private static final String PARSER = "throughtime.parser";

  private final Supplier<SparkSession> spark;
  private final Keyboard keyboard;
  private final QueryFolder queries;
  private final int columns;

  @Spec private CommandSpec command;

  @Parameters(
      arity = "0..*",
      paramLabel = "DIR [DIR...] [STATEMENT | @QUERY]",
      hideParamSyntax = true,
      description =
          "Results directories, paths or Hadoop file system URIs; then SQL statements separated by"
              + " semicolons, or the name of a query in conf/queries.")
  private List<String> words = List.of();

  @Option(
      names = {"-f", "--file"},
      paramLabel = "FILE",
      description =
          "Read the statements from a file, separated by semicolons. Spark starts once for all.")
  private Path file;

  @Option(
      names = "--format",
      paramLabel = "FORMAT",
      completionCandidates = Formats.class,
      description = "table, csv (RFC 4180), or json (one object per line). Default: table.")
  private String format = TABLE;

  @Option(names = "--list", description = "List the queries in conf/queries.")
  private boolean list;

  @Option(names = "--help", usageHelp = true, description = "Show this.")
  private boolean help;

  /**
   * @param spark started once there is something to answer
   * @param columns width of tables, in characters
   */
  SqlCommand(Supplier<SparkSession> spark, Keyboard keyboard, QueryFolder queries, int columns) {
    this.spark = spark;
    this.keyboard = keyboard;
    this.queries = queries;
    this.columns = columns;
  }

  /** With Spark, the input and the folder of queries that {@code submit.sh} told of. */
  static SqlCommand ofThisProcess() {
    boolean terminal = Boolean.getBoolean("throughtime.terminal");
    return new SqlCommand(
        SparkSettings::sqlSession,
        new Keyboard(Boolean.getBoolean("throughtime.keyboard"), System.in, true),
        queriesOfThisProcess(),
        // What goes into a file has room.
        terminal ? TerminalWidth.atStart() : Integer.MAX_VALUE);
  }

  static QueryFolder queriesOfThisProcess() {
    return new QueryFolder(Path.of(System.getProperty("throughtime.queries", "conf/queries")));
  }

  @Override
  public Integer call() {
    try {
      if (list) {
        list();
        return ExitStatus.OK;
      }
      SqlCall asked = asked();
      Optional<String> written = asked.text(keyboard.own());
      ResultFormat answers = format(columns);
      List<NamedSweep> sweeps = sweeps(asked.directories());
      Optional<String> text = written.isPresent() ? written : piped();
      if (text.isPresent()) {
        return ask(SqlCall.statements(text.get()), sweeps, answers);
      }
      prompt(sweeps);
      return ExitStatus.OK;
    } catch (IOException e) {
      throw new ResultsException("cannot be read: " + e.getMessage());
    }
  }

  /**
   * Checks the statements of the call with Spark's parser if {@code submit.sh} says that it loads
   * quickly, and otherwise only the first word. The parser is not loaded for a query of {@code
   * conf/queries}, which most likely is right. The command itself checks what is piped in, also as
   * a file, because it can be read only once.
   */
  @Override
  public void check() {
    if (list) {
      return;
    }
    try {
      SqlCall asked = asked();
      if (asked.isPipe()) {
        return;
      }
      Optional<String> text = asked.text(keyboard.own());
      format(columns);
      boolean parsed = Boolean.getBoolean(PARSER) && !asked.isNamed();
      text.ifPresent(parsed ? SqlCall::check : FirstWord::requireQuestion);
    } catch (IOException e) {
      throw new ResultsException("cannot be read: " + e.getMessage());
    }
  }

  private SqlCall asked() {
    return new SqlCall(words, file, queries, command);
  }

  private ParameterException wrong(String message) {
    return new ParameterException(command.commandLine(), message);
  }

  private Optional<String> piped() throws IOException {
    return keyboard.terminal()
        ? Optional.empty()
        : Optional.of(new String(keyboard.in().readAllBytes(), StandardCharsets.UTF_8));
  }

  private List<NamedSweep> sweeps(List<String> directories) throws IOException {
    Map<String, ResultsDirectory> results = new LinkedHashMap<>();
    for (String directory : directories) {
      ResultsDirectory opened = ConfiguredResults.open(directory);
      ConfiguredResults.noteDamage(opened, command.commandLine().getErr());
      results.put(directory, opened);
    }
    return NamedSweep.of(results);
  }

  private ResultFormat format(int width) {
    return switch (format) {
      case TABLE -> new TableFormat(width);
      case CSV -> new CsvFormat();
      case JSON -> new JsonFormat();
      default -> throw wrong("--format " + format + ": must be table, csv or json");
    };
  }

  private void list() throws IOException {
    PrintWriter out = command.commandLine().getOut();
    List<QueryFolder.NamedQuery> all = queries.all();
    int width = all.stream().mapToInt(query -> query.name().length()).max().orElse(0);
    for (QueryFolder.NamedQuery query : all) {
      String space = " ".repeat(width - query.name().length() + 2);
      out.println("@" + query.name() + space + query.answers());
    }
    out.flush();
  }

  private int ask(List<Statement> statements, List<NamedSweep> sweeps, ResultFormat written)
      throws IOException {
    PrintWriter out = command.commandLine().getOut();
    SweepSql sql = new SweepSql(spark.get(), sweeps);
    for (int i = 0; i < statements.size(); i++) {
      if (i > 0 && !format.equals("json")) {
        out.println();
      }
      written.write(sql.ask(statements.get(i)), out);
      if (out.checkError()) {
        PrintWriter err = command.commandLine().getErr();
        err.println("the output is incomplete: standard output was closed");
        return ExitStatus.FAILED;
      }
    }
    return ExitStatus.OK;
  }

  private void prompt(List<NamedSweep> sweeps) throws IOException {
    if (!keyboard.own()) {
      throw new OwnProcessException("a terminal");
    }
    try (Terminal terminal = TerminalBuilder.builder().system(true).build()) {
      SweepSql sql = new SweepSql(spark.get(), sweeps);
      new Prompt(terminal, HISTORY, sql, queries, this::format).run();
    }
  }

  /** What {@code completion} offers behind --format. */
  static final class Formats extends ArrayList<String> {
    private static final long serialVersionUID = 1;

    Formats() {
      super(List.of(TABLE, CSV, JSON));
    }
  }
}
