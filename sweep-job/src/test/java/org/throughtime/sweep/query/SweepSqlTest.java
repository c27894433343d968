package org.throughtime.sweep.query;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
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

  /** Two names have the specification of the solved run, which counts once. */
  @Test
  void theLeaderboardIsThatOfStatus() throws IOException {
    assertEquals(
        List.of("1|task=mem|1|1|1|1.0|65.0|done"),
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
    assertEquals(List.of("waiting|mul"), rows("SELECT status, task FROM runs WHERE run = 'done'"));
    assertEquals(List.of("0"), rows("SELECT count(*) FROM iterations WHERE run = 'done'"));
    assertEquals(List.of("0"), rows("SELECT count(*) FROM checkpoints WHERE run = 'done'"));
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
    assertEquals(
        List.of("maxiters|int|the flag: Number of iterations, at least 1"),
        rows("DESCRIBE runs").stream().filter(row -> row.startsWith("maxiters")).toList());
    assertEquals(
        List.of(
            "stateNoise|double|the flag: Standard deviation of the Gaussian noise that is added"
                + " to every pre-activation in training, at least 0"),
        rows("DESCRIBE runs").stream().filter(row -> row.startsWith("stateNoise")).toList());
    assertTrue(rows("SHOW TABLES").toString().contains("profile"), rows("SHOW TABLES").toString());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '!',
      value = {
        "SELECT itr FROM checkpoints ! there is no column itr (line 1, position 8); did you mean iter? DESCRIBE checkpoints lists the columns",
        "SELECT run FROM runs WHERE status = finished ! there is no column finished (line 1, position 37); if it is text, write 'finished' in quotes",
        "SELECT run FROM runs WHERE status IN (solved) ! there is no column solved (line 1, position 39); if it is text, write 'solved' in quotes",
        "SELECT learning_rate FROM runs ! there is no column learning_rate (line 1, position 8); DESCRIBE runs lists the columns",
        "SELECT iteration FROM checkpoints ! there is no column iteration (line 1, position 8); did you mean iter? DESCRIBE checkpoints lists the columns",
        "SELECT a.run FROM runs a JOIN checkpoints c ON a.run = c.rum ! there is no column c.rum (line 1, position 56); did you mean run? DESCRIBE VIEW lists the columns",
        "SELECT * FROM chekpoints ! there is no view chekpoints; did you mean checkpoints?",
        "SELECT * FROM generalization ! there is no view generalization yet; run ./submit.sh certify",
        "SELECT nosuch(iter) FROM checkpoints ! there is no function nosuch (line 1, position 8)",
        "SELECT * FORM runs ! syntax error at 'runs'",
        "SELECT (1 ! syntax error at end of input",
        "SELECT 1; descrbe runs ! syntax error at 'descrbe': extra input 'descrbe', expected DESCRIBE (line 1, position 11)",
        "SELECT 1 / 0 ! Division by zero",
        "DROP VIEW runs ! read-only: DROP is not allowed",
        "CREATE TABLE x AS SELECT 1 ! read-only: CREATE is not allowed",
        "INSERT INTO runs SELECT 1 ! read-only: INSERT is not allowed",
        "WITH a AS (SELECT 1) INSERT INTO b SELECT * FROM a ! read-only: WITH is not allowed",
        "FROM runs INSERT INTO b SELECT * ! read-only: FROM is not allowed",
        "SET spark.sql.ansi.enabled = false ! read-only: SET is not allowed",
        "CACHE TABLE runs ! read-only: CACHE is not allowed",
        "EXECUTE IMMEDIATE 'DROP VIEW runs' ! read-only: EXECUTE is not allowed",
        "BEGIN DROP VIEW runs; END ! read-only: BEGIN is not allowed",
      })
  void mistakesAreOneLineThatSaysWhatWouldBeRight(String text, String expected) throws IOException {
    QueryException e = assertThrows(QueryException.class, () -> askWhole(text));
    assertTrue(e.getMessage().startsWith(expected), e.getMessage());
    assertEquals(1, e.getMessage().lines().count(), e.getMessage());
    assertFalse(e.getMessage().contains("SQLSTATE"), e.getMessage());
  }

  /** {@link QueryScopeTest} has what else is refused. */
  @Test
  void aFileIsNoView() throws IOException {
    QueryException e =
        assertThrows(QueryException.class, () -> rows("SELECT * FROM text.`/etc/hostname`"));
    assertTrue(e.getMessage().startsWith("there is no view text./etc/hostname"), e.getMessage());
  }

  @Test
  void theEnvironmentIsNotReplacedInAStatement() throws IOException {
    assertEquals(
        List.of("${env:PATH} ${system:user.home}"),
        rows("SELECT '${env:PATH} ${system:user.home}'"));
  }

  @Test
  void aLostSegmentIsNamedWhereItsRowsAreAskedFor() throws IOException {
    Path segment = dir.resolve("one/tables/iterations/done.00000.parquet");
    byte[] bytes = Files.readAllBytes(segment);
    Files.delete(segment);
    String fault =
        "tables/iterations/done.00000.parquet is missing; ./submit.sh digest DIR --verify";
    QueryException missing =
        assertThrows(QueryException.class, () -> rows("SELECT count(*) FROM iterations"));
    assertTrue(missing.getMessage().startsWith(fault), missing.getMessage());
    assertEquals(List.of("6"), rows("SELECT count(*) FROM checkpoints WHERE run = 'done'"));
    Files.write(segment, Arrays.copyOf(bytes, bytes.length / 2));
    QueryException damaged =
        assertThrows(QueryException.class, () -> rows("SELECT sum(train_nll) FROM iterations"));
    assertTrue(
        damaged.getMessage().contains("iterations/done.00000.parquet is damaged or missing; ./sub"),
        damaged.getMessage());
    Files.writeString(dir.resolve("one/tables/runs/done.parquet"), "damaged");
    QueryException row = assertThrows(QueryException.class, () -> rows("SELECT run FROM runs"));
    assertTrue(
        row.getMessage().startsWith("tables/runs/done.parquet is damaged; "), row.getMessage());
  }

  private void askWhole(String text) throws IOException {
    sql.ask(whole(text));
  }

  /** With what is behind its first semicolon. */
  private static Statement whole(String text) {
    return new Statement(text, Statement.all(text).get(0).words(), text.split(" ")[0]);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "EXPLAIN SELECT * FROM runs",
        "DESCRIBE runs",
        "SHOW COLUMNS IN runs",
        "VALUES (1)",
        "SELECT * FROM VALUES (1), (2) AS t(a) JOIN range(3) AS r(a) USING (a)",
        "SELECT * FROM runs PIVOT (count(*) FOR task IN ('mem', 'mul'))",
        "SELECT * FROM (SELECT run, steps FROM runs) UNPIVOT INCLUDE NULLS (v FOR n IN (steps))",
        "SELECT /*+ BROADCAST(r) */ run FROM runs TABLESAMPLE (100 PERCENT) r",
        "SELECT run, x FROM runs LATERAL VIEW explode(array(1, 2)) t AS x",
        "SELECT r.run, l.x FROM runs r, LATERAL (SELECT r.steps AS x) l ORDER BY 1 LIMIT 2 OFFSET 0",
        "SELECT rank() OVER w FROM runs WINDOW w AS (PARTITION BY task ORDER BY steps)",
        "SELECT task, count(*) FROM runs GROUP BY ROLLUP (task) HAVING count(*) > 0",
        "WITH RECURSIVE t(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM t WHERE n < 5) SELECT * FROM t",
        "SELECT run FROM runs EXCEPT SELECT 'x' UNION SELECT 'y' INTERSECT SELECT 'y'",
        "SELECT transform(array(1, 2), x -> x + 1), from_json('{\"a\":1}', 'a INT').a",
        "SELECT DISTINCT run FROM Runs WHERE EXISTS (SELECT 1 FROM `checkpoints`) DISTRIBUTE BY run",
        "DESCRIBE FUNCTION EXTENDED abs",
        "SHOW FUNCTIONS LIKE 'abs'",
        "DESCRIBE QUERY SELECT run FROM runs",
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
