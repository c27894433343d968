package org.throughtime.sweep.snapshot;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.throughtime.model.train.RunSpec;
import org.throughtime.sweep.MadeUpRows;
import org.throughtime.sweep.RecordedRuns;
import org.throughtime.sweep.TestRuns;
import org.throughtime.sweep.TestSpark;
import org.throughtime.sweep.resume.ChangedRun;
import org.throughtime.sweep.resume.CommitSchedule;
import org.throughtime.sweep.resume.EndedRun;
import org.throughtime.sweep.resume.Preparation;
import org.throughtime.sweep.resume.RunRecorder;
import org.throughtime.sweep.store.Listing;
import org.throughtime.sweep.store.ResultsDirectory;
import org.throughtime.sweep.store.ResultsException;
import org.throughtime.sweep.store.SweepManifest;
import org.throughtime.sweep.store.SweepOwner;
import org.throughtime.sweep.table.Execution;
import org.throughtime.sweep.table.RunTable;
import org.throughtime.sweep.table.Status;
import org.throughtime.sweep.table.Table;
import org.throughtime.sweep.table.TableName;
import org.throughtime.sweep.table.Tables;

class SweepStatusTest {
  private final List<RunSpec> specs =
      List.of(
          TestRuns.spec("done", "mem", 75),
          TestRuns.spec("broken", "mem", 75),
          TestRuns.spec("begun", "mem", 75),
          TestRuns.spec("begun.too", "mem", 75),
          TestRuns.spec("waiting", "mem", 75));

  @TempDir Path dir;
  private ResultsDirectory results;

  @BeforeEach
  void open() {
    results = new ResultsDirectory(dir.resolve("with space").toString(), new Configuration());
  }

  private void prepare(List<RunSpec> runs, List<RunSpec> todo) throws IOException {
    new Preparation(results, note -> {})
        .prepare(SweepManifest.extend(results, "s", runs), todo, false);
  }

  private RunRecorder begun(RunSpec spec, int iterations) {
    return RecordedRuns.begun(results, spec, iterations);
  }

  @Test
  void tellsWhereEveryRunStands() throws IOException {
    prepare(specs, specs);
    RecordedRuns.finish(results, specs.get(0));
    begun(specs.get(1), 5).failed(new IllegalStateException("why"), RecordedRuns.EXECUTION);
    begun(specs.get(2), 25);
    begun(specs.get(3), 15);

    SweepStatus status = SweepSnapshot.status(results).orElseThrow();
    assertEquals("s", status.sweep());
    assertEquals(specs, status.runs().stream().map(RunState::spec).toList());
    assertEquals(
        List.of("finished", "failed", "stopped", "stopped", "waiting"),
        status.runs().stream().map(run -> run.status().label()).toList());
    RunState finished = status.runs().get(0);
    assertTrue(finished.status().isDone());
    assertEquals(74, finished.steps().orElseThrow());
    assertEquals(1.5, finished.seconds().orElseThrow());
    assertEquals(
        Optional.of(MadeUpRows.latest(93, 93, 1.5 - 70e-3, 1.4 - 70e-3, 0.75, 72)),
        finished.metrics());
    RunState failed = status.runs().get(1);
    assertEquals(Optional.of("IllegalStateException: why"), failed.error());
    assertEquals(Optional.empty(), failed.metrics());
    RunState unfinished = status.runs().get(2);
    assertEquals(20, unfinished.steps().orElseThrow());
    assertEquals(98.0, unfinished.metrics().orElseThrow().validError());
    assertEquals(10, status.runs().get(3).steps().orElseThrow());
  }

  @Test
  void whatHasBegunRunsForAsLongAsADriverOwnsTheDirectory() throws IOException {
    prepare(specs, specs);
    RecordedRuns.finish(results, specs.get(0));
    begun(specs.get(2), 25).commitState(TestRuns.state(25, null), 1, 1.5);
    try (SweepOwner owner = SweepOwner.claim(results, note -> {})) {
      owner.require();
      assertEquals(List.of("finished", "waiting", "running", "waiting", "waiting"), statuses());
      assertEquals(24, status(2).steps().orElseThrow());
      assertEquals(98.0, status(2).metrics().orElseThrow().validError());
      SweepStatus atRest = SweepSnapshot.status(results).orElseThrow().atRest();
      assertEquals(
          List.of("finished", "waiting", "stopped", "waiting", "waiting"),
          atRest.runs().stream().map(run -> run.status().label()).toList());
      assertEquals(24, atRest.runs().get(2).steps().orElseThrow());
    }
    assertEquals(List.of("finished", "waiting", "stopped", "waiting", "waiting"), statuses());
    assertEquals(24, status(2).steps().orElseThrow());
  }

  /** A driver that was frozen while it wrote the row of a run wakes when a later one goes on. */
  @Test
  void aRowOfAnEarlierDriverIsNotShownOverTheStateOfALaterOne() throws IOException {
    RunSpec run = specs.get(2);
    Path row = dir.resolve("with space/tables/runs/begun.parquet");
    Execution execution = Execution.in(1, 1.5, 1, RecordedRuns.EXECUTION.provenance());
    byte[] stopped;
    try (SweepOwner owner = SweepOwner.claim(results, note -> {})) {
      results = owner.directory();
      prepare(specs, List.of(run));
      begun(run, 25).stopped(TestRuns.state(25, null), execution);
      stopped = Files.readAllBytes(row);
    }
    open();
    assertEquals(24, status(2).steps().orElseThrow());
    assertEquals(
        OptionalLong.of(1),
        EndedRun.read(results, run).orElseThrow().execution().orElseThrow().epoch());
    try (SweepOwner owner = SweepOwner.claim(results, note -> {})) {
      results = owner.directory();
      Files.delete(row);
      begun(run, 45).commitState(TestRuns.state(45, null), 2, 2.5);
      Files.write(row, stopped);
      assertEquals(Status.RUNNING, status(2).status());
      assertEquals(44, status(2).steps().orElseThrow());
    }
    open();
    assertEquals(Status.STOPPED, status(2).status());
    assertEquals(44, status(2).steps().orElseThrow());
    List<Object> shown = SweepTables.read(results).orElseThrow().runs().get(2);
    int epoch = 1 + RunTable.TABLE.columns().indexOf(RunTable.EPOCH);
    assertEquals(2L, shown.get(epoch));
    // A row of the same driver counts, however far its state is.
    Files.delete(dir.resolve("with space/state/begun.00000045.state"));
    begun(run, 45).commitState(TestRuns.state(45, null), 2, 2.5);
    assertEquals(24, status(2).steps().orElseThrow());
  }

  /** Its first state may come half a minute later. */
  @Test
  void whatTrainsIsNotWaitingThoughItsLogAloneIsThere() throws IOException {
    prepare(specs, specs);
    new RunRecorder(results, specs.get(2), CommitSchedule.of(specs.get(2))).begun();
    assertEquals("Starting to train (PyTorch).\n", results.readText(results.log("begun")));
    List<String> waiting = List.of("waiting", "waiting", "waiting", "waiting", "waiting");
    try (SweepOwner owner = SweepOwner.claim(results, note -> {})) {
      owner.require();
      assertEquals(List.of("waiting", "waiting", "running", "waiting", "waiting"), statuses());
      SweepStatus atRest = SweepSnapshot.status(results).orElseThrow().atRest();
      assertEquals(waiting, atRest.runs().stream().map(run -> run.status().label()).toList());
      // What a driver that died left of a run that is not asked for now.
      prepare(specs, List.of(specs.get(0)));
      assertEquals(waiting, statuses());
    }
    assertEquals(waiting, statuses());
  }

  @Test
  void anotherAttemptsLogIsNotBegunAnew() throws IOException {
    prepare(specs, specs);
    RecordedRuns.begun(results, specs.get(2), 25).commitState(TestRuns.state(25, null), 1, 1.5);
    String log = results.readText(results.log("begun"));
    new RunRecorder(results, specs.get(2), CommitSchedule.of(specs.get(2))).begun();
    assertEquals(log, results.readText(results.log("begun")));
  }

  private RunState status(int run) throws IOException {
    return SweepSnapshot.status(results).orElseThrow().runs().get(run);
  }

  private List<String> statuses() throws IOException {
    return SweepSnapshot.status(results).orElseThrow().runs().stream()
        .map(run -> run.status().label())
        .toList();
  }

  @Test
  void aPlaceWithoutASweepIsEmpty() throws IOException {
    assertEquals(Optional.empty(), SweepSnapshot.status(results));
  }

  @Test
  void refusesAnotherSweepsDirectory() throws IOException {
    prepare(specs, specs);
    ResultsException e =
        assertThrows(ResultsException.class, () -> SweepManifest.extend(results, "other", specs));
    assertTrue(e.getMessage().contains("belongs to sweep s, not to other"), e.getMessage());
    assertEquals(1, e.getMessage().lines().count());
  }

  @Test
  void aRunOfTheSameNameWithOtherFlagsIsNotDoneAndTheyAreNamed() throws IOException {
    prepare(specs, specs);
    RecordedRuns.finish(results, specs.get(0));
    List<RunSpec> longer = List.of(TestRuns.spec("done", "mem", 80));
    assertEquals(
        List.of("changed: done: maxiters 75 -> 80; resumes from iteration 75"),
        ChangedRun.of(results, specs, longer).stream().map(ChangedRun::line).toList());
    List<RunSpec> waiting = List.of(TestRuns.spec("waiting", "mul", 75));
    assertEquals(
        List.of("changed: waiting: task mem -> mul; had not started, so no results are replaced"),
        ChangedRun.of(results, specs, waiting).stream().map(ChangedRun::line).toList());
    List<RunSpec> other = List.of(TestRuns.spec("done", "mul", 75));
    assertEquals(
        List.of("changed: done: task mem -> mul; starts again"),
        ChangedRun.of(results, specs, other).stream().map(ChangedRun::line).toList());
    SweepManifest.extend(results, "s", other).write(results);
    RunState state = status(0);
    assertEquals(other.get(0), state.spec());
    assertEquals(Status.WAITING, state.status());
  }

  private void removeFromSweep(RunSpec... gone) throws IOException {
    Set<String> names = specs.stream().map(RunSpec::name).collect(Collectors.toSet());
    for (RunSpec run : gone) {
      names.remove(run.name());
    }
    SweepManifest.extend(results, "s", List.of()).ofSweep(names).write(results);
  }

  @Test
  void ofRunsThatTheSweepHasNotAnyMoreThoseWithResultsStay() throws IOException {
    prepare(specs, specs);
    RecordedRuns.finish(results, specs.get(0));
    begun(specs.get(2), 25).commitState(TestRuns.state(25, null), 1, 1.5);
    removeFromSweep(specs.get(0), specs.get(2), specs.get(4));
    try (SweepOwner owner = SweepOwner.claim(results, note -> {})) {
      owner.require();
      SweepStatus status = SweepSnapshot.status(results).orElseThrow();
      assertEquals(
          List.of("done finished", "broken waiting", "begun stopped", "begun.too waiting"),
          status.runs().stream()
              .map(run -> run.spec().name() + " " + run.status().label())
              .toList());
      assertEquals(
          List.of("done", "begun"),
          status.runs().stream()
              .filter(run -> !status.has(run))
              .map(run -> run.spec().name())
              .toList());
    }
    removeFromSweep();
    assertEquals(List.of("finished", "waiting", "stopped", "waiting", "waiting"), statuses());
  }

  /** Its state is there, but nothing will train it while the others go on. */
  @Test
  void whoIsLeftBehindDoesNotRun() throws IOException {
    prepare(specs, specs);
    begun(specs.get(2), 25).commitState(TestRuns.state(25, null), 1, 1.5);
    begun(specs.get(3), 25).commitState(TestRuns.state(25, null), 1, 1.5);
    SweepManifest.extend(results, "s", List.of()).leaving(specs.subList(2, 3), 25).write(results);
    try (SweepOwner owner = SweepOwner.claim(results, note -> {})) {
      owner.require();
      assertEquals(List.of("waiting", "waiting", "stopped", "running", "waiting"), statuses());
    }
  }

  @Test
  void addsNewRunsBehindThoseThere() throws IOException {
    prepare(specs.subList(0, 2), specs.subList(0, 2));
    SweepManifest extended = SweepManifest.extend(results, "s", specs.subList(1, 4));
    assertEquals(specs.subList(0, 4), extended.runs());
  }

  @Test
  void aManifestThatIsNoneIsRefusedInOneLine() throws IOException {
    Files.createDirectories(dir.resolve("with space"));
    Files.writeString(dir.resolve("with space/sweep.conf"), "name = s\nruns = [ { name = x } ]\n");
    ResultsException e = assertThrows(ResultsException.class, () -> SweepSnapshot.status(results));
    assertEquals(1, e.getMessage().lines().count(), e.getMessage());
    assertTrue(e.getMessage().contains("sweep.conf"), e.getMessage());
  }

  @Test
  void aPlaceThatCannotBeWrittenToIsRefusedInOneLine() throws IOException {
    Files.writeString(dir.resolve("file"), "");
    ResultsDirectory under =
        new ResultsDirectory(dir.resolve("file/under").toString(), new Configuration());
    SweepManifest manifest = new SweepManifest("s", specs);
    ResultsException e =
        assertThrows(
            ResultsException.class,
            () -> new Preparation(under, note -> {}).prepare(manifest, specs, false));
    assertEquals(1, e.getMessage().lines().count(), e.getMessage());
    assertTrue(e.getMessage().contains("cannot be written"), e.getMessage());
  }

  @Test
  void clearingARunLeavesTheOthers() throws IOException {
    prepare(specs, specs);
    for (RunSpec spec : specs.subList(2, 4)) {
      begun(spec, 25);
    }
    prepare(specs, List.of(specs.get(2)));
    assertEquals(List.of(), segments(Tables.ITERATIONS, "begun"));
    assertEquals(2, segments(Tables.ITERATIONS, "begun.too").size());
  }

  private List<org.apache.hadoop.fs.Path> segments(Table<?> table, String run) throws IOException {
    return Listing.of(results).segments(table.name(), run);
  }

  @Test
  void namesThatReadersWouldPassOverAreReadAllTheSame() throws IOException {
    List<RunSpec> hidden = List.of(TestRuns.spec("_a", "mem", 75), TestRuns.spec("__", "mem", 75));
    prepare(hidden, hidden);
    for (RunSpec spec : hidden) {
      begun(spec, 15);
    }
    assertEquals(List.of("stopped", "stopped"), statuses());
    Dataset<Row> checkpoints =
        TestSpark.session(2).read().parquet(results.table(TableName.CHECKPOINTS).toString());
    assertEquals(2, checkpoints.select("run").distinct().count());
  }
}
