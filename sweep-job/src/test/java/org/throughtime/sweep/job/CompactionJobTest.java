package org.throughtime.sweep.job;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.throughtime.model.train.RunSpec;
import org.throughtime.sweep.TestRuns;
import org.throughtime.sweep.TestSpark;
import org.throughtime.sweep.digest.Checksums;
import org.throughtime.sweep.digest.RunDigest;
import org.throughtime.sweep.digest.SweepReader;
import org.throughtime.sweep.query.NamedSweep;
import org.throughtime.sweep.query.Statement;
import org.throughtime.sweep.query.SweepSql;
import org.throughtime.sweep.resume.CommitSchedule;
import org.throughtime.sweep.resume.Preparation;
import org.throughtime.sweep.snapshot.RunRows;
import org.throughtime.sweep.snapshot.RunState;
import org.throughtime.sweep.snapshot.SweepSnapshot;
import org.throughtime.sweep.snapshot.SweepTables;
import org.throughtime.sweep.store.ChecksumLine;
import org.throughtime.sweep.store.ResultsDirectory;
import org.throughtime.sweep.store.ResultsException;
import org.throughtime.sweep.store.Sha256;
import org.throughtime.sweep.store.SweepManifest;
import org.throughtime.sweep.table.TableName;

class CompactionJobTest {
  private static final RunSpec MEM = TestRuns.spec("_mem", "mem", 23);
  private static final RunSpec MUL = TestRuns.spec("mul.x", "mul", 12);
  private static final RunSpec ADD = TestRuns.spec("mul.00001", "mul", 14);
  private static final RunSpec BEGUN = TestRuns.spec("begun", "mem", 40);
  private static final List<RunSpec> ENDED = List.of(MEM, MUL, ADD);
  private static final Configuration DYING = DyingFileSystem.configuration();

  /** Tables, states and checksums. */
  private static final int JOINED = 5;

  @TempDir Path dir;
  private final List<String> notes = new ArrayList<>();

  @BeforeEach
  void train() throws IOException {
    train("a", ENDED);
    ResultsDirectory results = results("a");
    prepare(results, List.of(BEGUN), false);
    int[] asked = {0};
    execution(results, BEGUN).run(false, 1, () -> asked[0]++ < 15 ? Stop.NO : Stop.IN_GOOD_ORDER);
  }

  @AfterEach
  void live() {
    DyingFileSystem.dieAfter(Integer.MAX_VALUE);
  }

  private void train(String name, List<RunSpec> runs) throws IOException {
    ResultsDirectory results = results(name);
    Map<String, Integer> begun = prepare(results, runs, false);
    for (RunSpec run : runs) {
      execution(results, run).run(begun.containsKey(run.name()), 1, () -> Stop.NO);
    }
  }

  private Map<String, Integer> prepare(ResultsDirectory results, List<RunSpec> todo, boolean fresh)
      throws IOException {
    return new Preparation(results, notes::add, CompactionJobTest::schedule)
        .prepare(SweepManifest.extend(results, "s", todo), todo, fresh);
  }

  /** A segment for each checkpoint, so that a run has several. */
  private static CommitSchedule schedule(RunSpec run) {
    return new CommitSchedule(10, 1, 7);
  }

  private static RunExecution execution(ResultsDirectory results, RunSpec run) {
    return new RunExecution(results, run, schedule(run), Training::byTrainer, p -> {});
  }

  private ResultsDirectory results(String name) {
    return new ResultsDirectory(dir.resolve(name).toString(), new Configuration());
  }

  private ResultsDirectory dying(String name) {
    return new ResultsDirectory("dying://" + dir.resolve(name), DYING);
  }

  private CompactionJob.Joined compact(ResultsDirectory results) throws Exception {
    return new CompactionJob(
            new JavaSparkContext(TestSpark.session(2).sparkContext()), results, notes::add)
        .compact();
  }

  private void copy(String from, String to) throws IOException {
    try (Stream<Path> walk = Files.walk(dir.resolve(from))) {
      for (Path file : walk.filter(Files::isRegularFile).toList()) {
        Path copy = dir.resolve(to).resolve(dir.resolve(from).relativize(file));
        Files.createDirectories(copy.getParent());
        Files.copy(file, copy);
      }
    }
  }

  private Map<String, byte[]> files(String name) throws IOException {
    Map<String, byte[]> files = new TreeMap<>();
    Path root = dir.resolve(name);
    try (Stream<Path> walk = Files.walk(root)) {
      for (Path file : walk.filter(Files::isRegularFile).toList()) {
        files.put(root.relativize(file).toString(), Files.readAllBytes(file));
      }
    }
    return files;
  }

  private static void assertSame(Map<String, byte[]> expected, Map<String, byte[]> found, String of)
      throws IOException {
    assertEquals(expected.keySet(), found.keySet(), of);
    expected.forEach((path, bytes) -> assertArrayEquals(bytes, found.get(path), of + ": " + path));
  }

  /** What every reader finds in a directory, as text. */
  private static List<String> read(ResultsDirectory results) throws IOException {
    List<String> found = new ArrayList<>();
    SweepReader digests = SweepReader.open(results).orElseThrow();
    for (RunSpec run : digests.runs()) {
      RunDigest digest = digests.digest(run);
      found.add(digest.name() + " " + digest.hex() + " " + digest.label() + digest.fault());
    }
    SweepSnapshot sweep = SweepSnapshot.read(results).orElseThrow();
    for (RunSpec run : sweep.runs()) {
      RunRows rows = sweep.rows(run);
      RunState state = sweep.state(run);
      found.add(state.status() + " " + state.steps() + " " + state.metrics().isPresent());
      found.add(sweep.damage(run) + " " + rows.faults());
      rows.iterations().forEach(row -> found.add(row.values().toString()));
      found.add(sweep.keptWeights(run) + " " + sweep.newestState(run).orElseThrow().files());
      for (TableName table : List.of(TableName.CHECKPOINTS, TableName.ITERATIONS)) {
        found.add(sweep.segments(table, run).stream().map(results::path).toList().toString());
      }
    }
    Checksums checksums = new Checksums(results);
    ENDED.forEach(run -> assertVerified(checksums, run));
    found.add(checksums.faults(Set.of(BEGUN.name())).toString());
    return found;
  }

  private static void assertVerified(Checksums checksums, RunSpec run) {
    try {
      checksums.verify(run.name());
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  private List<String> sql(ResultsDirectory results, String statement) throws IOException {
    SweepSql sql = new SweepSql(TestSpark.session(2), NamedSweep.of(Map.of("a", results)));
    return sql.ask(Statement.all(statement).get(0)).rows().stream().map(Row::toString).toList();
  }

  private List<String> rows(ResultsDirectory results) throws IOException {
    List<String> rows = new ArrayList<>();
    for (String table : List.of("runs", "checkpoints", "iterations")) {
      rows.addAll(
          sql(
              results,
              "SELECT * FROM " + table + " ORDER BY run" + (table.equals("runs") ? "" : ", iter")));
    }
    return rows;
  }

  @Test
  void everyReaderFindsTheSameInFewFiles() throws Exception {
    List<String> before = read(results("a"));
    List<String> rows = rows(results("a"));
    Set<String> paths = files("a").keySet();
    CompactionJob.Joined joined = compact(results("a"));
    assertEquals(new CompactionJob.Joined(3, 3 * 3 + 4 + 7, JOINED), joined);
    assertEquals(before, read(results("a")));
    assertEquals(rows, rows(results("a")));
    Set<String> added = new TreeSet<>(files("a").keySet());
    added.removeAll(paths);
    assertEquals(JOINED + 2, added.size(), added::toString);
    assertTrue(added.contains("catalog/00000001.list"), added::toString);
    assertTrue(added.contains("checksums/@joined.sha256"), added::toString);
    Set<String> gone = new TreeSet<>(paths);
    gone.removeAll(files("a").keySet());
    assertEquals(joined.files(), gone.size(), gone::toString);
    assertEquals(List.of(), notes);
  }

  /** Any reader of Parquet finds the same rows in the folders of the tables. */
  @Test
  void aFolderOfATableHasTheSameRows() throws Exception {
    for (TableName table : List.of(TableName.RUNS, TableName.CHECKPOINTS, TableName.ITERATIONS)) {
      copy("a", "of " + table);
      ResultsDirectory results = results("of " + table);
      List<String> before = raw(results, table);
      compact(results);
      assertEquals(before, raw(results, table));
    }
  }

  private static List<String> raw(ResultsDirectory results, TableName table) {
    return TestSpark.session(2)
        .read()
        .parquet(results.table(table).toString())
        .collectAsList()
        .stream()
        .map(Row::toString)
        .sorted()
        .toList();
  }

  @Test
  void sha256sumKnowsEveryFileOfTheRuns() throws Exception {
    Set<String> lists = new TreeSet<>(files("a").keySet());
    compact(results("a"));
    Map<String, byte[]> files = files("a");
    Set<String> summed = new TreeSet<>();
    for (String line : new String(files.get("checksums/@joined.sha256")).lines().toList()) {
      ChecksumLine sum = ChecksumLine.parse(line).orElseThrow();
      assertEquals(sum.sha256(), Sha256.of(files.get(sum.path())), sum.path());
      summed.add(sum.path());
    }
    assertEquals(JOINED + 2 * ENDED.size(), summed.size(), summed::toString);
    assertTrue(lists.containsAll(summed.stream().filter(path -> !path.contains("@")).toList()));
  }

  @Test
  void whatIsJoinedIsNotJoinedAgain() throws Exception {
    compact(results("a"));
    Map<String, byte[]> files = files("a");
    assertEquals(new CompactionJob.Joined(0, 0, 0), compact(results("a")));
    assertSame(files, files("a"), "joined twice");
  }

  @Test
  void whereverItDiesReadersFindAllAndTheNextAttemptLeavesTheSameBytes() throws Exception {
    List<String> before = read(results("a"));
    before.remove(before.size() - 1); // a leftover file is found, and no run is at fault
    copy("a", "undisturbed");
    compact(dying("undisturbed"));
    Map<String, byte[]> undisturbed = files("undisturbed");
    int deaths =
        deaths(
            IOException.class,
            name -> compact(dying(name)),
            name -> {
              List<String> found = read(results(name));
              found.remove(found.size() - 1);
              assertEquals(before, found, name);
              compact(dying(name));
              assertSame(undisturbed, files(name), name);
            });
    assertTrue(deaths > 30, "deaths: " + deaths);
  }

  /** What is done in a directory. */
  @FunctionalInterface
  private interface Action {
    void in(String name) throws Exception;
  }

  /**
   * Does something in copies of the directory that die at one change after the other, until one
   * does not.
   *
   * @param death how one shows
   * @param afterwards done in each of them
   * @return how many died
   */
  private int deaths(Class<? extends Exception> death, Action action, Action afterwards)
      throws Exception {
    for (int change = 0; ; change++) {
      String name = "died at change " + change;
      copy("a", name);
      DyingFileSystem.dieAfter(change);
      boolean died = false;
      try {
        action.in(name);
      } catch (Exception e) {
        if (!death.isInstance(e)) {
          throw e;
        }
        died = true;
      }
      DyingFileSystem.dieAfter(Integer.MAX_VALUE);
      afterwards.in(name);
      if (!died) {
        return change;
      }
    }
  }

  @Test
  void aRunWithALargerMaxitersResumesAndItsOldRowsDoNotCount() throws Exception {
    RunSpec more = TestRuns.spec(MUL.name(), "mul", 32);
    copy("a", "plain");
    train("plain", List.of(more));
    compact(results("a"));
    assertEquals(Map.of(MUL.name(), 12), prepare(results("a"), List.of(more), false));
    execution(results("a"), more).run(true, 1, () -> Stop.NO);
    assertEquals(read(results("plain")), read(results("a")));
    assertEquals(withoutSeconds(rows(results("plain"))), withoutSeconds(rows(results("a"))));
    assertEquals(new CompactionJob.Joined(3, 24, JOINED), compact(results("a")));
    assertEquals(read(results("plain")), read(results("a")));
    assertEquals(withoutSeconds(rows(results("plain"))), withoutSeconds(rows(results("a"))));
    assertEquals(
        JOINED, files("a").keySet().stream().filter(path -> path.contains("@joined-")).count());
  }

  /** The row of a run also tells its seconds. */
  private static List<String> withoutSeconds(List<String> rows) {
    return rows.stream().map(row -> row.replaceAll("\\d+\\.\\d+,1,null", "S,1,null")).toList();
  }

  @Test
  void wherePreparationDiesTheNextOneLeavesTheSameBytes() throws Exception {
    RunSpec more = TestRuns.spec(MEM.name(), "mem", 40);
    compact(results("a"));
    copy("a", "undisturbed");
    prepare(dying("undisturbed"), List.of(more), false);
    Map<String, byte[]> undisturbed = files("undisturbed");
    List<String> rows = read(results("undisturbed"));
    int deaths =
        deaths(
            ResultsException.class,
            name -> prepare(dying(name), List.of(more), false),
            name -> {
              assertEquals(Map.of(MEM.name(), 23), prepare(dying(name), List.of(more), false));
              assertEquals(rows, read(results(name)), name);
              assertSame(undisturbed, files(name), name);
            });
    assertTrue(deaths > 20, "deaths: " + deaths);
  }

  @Test
  void aFreshRunLeavesNothingOfItsJoinedRows() throws Exception {
    compact(results("a"));
    assertEquals(Map.of(), prepare(results("a"), ENDED, true));
    Set<String> files = files("a").keySet();
    for (RunSpec run : ENDED) {
      assertEquals(
          List.of(),
          files.stream().filter(path -> ResultsDirectory.mayBelong(path, run.name())).toList());
    }
    assertTrue(files.stream().noneMatch(path -> path.contains("@joined")), files::toString);
    assertEquals(
        List.of("[begun,15]"),
        sql(results("a"), "SELECT run, count(*) FROM iterations GROUP BY run"));
  }

  @Test
  void aReaderThatListedBeforeReadsTheSameAfterwards() throws Exception {
    SweepSnapshot loose = SweepSnapshot.read(results("a")).orElseThrow();
    SweepTables tables = SweepTables.read(results("a")).orElseThrow();
    List<String> expected = all(SweepSnapshot.read(results("a")).orElseThrow());
    compact(results("a"));
    SweepSnapshot joined = SweepSnapshot.read(results("a")).orElseThrow();
    assertEquals(expected, all(loose), "listed before the files were joined");
    assertFalse(tables.stand(), "files that a statement was to read are gone");
    SweepTables next = SweepTables.read(results("a")).orElseThrow();
    assertTrue(next.stand());
    RunSpec later = TestRuns.spec("later", "mem", 12);
    train("a", List.of(later));
    compact(results("a"));
    assertEquals(expected, all(joined), "listed before the joined files were joined with others");
    assertFalse(next.stand());
  }

  private static List<String> all(SweepSnapshot sweep) throws IOException {
    List<String> all = new ArrayList<>();
    for (RunSpec run : ENDED) {
      all.add(sweep.state(run).toString());
      all.add(sweep.damage(run).toString());
      RunRows rows = sweep.rows(run);
      rows.iterations().forEach(row -> all.add(row.values().toString()));
      all.add(rows.checkpoints().size() + " " + rows.faults());
      all.add(sweep.newestState(run).orElseThrow().files().toString());
    }
    return all;
  }

  @Test
  void aRunWithADamagedFileStaysAsItIs() throws Exception {
    Path segment = dir.resolve("a/tables/iterations/mul.x.00000.parquet");
    byte[] bytes = Files.readAllBytes(segment);
    bytes[100] ^= 1;
    Files.write(segment, bytes);
    assertEquals(2, compact(results("a")).runs());
    assertArrayEquals(bytes, Files.readAllBytes(segment));
    assertEquals(
        List.of(
            "mul.x: a file differs from its checksum, so the files of the run stay as they are;"
                + " digest --verify names it"),
        notes);
  }

  @Test
  void whatWasInADamagedJoinedFileIsNotJoinedAgain() throws Exception {
    compact(results("a"));
    Path file = joined("a", "tables/iterations");
    byte[] bytes = Files.readAllBytes(file);
    bytes[100] ^= 1;
    Files.write(file, bytes);
    RunSpec later = TestRuns.spec("later", "mem", 12);
    train("a", List.of(later));
    assertEquals(1, compact(results("a")).runs());
    assertArrayEquals(bytes, Files.readAllBytes(file));
    String faults = read(results("a")).toString();
    assertTrue(
        faults.contains(results("a").path(path(file)) + ": differs from its checksum"), faults);
  }

  private static org.apache.hadoop.fs.Path path(Path file) {
    return new org.apache.hadoop.fs.Path(file.toUri());
  }

  private Path joined(String name, String folder) throws IOException {
    try (Stream<Path> list = Files.list(dir.resolve(name).resolve(folder))) {
      List<Path> joined =
          list.filter(file -> file.getFileName().toString().startsWith("@joined-")).toList();
      assertEquals(1, joined.size(), joined::toString);
      return joined.get(0);
    }
  }

  @Test
  void runsThatLostAJoinedFileAreTrainedAgain() throws Exception {
    List<String> before = read(results("a"));
    for (String folder :
        List.of("tables/runs", "tables/checkpoints", "tables/iterations", "state", "checksums")) {
      String name = "without " + folder.replace('/', ' ');
      copy("a", name);
      compact(results(name));
      Files.delete(joined(name, folder));
      SweepSnapshot sweep = SweepSnapshot.read(results(name)).orElseThrow();
      Set<RunSpec> lost =
          ENDED.stream().filter(run -> isLost(sweep, run)).collect(Collectors.toSet());
      assertEquals(Set.copyOf(ENDED), lost, folder);
      train(name, ENDED);
      assertEquals(before, read(results(name)), folder);
      assertTrue(files(name).keySet().stream().noneMatch(path -> path.contains("@joined")), folder);
    }
  }

  private static boolean isLost(SweepSnapshot sweep, RunSpec run) {
    try {
      return !sweep.state(run).status().isDone() || !sweep.damage(run).isEmpty();
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  @Test
  void aDamagedCatalogIsNamedAndNothingIsRead() throws Exception {
    compact(results("a"));
    Path catalog = dir.resolve("a/catalog/00000001.list");
    Files.writeString(catalog, Files.readString(catalog).replaceFirst("run ", "ruin "));
    String message =
        assertThrows(ResultsException.class, () -> SweepSnapshot.read(results("a"))).getMessage();
    assertTrue(message.contains("catalog/00000001.list: is damaged; put a copy"), message);
  }
}
