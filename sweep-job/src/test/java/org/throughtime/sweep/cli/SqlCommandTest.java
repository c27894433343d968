package org.throughtime.sweep.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.throughtime.model.train.RunSpec;
import org.throughtime.sweep.TestRuns;
import org.throughtime.sweep.TestSpark;
import org.throughtime.sweep.query.QueryFolder;
import org.throughtime.sweep.resume.Preparation;
import org.throughtime.sweep.store.ResultsDirectory;
import org.throughtime.sweep.store.SweepManifest;

class SqlCommandTest {
  @TempDir Path dir;
  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();
  private boolean started;
  private String results;

  @BeforeEach
  void prepare() throws IOException {
    results = dir.resolve("with space").toString();
    List<RunSpec> runs = List.of(TestRuns.spec("r", "mem", 20));
    new Preparation(new ResultsDirectory(results, new Configuration()), note -> {})
        .prepare(new SweepManifest("s", runs), runs, false);
    Files.writeString(
        Files.createDirectories(dir.resolve("queries")).resolve("names.sql"),
        "-- Which runs there are\n-- More of it\nSELECT run FROM runs;");
  }

  private SparkSession spark() {
    started = true;
    return TestSpark.session(2);
  }

  private int piped(String in, String... args) {
    SqlCommand sql =
        new SqlCommand(
            this::spark,
            new Keyboard(
                false, new ByteArrayInputStream(in.getBytes(StandardCharsets.UTF_8)), true),
            new QueryFolder(dir.resolve("queries")),
            100);
    out.getBuffer().setLength(0);
    err.getBuffer().setLength(0);
    started = false;
    String[] all = new String[args.length + 1];
    all[0] = "sql";
    System.arraycopy(args, 0, all, 1, args.length);
    return Main.commandLine(null, sql, null, 100, new PrintWriter(out), new PrintWriter(err))
        .execute(all);
  }

  private void refused(String message, String... args) {
    assertEquals(ExitStatus.WRONG_CALL, piped("", args));
    assertTrue(err.toString().contains(message), err.toString());
    assertEquals(1, err.toString().lines().count(), err.toString());
    assertEquals("", out.toString());
  }

  @Test
  void statementsComeFromTheCallAFileANameOrThePipe() throws IOException {
    assertEquals(0, piped("", results, "SELECT run, status FROM runs", "--format", "csv"));
    assertEquals("run,status\r\nr,waiting\r\n", out.toString());
    assertEquals(0, piped("", results, "@names", "--format", "csv"));
    assertEquals("run\r\nr\r\n", out.toString());
    Path file = Files.writeString(dir.resolve("two.sql"), "SELECT 1 AS a; -- one\nSELECT 2 AS b");
    assertEquals(0, piped("", results, "-f", file.toString(), "--format=json"));
    assertEquals("{\"a\":1}\n{\"b\":2}\n", out.toString());
    assertEquals(0, piped("SELECT 3 AS c;", results));
    assertEquals("c\n-\n3\n1 row\n", out.toString());
  }

  /** A full disk behind a redirection. */
  @Test
  void anAnswerThatIsNotWholeIsAFailure() {
    Writer full =
        new Writer() {
          @Override
          public void write(char[] text, int offset, int length) throws IOException {
            throw new IOException("No space left on device");
          }

          @Override
          public void flush() {}

          @Override
          public void close() {}
        };
    SqlCommand sql =
        new SqlCommand(
            this::spark,
            new Keyboard(false, InputStream.nullInputStream(), true),
            new QueryFolder(dir.resolve("queries")),
            100);
    assertEquals(
        ExitStatus.FAILED,
        Main.commandLine(null, sql, null, 100, new PrintWriter(full), new PrintWriter(err))
            .execute("sql", results, "SELECT 1"));
    assertEquals("the output is incomplete: standard output was closed", err.toString().strip());
  }

  @Test
  void queriesAreListedWithoutSpark() {
    assertEquals(0, piped("", results, "--list"));
    assertEquals("@names  Which runs there are\n", out.toString());
    assertTrue(!started);
  }

  @Test
  void aWrongCallIsRefusedBeforeSparkStarts() {
    refused("no results directory; give one, such as results/quick");
    refused(
        "nowhere: does not exist; give the results directory of a sweep", "nowhere", "SELECT 1");
    refused("SELEC: does not exist", results, "SELEC");
    refused(
        "SELECT is not a directory; put the statement in quotes: ./submit.sh sql "
            + results
            + " \"SELECT ...\"",
        results,
        "SELECT",
        "run",
        "FROM",
        "runs");
    refused(
        "put the statement in quotes: ./submit.sh sql DIR \"describe ...\"", "describe", "runs");
    String first = "the directory comes first: ./submit.sh sql " + results + " ";
    refused(first + "\"SELECT run FROM runs\"", "SELECT run\n  FROM runs", results);
    refused(first + "'SELECT \"a b\" FROM runs'", "SELECT \"a b\" FROM runs", results);
    refused(first + "@names", "@names", results);
    refused("names is not a directory; did you mean @names?", results, "names");
    refused("nmes is not a directory; did you mean @names?", results, "nmes");
    refused("names is not a directory; did you mean @names?", "names");
    refused("nmes: does not exist; give the results directory", "nmes", "SELECT 1");
    String only = ": must be the last argument, and the only statement or query; put several";
    refused("@names" + only, results, "@names", "SELECT 1");
    refused("SELECT 1" + only, results, "SELECT 1", "SELECT 2");
    refused("my results: does not exist", "my results", "SELECT 1");
    refused("--format xml: must be table, csv or json", results, "SELECT 1", "--format", "xml");
    refused("there is no query @nmes in", results, "@nmes");
    refused("-f none.sql: no such file", results, "-f", "none.sql");
    refused("a statement and -f a.sql; give only one of them", results, "SELECT 1", "-f", "a.sql");
    refused("is the same directory as", results, results + "/", "SELECT 1");
    refused("no statement; write one", results, " ;");
    refused("there is no view rums; did you mean runs?", results, "SELECT 1; SELECT * FROM rums");
    refused("read-only: DROP is not allowed", results, "SELECT 1; DROP VIEW runs");
    refused("syntax error at 'x'", results, "SELECT 1 FORM x");
    refused("syntax error at 'SELEC', expected SELECT (line 1, position 1)", results, "SELEC 1");
    assertTrue(!started);
    refused(
        "there is no column rum (line 1, position 8); did you mean run?",
        results,
        "SELECT rum FROM runs");
  }
}
