package org.throughtime.sweep.cli;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.univocity.parsers.csv.CsvParser;
import com.univocity.parsers.csv.CsvParserSettings;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.io.StringReader;
import java.io.StringWriter;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.throughtime.sweep.TestSpark;
import org.throughtime.sweep.query.QueryFolder;

/**
 * Results that earlier versions wrote: every command reads them, and a sweep goes on from them.
 *
 * <p>A folder of the test resources, named after its version, holds the sweep file, the results as
 * {@code src/test/bash/freeze.sh} made them with that version, and what its commands said of them.
 * Later versions may say more: another column, never another value.
 *
 * <p>Runs of a gru that began with other weights than the course's are runs that wait: the contract
 * changed what they are.
 */
class FrozenResultsTest {
  private static final Map<String, String> SPARK =
      Map.of("spark.master", "local[1]", "spark.ui.enabled", "false");

  private static final String OTHER_GRU = "is of a gru, which this version computes differently";

  @TempDir private Path dir;
  private Path frozen;
  private String out = "";
  private String err = "";

  private static List<Path> versions() throws IOException, URISyntaxException {
    Path root = Path.of(FrozenResultsTest.class.getResource("/frozen").toURI());
    try (Stream<Path> versions = Files.list(root)) {
      return versions.sorted().toList();
    }
  }

  @BeforeEach
  void configureSpark() {
    SPARK.forEach(System::setProperty);
  }

  @AfterEach
  void forgetSpark() {
    SPARK.keySet().forEach(System::clearProperty);
  }

  private void copy(Path version) throws IOException {
    frozen = version;
    Path results = version.resolve("results");
    try (Stream<Path> walk = Files.walk(results)) {
      for (Path file : walk.filter(Files::isRegularFile).toList()) {
        Path copy = dir.resolve(results.relativize(file).toString());
        Files.createDirectories(copy.getParent());
        Files.copy(file, copy);
      }
    }
  }

  /** Executes a command of the program as {@code submit.sh} would. */
  private int execute(String... args) {
    ByteArrayOutputStream shown = new ByteArrayOutputStream();
    PrintStream stream = new PrintStream(shown, true, StandardCharsets.UTF_8);
    StringWriter faults = new StringWriter();
    SqlCommand sql =
        new SqlCommand(
            () -> TestSpark.session(2),
            new Keyboard(false, InputStream.nullInputStream(), true),
            new QueryFolder(dir),
            Integer.MAX_VALUE);
    int status =
        Main.commandLine(
                new SparkSweepRunner(stream, false, () -> 100),
                sql,
                null,
                100,
                new PrintWriter(stream, true, StandardCharsets.UTF_8),
                new PrintWriter(faults, true))
            .execute(args);
    out = shown.toString(StandardCharsets.UTF_8);
    err = faults.toString();
    return status;
  }

  private String expected(String name) throws IOException {
    return Files.readString(frozen.resolve("expected").resolve(name));
  }

  @ParameterizedTest
  @MethodSource("versions")
  void statusShowsEveryRun(Path version) throws IOException {
    copy(version);
    assertEquals(0, execute("status", dir.toString(), "--top", "0"), () -> err);
    assertHolds(table(expected("status.txt")), table(out));
  }

  @ParameterizedTest
  @MethodSource("versions")
  void digestsAndChecksumsAreTheSame(Path version) throws IOException {
    copy(version);
    assertEquals(1, execute("digest", dir.toString(), "--verify"), "some runs have not ended");
    assertEquals(expected("digest.txt"), out);
    assertEquals(counts(expected("verify.txt")), counts(err));
  }

  /** The number that begins each line: of files, and of runs. */
  private static List<String> counts(String text) {
    return text.lines().map(line -> line.replaceFirst("\\D.*", "")).toList();
  }

  @ParameterizedTest
  @MethodSource("versions")
  void sqlSelectsTheSameRows(Path version) throws IOException {
    copy(version);
    for (String line : Files.readAllLines(version.resolve("statements.txt"))) {
      String[] named = line.split(": ", 2);
      assertEquals(0, execute("sql", dir.toString(), named[1], "--format", "csv"), () -> err);
      assertHolds(csv(expected(named[0] + ".csv")), csv(out));
    }
  }

  @ParameterizedTest
  @MethodSource("versions")
  void aReportShowsEveryRun(Path version) throws IOException {
    copy(version);
    assertEquals(0, execute("report", dir.toString()), () -> err);
    String page = Files.readString(dir.resolve("report/index.html"));
    for (Map<String, String> run : csv(expected("runs.csv"))) {
      assertTrue(page.contains(run.get("run")), run.get("run"));
    }
    assertTrue(Files.size(dir.resolve("report/report.pdf")) > 0);
  }

  @ParameterizedTest
  @MethodSource("versions")
  void aSubmissionHasEveryRun(Path version) throws IOException {
    copy(version);
    assertEquals(1, execute("submission", dir.toString()), "some runs have not ended");
    assertEquals("", err);
    String checklist = Files.readString(dir.resolve("submission/checklist.md"));
    for (Map<String, String> run : csv(expected("runs.csv"))) {
      assertTrue(checklist.contains("`" + run.get("run") + "`"), run.get("run"));
    }
  }

  @ParameterizedTest
  @MethodSource("versions")
  void certifyTakesTheScoresThatAreThere(Path version) throws IOException {
    copy(version);
    byte[] scores = read("tables/generalization/mem_rnn.parquet");
    certify("3,6", "certify.txt");
    assertArrayEquals(scores, read("tables/generalization/mem_rnn.parquet"));
  }

  /**
   * Runs that have ended stay as they are; the others go on, from their states if they have any.
   */
  @ParameterizedTest
  @MethodSource("versions")
  void aSweepGoesOnToTheEndOfOneThatWasNeverDisturbed(Path version) throws IOException {
    copy(version);
    Map<String, Integer> attempts = attempts();
    Map<String, byte[]> ended = new TreeMap<>();
    for (String run : List.of("mem_rnn", "mul_rnn")) {
      String row = "tables/runs/" + run + ".parquet";
      ended.put(row, read(row));
    }
    TestSpark.stop();
    String conf = version.resolve("frozen.conf").toString();
    assertEquals(0, execute("run", conf, "--out", dir.toString()), () -> out + err);
    out.lines()
        .filter(line -> line.contains("note:"))
        .forEach(line -> assertTrue(line.endsWith(OTHER_GRU + ": starts again"), line));
    for (Map.Entry<String, byte[]> row : ended.entrySet()) {
      assertArrayEquals(row.getValue(), read(row.getKey()), row.getKey());
    }

    assertEquals(0, execute("digest", dir.toString(), "--verify"), () -> err);
    assertEquals(expected("resumed-digest.txt"), out);
    certify("3,6,9", "certify-longer.txt");

    attempts.merge("torder_rnn", 1, Integer::sum);
    List.of("add_gru", "mem_gru", "mul_gru").forEach(gru -> attempts.put(gru, 1));
    attempts.put("drawn_d1", 1);
    assertEquals(attempts, attempts());
  }

  private void certify(String lengths, String expected) throws IOException {
    TestSpark.stop();
    List<String> call = List.of("certify", dir.toString(), "--seed", "7", "--sequences", "40");
    String[] all =
        Stream.concat(call.stream(), Stream.of("--lengths", lengths)).toArray(String[]::new);
    assertEquals(0, execute(all), () -> err);
    assertHolds(table(expected(expected)), table(out));
  }

  /** By run, where a row tells. */
  private Map<String, Integer> attempts() {
    String statement = "SELECT run, attempts FROM runs WHERE attempts IS NOT NULL";
    assertEquals(0, execute("sql", dir.toString(), statement, "--format", "csv"), () -> err);
    Map<String, Integer> attempts = new TreeMap<>();
    csv(out).forEach(row -> attempts.put(row.get("run"), Integer.valueOf(row.get("attempts"))));
    return attempts;
  }

  private byte[] read(String file) throws IOException {
    return Files.readAllBytes(dir.resolve(file));
  }

  /**
   * The table of a text, whose first column is {@code run}, as rows by column. Version 0.1 showed
   * people n of the last iteration, as {@code steps}; later ones show the iterations done, with
   * commas between thousands. Its {@code best err%} is {@code lowest err%} now.
   */
  private static List<Map<String, String>> table(String text) {
    List<List<String>> lines =
        text.lines()
            .dropWhile(line -> !line.startsWith("run "))
            .takeWhile(line -> line.contains("  "))
            .map(line -> List.of(line.split(" {2,}")))
            .toList();
    List<Map<String, String>> rows = rows(lines);
    for (Map<String, String> row : rows) {
      String done = row.remove("iterations");
      if (done != null) {
        String plain = done.replace(",", "");
        row.put("steps", done.equals("-") ? done : "" + (Integer.parseInt(plain) - 1));
      }
      if (row.containsKey("lowest err%")) {
        row.put("best err%", row.remove("lowest err%"));
      }
    }
    return rows;
  }

  private static List<Map<String, String>> csv(String text) {
    CsvParserSettings settings = new CsvParserSettings();
    settings.setLineSeparatorDetectionEnabled(true);
    settings.setMaxColumns(1000);
    settings.setMaxCharsPerColumn(-1);
    settings.setNullValue("");
    List<List<String>> lines = new ArrayList<>();
    new CsvParser(settings)
        .parseAll(new StringReader(text))
        .forEach(line -> lines.add(Stream.of(line).map(FrozenResultsTest::number).toList()));
    return rows(lines);
  }

  /** A double as this Java writes it: from version 19 on, Java writes some with fewer digits. */
  private static String number(String cell) {
    return cell.matches("-?\\d+\\.\\d+(E-?\\d+)?")
        ? Double.toString(Double.parseDouble(cell))
        : cell;
  }

  private static List<Map<String, String>> rows(List<List<String>> lines) {
    List<Map<String, String>> rows = new ArrayList<>();
    for (List<String> line : lines.subList(1, lines.size())) {
      Map<String, String> row = new LinkedHashMap<>();
      for (int i = 0; i < line.size(); i++) {
        row.put(lines.get(0).get(i), line.get(i));
      }
      rows.add(row);
    }
    return rows;
  }

  /** The same rows in whatever order, with at least the same columns. */
  private static void assertHolds(
      List<Map<String, String>> expected, List<Map<String, String>> actual) {
    assertFalse(expected.isEmpty());
    List<Map<String, String>> known = new ArrayList<>();
    for (Map<String, String> row : actual) {
      Map<String, String> cells = new LinkedHashMap<>();
      expected.get(0).keySet().forEach(column -> cells.put(column, row.get(column)));
      known.add(cells);
    }
    Comparator<Map<String, String>> byText = Comparator.comparing(Map::toString);
    assertEquals(
        expected.stream().sorted(byText).map(Map::toString).toList(),
        known.stream().sorted(byText).map(Map::toString).toList());
  }
}
