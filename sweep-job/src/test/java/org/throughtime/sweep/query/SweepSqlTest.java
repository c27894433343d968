package org.throughtime.sweep.query;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.throughtime.model.train.RunSpec;
import org.throughtime.model.train.RunStatus;
import org.throughtime.sweep.TestRuns;
import org.throughtime.sweep.resume.CommitSchedule;
import org.throughtime.sweep.resume.RunRecorder;
import org.throughtime.sweep.store.ResultsException;

class SweepSqlTest {
  private static final CommitSchedule SCHEDULE = new CommitSchedule(10, 3, 50);

  @TempDir Path dir;
  private RecordedSweep sweep;
  private SweepSql sql;

  @BeforeEach
  void recordOne() throws IOException {
    sweep = new RecordedSweep(dir.resolve("one"), "s", SCHEDULE);
    RunSpec done = TestRuns.spec("done", "mem", 75);
    RunSpec begun = TestRuns.spec("begun", "mul", 75);
    sweep.prepare(done, begun, TestRuns.spec("waits", "mem", 75));
    sweep.record(done, RunStatus.SOLVED, 65);
    RunRecorder recorder = sweep.begin(begun);
    TestRuns.feed(begun, 0, 26, recorder);
    sweep.commitState(recorder, 26);
    sql = RecordedSweep.sql("one", sweep.results());
  }

  private List<String> rows(String text) throws IOException {
    return RecordedSweep.rows(sql, text);
  }

  @Test
  void aRunThatTrainsHasItsRowsAndFlagsBeforeItHasASegment() throws IOException {
    assertEquals(
        List.of("s|done|solved|64|mem", "s|begun|stopped|25|mul", "s|waits|waiting|null|mem"),
        rows("SELECT sweep, run, status, steps, task FROM runs"));
    assertEquals(
        List.of("begun|26|25", "done|65|64"),
        rows("SELECT run, count(*), max(iter) FROM iterations GROUP BY run ORDER BY run"));
    assertEquals(
        List.of("begun|10,20", "done|10,20,30,40,50,60"),
        rows(
            "SELECT run, array_join(sort_array(collect_list(iter)), ',') FROM checkpoints"
                + " GROUP BY run ORDER BY run"));
    assertEquals(List.of("2.6"), rows("SELECT round(seconds, 3) FROM runs WHERE run = 'begun'"));
  }

  @Test
  void profilesAreUnfoldedFromTheFirstT() throws IOException {
    assertEquals(
        List.of("1|10.0|true|null", "2|10.015625|true|null", "60|10.921875|true|null"),
        rows(
            "SELECT t, grad_time, abs(log10_grad - log10(grad_time)) < 1e-9 AND gate_z_sat_time ="
                + " grad_time, gate_r_sat_time FROM profile WHERE run = 'done' AND iter = 10 AND t"
                + " IN (1, 2, 60) ORDER BY t"));
    assertEquals(List.of("480"), rows("SELECT count(*) FROM profile"));
  }

  @Test
  void theLeaderboardIsThatOfStatus() throws IOException {
    assertEquals(
        List.of("1|task=mem|2|1|1|1.0|65.0|done"),
        rows(
            "SELECT rank, setting, runs, ended, solved, success_rate, median_iterations, best_run"
                + " FROM leaderboard WHERE solved > 0"));
    assertTrue(
        rows("SELECT call FROM leaderboard WHERE rank = 1").get(0).startsWith("./submit.sh train"));
  }

  @Test
  void sweepsOfOneNameAreToldApartByTheirDirectories() throws IOException {
    RecordedSweep other = new RecordedSweep(dir.resolve("two"), "s", SCHEDULE);
    other.prepare(TestRuns.spec("x", "mem", 75));
    RecordedSweep third = new RecordedSweep(dir.resolve("three"), "t", SCHEDULE);
    third.prepare(TestRuns.spec("x", "mem", 75));
    sql =
        RecordedSweep.sql(
            "a/one", sweep.results(), "b/two", other.results(), "three", third.results());
    assertEquals(
        List.of("s (a/one)|3", "s (b/two)|1", "t|1"),
        rows("SELECT sweep, count(*) FROM runs GROUP BY sweep ORDER BY sweep"));
    ResultsException twice =
        assertThrows(
            ResultsException.class,
            () -> RecordedSweep.sql("one", sweep.results(), "./one", sweep.results()));
    assertEquals("./one: is the same directory as one; give it once", twice.getMessage());
  }

  @Test
  void aRunThatBeginsAnewShowsNothingOfBefore() throws IOException {
    RunSpec changed = TestRuns.spec("done", "mul", 75);
    sweep.prepare(changed);
    assertEquals(List.of("waiting|mul"), rows("SELECT status, task FROM runs WHERE run = 'done'"));
    assertEquals(List.of("0"), rows("SELECT count(*) FROM iterations WHERE run = 'done'"));
    RunRecorder recorder = sweep.begin(changed);
    TestRuns.feed(changed, 0, 12, recorder);
    sweep.commitState(recorder, 12);
    assertEquals(List.of("12"), rows("SELECT count(*) FROM iterations WHERE run = 'done'"));
    assertEquals(
        List.of("false"),
        rows("SELECT DISTINCT valid_mae IS NULL FROM checkpoints WHERE run = 'done'"));
  }

  @Test
  void filesOfFlagsThatWereGivenUpDoNotCountBeforeTheyAreTakenAway() throws IOException {
    RunSpec changed = TestRuns.spec("done", "mul", 75);
    new org.throughtime.sweep.store.SweepManifest("s", List.of(changed)).write(sweep.results());
    assertEquals(List.of("waiting|mul"), rows("SELECT status, task FROM runs"));
    assertEquals(List.of("0"), rows("SELECT count(*) FROM iterations"));
    assertEquals(List.of("0"), rows("SELECT count(*) FROM checkpoints"));
  }

  @Test
  void raisingMaxitersKeepsTheRowsOfBefore() throws IOException {
    RunSpec longer = TestRuns.spec("begun", "mul", 1000);
    assertEquals(26, sweep.prepare(longer).get("begun"));
    assertEquals(List.of("26"), rows("SELECT count(*) FROM iterations WHERE run = 'begun'"));
  }

  @Test
  void columnsKnowWhatTheyMean() throws IOException {
    assertEquals(
        List.of("rho_Whh|double|spectral radius of W_hh"),
        rows("DESCRIBE checkpoints").stream().filter(row -> row.startsWith("rho")).toList());
    assertTrue(rows("SHOW TABLES").toString().contains("profile"), rows("SHOW TABLES").toString());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '!',
      value = {
        "SELECT itr FROM checkpoints ! there is no column itr; did you mean",
        "SELECT * FROM chekpoints ! there is no view chekpoints; did you mean checkpoints?",
        "SELECT * FROM generalization ! there is no view generalization yet: ./submit.sh certify",
        "SELECT nosuch(iter) FROM checkpoints ! there is no function nosuch (line 1, position 8)",
        "SELECT * FORM runs ! syntax error at 'runs'",
        "SELECT (1 ! syntax error at end of input",
        "SELECT 1 / 0 ! Division by zero",
        "DROP VIEW runs ! only questions are answered here, and DROP is none",
        "CREATE TABLE x AS SELECT 1 ! only questions are answered here, and CREATE is none",
        "INSERT INTO runs SELECT 1 ! only questions are answered here, and INSERT is none",
        "WITH a AS (SELECT 1) INSERT INTO b SELECT * FROM a ! only questions are answered here",
        "FROM runs INSERT INTO b SELECT * ! only questions are answered here",
        "SET spark.sql.ansi.enabled = false ! only questions are answered here, and SET is none",
        "CACHE TABLE runs ! only questions are answered here, and CACHE is none",
        "EXECUTE IMMEDIATE 'DROP VIEW runs' ! only questions are answered here",
        "BEGIN DROP VIEW runs; END ! only questions are answered here",
      })
  void mistakesAreOneLineThatSaysWhatWouldBeRight(String text, String expected) throws IOException {
    QueryException e = assertThrows(QueryException.class, () -> askWhole(text));
    assertTrue(e.getMessage().startsWith(expected), e.getMessage());
    assertEquals(1, e.getMessage().lines().count(), e.getMessage());
    assertFalse(e.getMessage().contains("SQLSTATE"), e.getMessage());
  }

  private void askWhole(String text) throws IOException {
    sql.ask(new Statement(text, Statement.all(text).get(0).words(), text.split(" ")[0]));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "EXPLAIN SELECT * FROM runs",
        "DESCRIBE runs",
        "SHOW COLUMNS IN runs",
        "VALUES (1)",
        "TABLE runs",
        "FROM runs SELECT run",
        "WITH a AS (SELECT 1 AS x) SELECT x FROM a",
        "FROM runs |> SELECT run"
      })
  void whateverLooksIsAnswered(String text) throws IOException {
    assertFalse(RecordedSweep.ask(sql, text).rows().isEmpty());
  }

  @Test
  void everyViewHasTheColumnsThatAreCompleted() throws IOException {
    for (Map.Entry<String, List<String>> view : SweepSql.views().entrySet()) {
      if (!view.getKey().equals("generalization")) {
        assertEquals(
            view.getValue(),
            List.of(
                RecordedSweep.ask(sql, "SELECT * FROM " + view.getKey()).columns().fieldNames()),
            view.getKey());
      }
    }
  }
}
