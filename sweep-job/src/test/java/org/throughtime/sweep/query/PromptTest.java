package org.throughtime.sweep.query;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jline.reader.Candidate;
import org.jline.reader.LineReaderBuilder;
import org.jline.reader.impl.DefaultParser;
import org.jline.terminal.Terminal;
import org.jline.terminal.impl.DumbTerminal;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.throughtime.sweep.TestRuns;
import org.throughtime.sweep.resume.CommitSchedule;

class PromptTest {
  @TempDir Path dir;
  private SweepSql sql;
  private QueryFolder queries;
  private Path history;

  @BeforeEach
  void recordOne() throws IOException {
    RecordedSweep sweep =
        new RecordedSweep(dir.resolve("results"), "s", new CommitSchedule(10, 3, 50));
    sweep.prepare(TestRuns.spec("first", "mem", 20), TestRuns.spec("second", "mem", 20));
    sql = RecordedSweep.sql("d", sweep.results());
    Path folder = Files.createDirectories(dir.resolve("queries"));
    Files.writeString(
        folder.resolve("how-many.sql"), "-- How many\nSELECT count(*) AS n FROM runs;");
    queries = new QueryFolder(folder);
    history = dir.resolve("history");
  }

  /** What a terminal shows where that is typed, until the input ends. */
  private String typed(String keys) throws IOException {
    ByteArrayOutputStream screen = new ByteArrayOutputStream();
    try (Terminal terminal =
        new DumbTerminal(
            "test",
            "dumb",
            new ByteArrayInputStream(keys.getBytes(StandardCharsets.UTF_8)),
            screen,
            StandardCharsets.UTF_8)) {
      new Prompt(terminal, history, sql, queries, TableFormat::new).run();
    }
    return screen.toString(StandardCharsets.UTF_8);
  }

  @Test
  void aStatementGoesOnToItsSemicolon() throws IOException {
    String screen = typed("SELECT run\nFROM runs\nORDER BY run DESC;\n");
    assertTrue(screen.contains("second\nfirst\n2 rows"), screen.replace("\r", ""));
  }

  @Test
  void mistakesAreALineAndTheNextStatementIsAnswered() throws IOException {
    String screen = typed("SELECT rum FROM runs;\nSELECT 6 * 7 AS answer;\n");
    assertTrue(
        screen.contains("there is no column rum (line 1, position 8); did you mean run?"), screen);
    assertTrue(screen.contains("42\n1 row"), screen);
    assertFalse(screen.contains("\tat "), screen);
  }

  @Test
  void namedQueriesNeedNoSemicolon() throws IOException {
    assertTrue(typed("@how-many\n").contains("2\n1 row"));
    assertTrue(typed("@how-mny\n").contains("there is no query @how-mny"));
  }

  @Test
  void whatWasAskedIsKept() throws IOException {
    typed("SELECT 1;\nquit\nSELECT 2;\n");
    String kept = Files.readString(history);
    assertTrue(kept.contains("SELECT 1;"), kept);
    assertFalse(kept.contains("SELECT 2;"), "quit leaves: " + kept);
  }

  @Test
  void theFirstLineSaysHowToGetHelpAndLeave() throws IOException {
    String screen = typed("exit\n");
    assertTrue(screen.startsWith("Type a statement and ;, or help, or exit (Ctrl-D).\n"), screen);
    assertTrue(typed("help\n").contains("exit, quit, \\q   leave the prompt"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "quit",
        "exit",
        "EXIT;",
        "quit ;",
        "\\q",
        "\\q;",
        "SELECT\nquit",
        "SELECT 'a\nexit;",
        "\u0004",
        "SELECT ru\u0004",
        "SELECT run\n\u0004",
        "SELECT run\nFROM ru\u0004"
      })
  void leavesAlsoInTheMiddleOfAStatement(String keys) throws IOException {
    String screen = typed(keys + "\nSELECT 6 * 7 AS answer;\n");
    assertFalse(screen.contains("42"), screen);
    assertFalse(screen.contains("possibilities"), screen);
  }

  @Test
  void anUnknownCommandIsALine() throws IOException {
    String screen = typed("\\d runs\nSELECT 6 * 7 AS answer;\n");
    assertTrue(
        screen.contains("there is no command \\d runs; type a statement and ;, or help\n"), screen);
    assertTrue(screen.contains("42\n1 row"), screen);
  }

  private List<String> completions(String line) throws IOException {
    List<Candidate> candidates = new ArrayList<>();
    DefaultParser parser = new DefaultParser();
    try (Terminal terminal =
        new DumbTerminal(new ByteArrayInputStream(new byte[0]), new ByteArrayOutputStream())) {
      new SqlCompleter(SweepSql.views(), queries)
          .complete(
              LineReaderBuilder.builder().terminal(terminal).build(),
              parser.parse(line, line.length(), DefaultParser.ParseContext.COMPLETE),
              candidates);
    }
    return candidates.stream().map(Candidate::value).toList();
  }

  @Test
  void viewsColumnsKeywordsAndQueriesAreCompleted() throws IOException {
    List<String> words = completions("SELECT ");
    assertTrue(words.containsAll(List.of("checkpoints", "leaderboard", "log10_grad", "GROUP BY")));
    assertTrue(completions("SELECT max(valid").contains("max(valid_error"));
    assertTrue(completions("SELECT c.").contains("c.rho_Whh"));
    assertEquals(List.of("@how-many"), completions("@"));
  }
}
