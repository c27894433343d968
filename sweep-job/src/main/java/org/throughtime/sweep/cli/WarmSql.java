package org.throughtime.sweep.cli;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.PrintWriter;
import java.nio.charset.Charset;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Supplier;
import org.apache.spark.sql.SparkSession;
import org.throughtime.sweep.query.QueryFolder;
import org.throughtime.sweep.warm.Call;
import org.throughtime.sweep.warm.WarmServer;
import picocli.CommandLine;

/** {@code sql} in a process that stays, with one Spark for all its calls. */
final class WarmSql implements WarmServer.Command {
  private static final String SOCKET = "throughtime.warm";
  private static final String MINUTES = "throughtime.warm.minutes";

  /** The environment, since a command line is read by everybody. */
  private static final String KEY = "THROUGHTIME_WARM_KEY";

  private static final int TERMINAL = 100;

  private final Supplier<SparkSession> start;
  private final QueryFolder queries;
  private SparkSession spark;

  WarmSql(Supplier<SparkSession> start, QueryFolder queries) {
    this.start = start;
    this.queries = queries;
  }

  /**
   * Serves where {@code submit.sh} started this process to do so.
   *
   * @return the exit status; empty where it did not
   */
  static OptionalInt ofThisProcess() {
    Optional<String> socket = Optional.ofNullable(System.getProperty(SOCKET));
    if (socket.isEmpty()) {
      return OptionalInt.empty();
    }
    try {
      WarmServer.serve(
          Path.of(socket.get()),
          Optional.ofNullable(System.getenv(KEY)).orElse(""),
          Duration.ofMinutes(Long.getLong(MINUTES, 10)),
          new WarmSql(SparkSettings::sqlSession, SqlCommand.queriesOfThisProcess()));
      return OptionalInt.of(ExitStatus.OK);
    } catch (IOException e) {
      System.err.println(socket.get() + ": cannot be served: " + e.getMessage());
      return OptionalInt.of(ExitStatus.FAILED);
    }
  }

  private synchronized SparkSession spark() {
    if (spark == null || spark.sparkContext().isStopped()) {
      spark = start.get();
    }
    return spark;
  }

  @Override
  public OptionalInt execute(Call call, InputStream in, OutputStream out, OutputStream err) {
    boolean terminal = call.columns() > 0;
    SqlCommand sql =
        new SqlCommand(
            this::spark,
            new Keyboard(call.keyboard(), in, false),
            queries,
            terminal ? call.columns() : Integer.MAX_VALUE);
    PrintWriter errors = writer(err);
    CommandLine line =
        Main.commandLine(
            null, sql, null, terminal ? call.columns() : TERMINAL, writer(out), errors);
    boolean[] alone = {false};
    CommandLine.IExecutionExceptionHandler usual = line.getExecutionExceptionHandler();
    line.setExecutionExceptionHandler(
        (e, command, parsed) -> {
          alone[0] = e instanceof OwnProcessException;
          return alone[0] ? ExitStatus.FAILED : usual.handleExecutionException(e, command, parsed);
        });
    int status = line.execute(call.words().toArray(String[]::new));
    errors.flush();
    line.getOut().flush();
    return alone[0] ? OptionalInt.empty() : OptionalInt.of(status);
  }

  /** In the encoding in which a process of its own would write. */
  private static PrintWriter writer(OutputStream out) {
    Charset charset = Charset.forName(new OutputStreamWriter(System.out).getEncoding());
    return new PrintWriter(new OutputStreamWriter(out, charset), true);
  }

  /** Ends the process: a task of Spark may compute on for minutes after its job was cancelled. */
  @Override
  public void cancel() {
    System.exit(ExitStatus.INTERRUPTED);
  }
}
