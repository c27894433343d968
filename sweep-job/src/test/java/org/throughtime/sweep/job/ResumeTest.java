package org.throughtime.sweep.job;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.apache.commons.io.FileUtils;
import org.apache.hadoop.conf.Configuration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.throughtime.model.train.RunSpec;
import org.throughtime.model.train.TrainingListener;
import org.throughtime.sweep.TestRuns;
import org.throughtime.sweep.resume.CommitSchedule;
import org.throughtime.sweep.resume.Preparation;
import org.throughtime.sweep.snapshot.RunState;
import org.throughtime.sweep.snapshot.SweepSnapshot;
import org.throughtime.sweep.snapshot.SweepStatus;
import org.throughtime.sweep.store.ResultsDirectory;
import org.throughtime.sweep.store.SweepManifest;
import org.throughtime.sweep.table.Status;

/** What is broken off anywhere ends with the bytes of what was not. Runs as a driver does. */
class ResumeTest {
  private static final Configuration DYING = DyingFileSystem.configuration();
  private static final RunSpec MEM = spec("mem", "mem", 47);
  private static final RunSpec TINY = spec("tiny", "mem", 27);
  private static final RunSpec MUL = spec("mul.x", "mul", 12);

  /** Runs of mem keep their weights at every checkpoint, those of other tasks none. */
  private static RunSpec spec(String name, String task, int maxiters) {
    Map<String, Object> flags = new LinkedHashMap<>(TestRuns.spec(name, task, maxiters).flags());
    flags.put("dynamics", task.equals("mem") ? 10 : 0);
    return RunSpec.fromFlags(flags);
  }

  @TempDir Path dir;
  private final List<String> notes = new ArrayList<>();

  /** Iterations that were done of all runs since it was set to 0. */
  private int steps;

  @AfterEach
  void live() {
    DyingFileSystem.dieAfter(Integer.MAX_VALUE);
  }

  private ResultsDirectory results(String name) {
    return new ResultsDirectory("dying://" + dir.resolve(name), DYING);
  }

  /** A state every 7 iterations, and several checkpoints in a segment. */
  private static CommitSchedule schedule(RunSpec spec) {
    return new CommitSchedule(10, spec.optimizer().maxiters() > 50 ? 3 : 2, 7);
  }

  /** By which the runs of {@link #sweep} commit. */
  private Function<RunSpec, CommitSchedule> schedule = ResumeTest::schedule;

  private List<RunOutcome> sweep(ResultsDirectory results, RunSpec... specs) throws IOException {
    return sweep(results, false, () -> Stop.NO, specs);
  }

  private List<RunOutcome> sweep(
      ResultsDirectory results, boolean fresh, Supplier<Stop> stop, RunSpec... specs)
      throws IOException {
    List<RunSpec> asked = List.of(specs);
    SweepManifest manifest = SweepManifest.extend(results, "s", asked);
    List<RunSpec> todo = new ArrayList<>(asked);
    if (!fresh) {
      SweepSnapshot.status(results).map(SweepStatus::runs).orElse(List.of()).stream()
          .filter(state -> state.status().isDone())
          .forEach(state -> todo.remove(state.spec()));
    }
    Preparation preparation = new Preparation(results, notes::add, schedule);
    Map<String, Integer> begun = preparation.prepare(manifest, todo, fresh);
    List<RunOutcome> outcomes = new ArrayList<>();
    Set<String> done = new LinkedHashSet<>();
    asked.forEach(run -> done.add(run.name()));
    for (RunSpec run : todo) {
      RunOutcome outcome = execution(results, run).run(begun.containsKey(run.name()), 1, stop);
      if (!outcome.status().isDone()) {
        done.remove(run.name());
      }
      notes.addAll(outcome.notes());
      outcomes.add(outcome);
    }
    preparation.tidy(done);
    return outcomes;
  }

  private RunExecution execution(ResultsDirectory results, RunSpec run) {
    return new RunExecution(
        results,
        run,
        schedule.apply(run),
        (spec, state) -> counting(Training.byTrainer(spec, state)),
        p -> {});
  }

  private Training.TrainingRun counting(Training.TrainingRun training) {
    return new ForwardingTraining(training) {
      @Override
      public void step(TrainingListener listener) {
        steps++;
        super.step(listener);
      }
    };
  }

  /**
   * Every file by its path, but the rows of {@code runs}, which tell seconds and attempts, and but
   * for versions of the manifest that do not count any more.
   */
  private Map<String, byte[]> files(String name) throws IOException {
    Path root = dir.resolve(name);
    Map<String, byte[]> files = new TreeMap<>();
    try (Stream<Path> walk = Files.walk(root)) {
      for (Path file : walk.filter(Files::isRegularFile).toList()) {
        String path = root.relativize(file).toString();
        boolean row = path.startsWith("tables/runs/") && !path.contains("@schema");
        files.put(path, row ? new byte[0] : Files.readAllBytes(file));
      }
    }
    List<String> versions = manifests(files.keySet());
    byte[] newest = files.get(versions.get(versions.size() - 1));
    files.keySet().removeAll(versions);
    files.put("manifest", newest);
    return files;
  }

  private static List<String> manifests(Set<String> files) {
    return files.stream().filter(path -> path.matches("manifest/\\d+[.]conf")).sorted().toList();
  }

  private void assertSame(Map<String, byte[]> undisturbed, String name, String when)
      throws IOException {
    Map<String, byte[]> there = files(name);
    assertEquals(undisturbed.keySet(), there.keySet(), when);
    for (Map.Entry<String, byte[]> file : undisturbed.entrySet()) {
      assertArrayEquals(file.getValue(), there.get(file.getKey()), when + ": " + file.getKey());
    }
  }

  private Map<String, byte[]> undisturbed(RunSpec... specs) throws IOException {
    sweep(results("undisturbed"), specs);
    Map<String, byte[]> files = files("undisturbed");
    assertTrue(files.size() > 14, files.keySet().toString());
    return files;
  }

  @Test
  void whereverItDiesTheNextAttemptLeavesTheSameBytes() throws IOException {
    Map<String, byte[]> undisturbed = undisturbed(TINY, MUL);
    int deaths = 0;
    int mostRepeated = 0;
    for (int change = 0; ; change++) {
      String name = "d" + change;
      DyingFileSystem.dieAfter(change);
      steps = 0;
      boolean died = false;
      try {
        sweep(results(name), TINY, MUL);
      } catch (IOException | RuntimeException e) {
        died = true;
      }
      DyingFileSystem.dieAfter(Integer.MAX_VALUE);
      if (!died) {
        break;
      }
      deaths++;
      sweep(results(name), TINY, MUL);
      assertSame(undisturbed, name, "died at change " + change);
      assertTrue(change < 1000, "it dies for another reason");
      assertEquals(List.of(), notes, "died at change " + change);
      assertEquals(List.of("00000001.conf"), names(name + "/manifest"), "died at change " + change);
      mostRepeated = Math.max(mostRepeated, steps - 27 - 12);
    }
    assertTrue(deaths > 50, "deaths: " + deaths);
    assertTrue(mostRepeated <= 11, "iterations repeated: " + mostRepeated);
  }

  private List<String> names(String folder) throws IOException {
    try (Stream<Path> files = Files.list(dir.resolve(folder))) {
      return files.map(file -> file.getFileName().toString()).sorted().toList();
    }
  }

  /** A version of the manifest for a run that comes later, and one for a flag that changes. */
  @Test
  void aSweepThatChangesDiesAnywhereAndItsManifestIsWhole() throws IOException {
    RunSpec longer = spec("tiny", "mem", 33);
    Map<String, byte[]> undisturbed = undisturbed(longer, MUL);
    int deaths = 0;
    // The manifest is written first.
    for (int change = 0; ; change += change < 20 ? 1 : 3) {
      String name = "c" + change;
      sweep(results(name), TINY);
      DyingFileSystem.dieAfter(change);
      boolean died = false;
      try {
        sweep(results(name), longer, MUL);
      } catch (IOException | RuntimeException e) {
        died = true;
      }
      DyingFileSystem.dieAfter(Integer.MAX_VALUE);
      if (!died) {
        break;
      }
      deaths++;
      Optional<SweepManifest> there = SweepManifest.read(results(name));
      List<SweepManifest> whole =
          List.of(
              new SweepManifest("s", List.of(TINY)), new SweepManifest("s", List.of(longer, MUL)));
      assertTrue(whole.contains(there.orElseThrow()), "died at change " + change);
      sweep(results(name), longer, MUL);
      assertSame(undisturbed, name, "died at change " + change);
      assertEquals(List.of("00000001.conf", "00000002.conf"), names(name + "/manifest"));
    }
    assertTrue(deaths > 30, "deaths: " + deaths);
  }

  /** It stays as it is, and the first change is the first version. */
  @Test
  void aManifestOfAnEarlierVersionIsContinuedWhereverItDies() throws IOException {
    Map<String, byte[]> undisturbed = undisturbed(TINY, MUL);
    byte[] earlier = earlierManifest("undisturbed-tiny", TINY);
    undisturbed.put("sweep.conf", earlier);
    int deaths = 0;
    for (int change = 0; ; change += change < 20 ? 1 : 4) {
      String name = "e" + change;
      Files.createDirectories(dir.resolve(name));
      Files.write(dir.resolve(name + "/sweep.conf"), earlier);
      assertEquals(
          Optional.of(new SweepManifest("s", List.of(TINY))), SweepManifest.read(results(name)));
      DyingFileSystem.dieAfter(change);
      boolean died = false;
      try {
        sweep(results(name), TINY, MUL);
      } catch (IOException | RuntimeException e) {
        died = true;
      }
      DyingFileSystem.dieAfter(Integer.MAX_VALUE);
      if (!died) {
        break;
      }
      deaths++;
      sweep(results(name), TINY, MUL);
      assertSame(undisturbed, name, "died at change " + change);
    }
    assertTrue(deaths > 30, "deaths: " + deaths);
  }

  /** What an earlier version would have written: the lines of a version without their sum. */
  private byte[] earlierManifest(String name, RunSpec... runs) throws IOException {
    new SweepManifest("s", List.of(runs)).write(results(name));
    String text = Files.readString(dir.resolve(name + "/manifest/00000001.conf"));
    return text.substring(0, text.lastIndexOf("# ")).getBytes(StandardCharsets.UTF_8);
  }

  @Test
  void whoeverDiesAgainAndAgainComesToTheSameEnd() throws IOException {
    Map<String, byte[]> undisturbed = undisturbed(MEM, MUL);
    for (int changes = 45; changes < 80; changes += 11) {
      String name = "a" + changes;
      int attempts = 0;
      for (boolean died = true; died; attempts++) {
        assertTrue(attempts < 50, "no end with " + changes + " changes an attempt");
        DyingFileSystem.dieAfter(changes);
        try {
          sweep(results(name), MEM, MUL);
          died = false;
        } catch (IOException | RuntimeException e) {
          died = true;
        }
        DyingFileSystem.dieAfter(Integer.MAX_VALUE);
      }
      assertTrue(attempts > 1, "it never died with " + changes);
      assertSame(undisturbed, name, "dying every " + changes + " changes");
    }
  }

  @Test
  void whatIsStoppedAnywhereGoesOnToTheSameBytes() throws IOException {
    Map<String, byte[]> undisturbed = undisturbed(MEM);
    for (int at = 0; at < 47; at += 2) {
      int stopAt = at;
      String name = "s" + at;
      steps = 0;
      List<RunOutcome> stopped =
          sweep(results(name), false, () -> steps == stopAt ? Stop.IN_GOOD_ORDER : Stop.NO, MEM);
      assertEquals(Status.STOPPED, stopped.get(0).status());
      RunState state = SweepSnapshot.status(results(name)).orElseThrow().runs().get(0);
      assertEquals(Status.STOPPED, state.status());
      assertEquals(at, state.steps().orElse(-1) + 1);
      sweep(results(name), MEM);
      assertEquals(47, steps, "nothing is repeated");
      assertSame(undisturbed, name, "stopped at " + at);
    }
  }

  /** One digit at one place is soon learnt. */
  @Test
  void aRunWithAnEndOfItsOwnGoesOnToTheSameBytes() throws IOException {
    Map<String, Object> flags = new LinkedHashMap<>(spec("mem", "mem", 2000).flags());
    flags.putAll(Map.of("memvalues", 1, "mempos", 1, "min_length", 1, "max_length", 3));
    flags.putAll(Map.of("model", "rnn", "nhid", 9, "lr", .3, "diagGates", false));
    flags.putAll(Map.of("solvedChecks", 6, "lrSchedule", "50%:.5"));
    RunSpec run = RunSpec.fromFlags(flags);
    Map<String, byte[]> undisturbed = undisturbed(run);
    int end =
        SweepSnapshot.status(results("undisturbed")).orElseThrow().runs().get(0).steps().orElse(0);
    assertEquals(
        Status.SOLVED,
        SweepSnapshot.status(results("undisturbed")).orElseThrow().runs().get(0).status());
    for (int at = end - 25; at <= end; at += 4) {
      int stopAt = at;
      String name = "s" + at;
      steps = 0;
      sweep(results(name), false, () -> steps == stopAt ? Stop.IN_GOOD_ORDER : Stop.NO, run);
      sweep(results(name), run);
      assertEquals(end + 1, steps, "nothing is repeated");
      assertSame(undisturbed, name, "stopped at " + at);
    }
  }

  @Test
  void aZombieAndItsSuccessorLeaveTheSameBytes() throws IOException {
    Map<String, byte[]> undisturbed = undisturbed(MEM);
    for (int at = 0; at < 47; at += 4) {
      String name = "z" + at;
      ResultsDirectory results = results(name);
      int wakeAt = at;
      steps = 0;
      // At some iteration of the first, a second attempt at the run does all of it.
      List<RunOutcome> second = new ArrayList<>();
      sweep(
          results,
          false,
          () -> {
            if (steps == wakeAt && second.isEmpty()) {
              try {
                second.add(execution(results, MEM).run(true, 2, () -> Stop.NO));
              } catch (IOException e) {
                throw new UncheckedIOException(e);
              }
            }
            return Stop.NO;
          },
          MEM);
      assertEquals(Status.FINISHED, second.get(0).status());
      assertSame(undisturbed, name, "second attempt at " + at);
    }
  }

  @ParameterizedTest
  @CsvSource({"47, 80", "25, 80", "21, 47", "80, 80"})
  void aRaisedMaxitersGoesOnToTheBytesOfOneThatBeganWithIt(int first, int raised)
      throws IOException {
    RunSpec longer = spec("mem", "mem", raised);
    Map<String, byte[]> undisturbed = undisturbed(longer);
    sweep(results("r"), spec("mem", "mem", first));
    steps = 0;
    sweep(results("r"), longer);
    assertEquals(raised - first, steps);
    assertSame(undisturbed, "r", first + " to " + raised);
  }

  @Test
  void aRaisedMaxitersDiesAnywhereAndComesToTheSameEnd() throws IOException {
    RunSpec longer = spec("mem", "mem", 80);
    Map<String, byte[]> undisturbed = undisturbed(longer);
    for (int change = 0; ; change += 3) {
      String name = "d" + change;
      sweep(results(name), MEM);
      DyingFileSystem.dieAfter(change);
      boolean died = false;
      try {
        sweep(results(name), longer);
      } catch (IOException | RuntimeException e) {
        died = true;
      }
      DyingFileSystem.dieAfter(Integer.MAX_VALUE);
      if (!died) {
        break;
      }
      steps = 0;
      sweep(results(name), longer);
      assertTrue(steps <= 80 - 47, "what was done is kept, died at change " + change);
      assertSame(undisturbed, name, "died at change " + change);
    }
  }

  /** As those are that an earlier version left, which made more segments. */
  @Test
  void oneThatHasOtherSegmentsGoesOnToTheSameBytesWhereverItDies() throws IOException {
    Map<String, byte[]> undisturbed = undisturbed(MEM);
    schedule = run -> new CommitSchedule(10, 1, 7);
    steps = 0;
    sweep(results("old"), false, () -> steps == 38 ? Stop.IN_GOOD_ORDER : Stop.NO, MEM);
    schedule = ResumeTest::schedule;
    for (int change = 0; ; change++) {
      String name = "o" + change;
      FileUtils.copyDirectory(dir.resolve("old").toFile(), dir.resolve(name).toFile());
      DyingFileSystem.dieAfter(change);
      boolean died = false;
      try {
        sweep(results(name), MEM);
      } catch (IOException | RuntimeException e) {
        died = true;
      }
      DyingFileSystem.dieAfter(Integer.MAX_VALUE);
      steps = 0;
      sweep(results(name), MEM);
      assertTrue(steps <= 47 - 38, "what was done is kept, died at change " + change);
      assertSame(undisturbed, name, "died at change " + change);
      if (!died) {
        assertTrue(change > 20, "deaths: " + change);
        break;
      }
    }
  }

  @Test
  void aStoppedRunGoesOnWithFewerMaxitersWhereItHasNotDoneThem() throws IOException {
    RunSpec shorter = spec("mem", "mem", 30);
    Map<String, byte[]> undisturbed = undisturbed(shorter);
    steps = 0;
    sweep(results("r"), false, () -> steps == 24 ? Stop.IN_GOOD_ORDER : Stop.NO, MEM);
    sweep(results("r"), shorter);
    assertEquals(30, steps);
    assertSame(undisturbed, "r", "fewer");
  }

  @Test
  void anotherFlagBeginsAnew() throws IOException {
    RunSpec other = spec("mem", "mul", 47);
    Map<String, byte[]> undisturbed = undisturbed(other);
    sweep(results("r"), MEM);
    steps = 0;
    sweep(results("r"), other);
    assertEquals(47, steps);
    assertSame(undisturbed, "r", "another flag");
  }

  @Test
  void freshBeginsAnew() throws IOException {
    Map<String, byte[]> undisturbed = undisturbed(MEM, MUL);
    sweep(results("r"), MEM, MUL);
    steps = 0;
    assertEquals(List.of(), sweep(results("r"), MEM, MUL));
    assertEquals(0, steps);
    sweep(results("r"), true, () -> Stop.NO, MEM, MUL);
    assertEquals(47 + 12, steps);
    assertSame(undisturbed, "r", "fresh");
  }

  @Test
  void damagedStatesAndSegmentsAreDoneWithoutAndTold() throws IOException {
    Map<String, byte[]> undisturbed = undisturbed(MEM);
    List<String> damageable =
        List.of(
            "state/mem.00000035.state",
            "state/mem.00000038.state",
            "tables/iterations/mem.00000.parquet",
            "tables/checkpoints/mem.00000.parquet");
    for (String path : damageable) {
      for (int kind = 0; kind < 4; kind++) {
        String name = path.replace('/', '-') + kind;
        steps = 0;
        sweep(results(name), false, () -> steps == 38 ? Stop.IN_GOOD_ORDER : Stop.NO, MEM);
        Path file = dir.resolve(name).resolve(path);
        byte[] bytes = Files.readAllBytes(file);
        switch (kind) {
          case 0 -> Files.write(file, java.util.Arrays.copyOf(bytes, bytes.length / 2));
          case 1 -> {
            bytes[bytes.length / 3] ^= 4;
            Files.write(file, bytes);
          }
          case 2 -> Files.write(file, new byte[0]);
          default -> Files.delete(file);
        }
        notes.clear();
        SweepSnapshot.status(results(name));
        sweep(results(name), MEM);
        assertSame(undisturbed, name, name);
        boolean seen = !path.contains("35") && (kind < 3 || path.contains("tables"));
        assertEquals(seen ? 1 : 0, notes.size(), name + notes);
        if (seen) {
          assertTrue(notes.get(0).startsWith("mem: " + path + " is "), notes.get(0));
        }
      }
    }
  }

  @Test
  void aRunThatThrewGoesOnFromItsStateOnceItNoLongerDoes() throws IOException {
    Map<String, byte[]> undisturbed = undisturbed(MEM);
    steps = 0;
    List<RunOutcome> failed =
        sweep(
            results("f"),
            false,
            () -> {
              if (steps == 33) {
                throw new IllegalStateException("made to throw");
              }
              return Stop.NO;
            },
            MEM);
    assertEquals(Status.FAILED, failed.get(0).status());
    assertEquals("IllegalStateException: made to throw", failed.get(0).error());
    String log = Files.readString(dir.resolve("f/logs/mem.log"));
    assertTrue(log.contains("\tat " + ResumeTest.class.getName()), log);
    assertFalse(Files.exists(dir.resolve("f/npz/mem_final_state.npz")));
    assertEquals(
        Optional.of("IllegalStateException: made to throw"),
        SweepSnapshot.status(results("f")).orElseThrow().runs().get(0).error());
    sweep(results("f"), MEM);
    assertEquals(33 + 47 - 28, steps, "from the state behind 28 iterations");
    assertSame(undisturbed, "f", "failed");
  }

  @Test
  void howeverOftenARunIsStoppedItKeepsTwoStates() throws IOException {
    for (int stop = 5; stop < 47; stop += 5) {
      int stopAt = stop;
      sweep(results("r"), false, () -> steps == stopAt ? Stop.IN_GOOD_ORDER : Stop.NO, MEM);
      try (Stream<Path> states = Files.list(dir.resolve("r/state"))) {
        assertTrue(states.count() <= 2, "stopped at " + stop);
      }
    }
    assertEquals(45, steps);
  }

  @Test
  void checksumsAreWhatSha256sumReads() throws Exception {
    sweep(results("c"), MEM);
    List<String> lines = Files.readAllLines(dir.resolve("c/checksums/mem.sha256"));
    assertTrue(lines.stream().allMatch(line -> line.matches("[0-9a-f]{64}  [^/].*")), "" + lines);
    try (Stream<Path> walk = Files.walk(dir.resolve("c"))) {
      long others =
          walk.filter(Files::isRegularFile)
              .filter(f -> f.getFileName().toString().startsWith("mem"))
              .count();
      // all but itself and the row in runs
      assertEquals(others - 2, lines.size());
    }
    Process check =
        new ProcessBuilder("sha256sum", "--check", "--strict", "checksums/mem.sha256")
            .directory(dir.resolve("c").toFile())
            .redirectErrorStream(true)
            .start();
    String said = new String(check.getInputStream().readAllBytes());
    assertEquals(0, check.waitFor(), said);
  }
}
