package org.throughtime.sweep.digest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;
import org.apache.hadoop.conf.Configuration;
import org.apache.parquet.example.data.Group;
import org.apache.parquet.hadoop.ParquetReader;
import org.apache.parquet.hadoop.ParquetWriter;
import org.apache.parquet.hadoop.example.ExampleParquetWriter;
import org.apache.parquet.hadoop.example.GroupReadSupport;
import org.apache.parquet.hadoop.metadata.CompressionCodecName;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.throughtime.model.cell.Parameter;
import org.throughtime.model.cell.Parameters;
import org.throughtime.model.metric.Metric;
import org.throughtime.model.metric.MetricValues;
import org.throughtime.model.metric.Presence;
import org.throughtime.model.metric.Schema;
import org.throughtime.model.train.Checkpoint;
import org.throughtime.model.train.CheckpointSource;
import org.throughtime.model.train.IterationMetrics;
import org.throughtime.model.train.RunSpec;
import org.throughtime.sweep.RecordedRuns;
import org.throughtime.sweep.TestRuns;
import org.throughtime.sweep.resume.Preparation;
import org.throughtime.sweep.store.Listing;
import org.throughtime.sweep.store.ResultsDirectory;
import org.throughtime.sweep.store.SweepManifest;
import org.throughtime.sweep.table.Execution;
import org.throughtime.sweep.table.Provenance;
import org.throughtime.sweep.table.Status;
import org.throughtime.sweep.table.Table;
import org.throughtime.sweep.table.TableName;
import org.throughtime.sweep.table.Tables;

/** What changes a digest, and what does not. */
class SweepReaderTest {
  private static final RunSpec SPEC = TestRuns.spec("a", "mem", 75);

  @TempDir Path folder;
  private ResultsDirectory results;

  @BeforeEach
  void open() {
    results = results("one");
  }

  @Test
  void isTheSameForTheSameRunAndNothingElse() throws IOException {
    record(results, SPEC, 1.5, 1, "host");
    RunDigest first = digest(results);
    assertEquals("finished", first.label());
    assertEquals(75 + 7, first.rows());
    assertEquals(Optional.empty(), first.fault());

    ResultsDirectory again = results("again");
    record(again, SPEC, 99.25, 4, "elsewhere");
    assertEquals(first, digest(again));

    ResultsDirectory shorter = results("shorter");
    record(shorter, TestRuns.spec("a", "mem", 74), 1.5, 1, "host");
    assertNotEquals(first.hex(), digest(shorter).hex());
  }

  /** The bytes that {@link SweepReader} documents, made of the metrics themselves. */
  @Test
  void isTheHashThatItsDocumentationTells() throws Exception {
    record(results, SPEC, 1.5, 1, "host");
    List<IterationMetrics> iterations =
        IntStream.range(0, 75).mapToObj(TestRuns::iteration).toList();
    List<Checkpoint> checkpoints =
        IntStream.rangeClosed(1, 7).mapToObj(k -> TestRuns.checkpoint(SPEC, 10 * k)).toList();
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    DataOutputStream out = new DataOutputStream(bytes);
    text(out, "throughtime run 1");
    rows(out, Tables.CHECKPOINTS, checkpoints.stream().map(Checkpoint::values).toList());
    rows(out, Tables.ITERATIONS, iterations.stream().map(IterationMetrics::values).toList());
    text(out, "weights");
    out.writeInt(2);
    text(out, "W_hh");
    text(out, weight(TestRuns.weights().get("W_hh"), 4, 4));
    text(out, "b_hh");
    text(out, weight(TestRuns.weights().get("b_hh"), 4));
    String expected = sha256(bytes);
    assertEquals(expected, digest(results).hex().orElseThrow());
    // As it was first published: whoever changes the bytes changes their first text too.
    assertEquals("54acf9f636a17e8fe6bc3a93783d2dc861ba66574571b9a99917bef9c94aadeb", expected);
  }

  private static void rows(DataOutputStream out, Table<?> table, List<MetricValues> rows)
      throws IOException {
    text(out, table.name().toString());
    // Of those that were added late none has a value here.
    List<? extends Metric<?, ?>> columns =
        table.columns().stream().filter(column -> column.presence() != Presence.LATE).toList();
    out.writeInt(1 + columns.size());
    text(out, "run");
    text(out, "TEXT");
    for (Metric<?, ?> column : columns) {
      text(out, column.name());
      text(out, column.type().name());
    }
    for (MetricValues row : rows) {
      out.writeByte(1);
      out.writeByte(1);
      text(out, "a");
      for (Metric<?, ?> column : columns) {
        Object value = row.get(column).orElse(null);
        out.writeByte(value == null ? 0 : 1);
        if (value instanceof Integer i) {
          out.writeInt(i);
        } else if (value instanceof Double d) {
          out.writeDouble(d);
        } else if (value instanceof float[] profile) {
          out.writeInt(profile.length);
          for (float f : profile) {
            out.writeFloat(f);
          }
        } else if (value != null) {
          throw new AssertionError("a new type: say how it is written");
        }
      }
    }
    out.writeByte(0);
  }

  private static String weight(Parameter weight, long... shape) throws Exception {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    DataOutputStream out = new DataOutputStream(bytes);
    out.writeInt(shape.length);
    for (long size : shape) {
      out.writeLong(size);
    }
    for (float value : weight.toArray()) {
      out.writeFloat(value);
    }
    return sha256(bytes);
  }

  private static void text(DataOutputStream out, String text) throws IOException {
    byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
    out.writeInt(utf8.length);
    out.write(utf8);
  }

  private static String sha256(ByteArrayOutputStream bytes) throws Exception {
    byte[] sum = MessageDigest.getInstance("SHA-256").digest(bytes.toByteArray());
    return HexFormat.of().formatHex(sum);
  }

  @Test
  void takesNoNoticeOfFilesEncodingsAndTheOrderOfAnArchive() throws IOException {
    record(results, SPEC, 1.5, 1, "host");
    RunDigest before = digest(results);
    for (Table<?> table : List.of(Tables.CHECKPOINTS, Tables.ITERATIONS)) {
      assertTrue(segments(table).size() > 5);
      rewriteAsOne(table);
      assertEquals(1, segments(table).size());
    }
    reverseArchive();
    assertEquals(before, digest(results));
  }

  private static final Metric<CheckpointSource, Double> ADDED =
      Metric.<CheckpointSource>real("added", "", "by a later version", c -> null).late();

  /** Writes the checkpoints anew, without a column or with one that was added. */
  private void rewrite(String without, Double added) throws IOException {
    List<Metric<CheckpointSource, ?>> columns = new ArrayList<>(Tables.CHECKPOINTS.columns());
    columns.removeIf(column -> column.name().equals(without));
    columns.add(3, ADDED);
    Table<CheckpointSource> table = new Table<>(TableName.CHECKPOINTS, new Schema<>(columns));
    for (org.apache.hadoop.fs.Path segment : segments(table)) {
      Path file = Path.of(segment.toUri());
      List<MetricValues> rows = new ArrayList<>();
      for (Checkpoint row : Tables.CHECKPOINTS.read(Files.readAllBytes(file), Checkpoint::new)) {
        rows.add(
            table
                .rows()
                .read(
                    column ->
                        column.equals(ADDED) && row.iter() >= 50
                            ? added
                            : row.values().get(column).orElse(null)));
      }
      try (OutputStream out = Files.newOutputStream(file)) {
        table.write(out, "a", rows);
      }
    }
  }

  @Test
  void aColumnAddedLateCountsWhereItHasAValue() throws IOException {
    record(results, SPEC, 1.5, 1, "host");
    RunDigest before = digest(results);
    rewrite("none", null);
    assertEquals(before, digest(results), "a column without a value");
    rewrite("none", 1.0);
    RunDigest one = digest(results);
    assertNotEquals(before.hex(), one.hex());
    assertEquals(before.rows(), one.rows());
    rewrite("none", 2.0);
    assertNotEquals(one.hex(), digest(results).hex());
    rewrite("none", 1.0);
    assertEquals(one, digest(results));
    rewrite("none", null);
    assertEquals(before, digest(results));
    rewrite("gate_z_sat_time", null);
    assertEquals("unreadable", digest(results).label());
  }

  /** The same bytes, whether this version knows the column or not. */
  @Test
  void aColumnAddedLateCountsAlikeInEveryVersion() throws IOException {
    record(results, SPEC, 1.5, 1, "host");
    List<Metric<CheckpointSource, ?>> columns = new ArrayList<>(Tables.CHECKPOINTS.columns());
    columns.add(5, ADDED);
    Table<CheckpointSource> later = new Table<>(TableName.CHECKPOINTS, new Schema<>(columns));
    for (Double value : new Double[] {null, 1.0}) {
      rewrite("none", value);
      assertEquals(hash(Tables.CHECKPOINTS), hash(later), "the file has " + value);
    }
  }

  private String hash(Table<?> table) throws IOException {
    CanonicalHash hash = new CanonicalHash();
    TableHash rows = new TableHash(table, hash);
    for (org.apache.hadoop.fs.Path segment : segments(table)) {
      rows.add(results.read(segment));
    }
    assertEquals(7, rows.end());
    return hash.hex();
  }

  @Test
  void noticesEveryWeight() throws IOException {
    record(results, SPEC, 1.5, 1, "host");
    Optional<String> before = digest(results).hex();
    Parameter w = Parameter.matrix("W_hh", 4, 4);
    w.set(1, 2, Math.nextUp(0.5f));
    ResultsDirectory other = results("other");
    record(other, SPEC, new Parameters(List.of(w, Parameter.vector("b_hh", 4))));
    assertNotEquals(before, digest(other).hex());

    Parameter same = Parameter.matrix("W_hh", 2, 8);
    same.set(0, 6, 0.5f);
    ResultsDirectory reshaped = results("reshaped");
    record(reshaped, SPEC, new Parameters(List.of(same, Parameter.vector("b_hh", 4))));
    assertNotEquals(before, digest(reshaped).hex());

    ResultsDirectory fewer = results("fewer");
    record(fewer, SPEC, new Parameters(List.of(TestRuns.weights().get("W_hh"))));
    assertNotEquals(before, digest(fewer).hex());
  }

  @Test
  void hasNoHashForWhatHasNotEnded() throws IOException {
    List<RunSpec> specs =
        Stream.of("begun", "broken", "ended", "stopped", "waiting")
            .map(name -> TestRuns.spec(name, "mem", 75))
            .toList();
    new Preparation(results, note -> {})
        .prepare(SweepManifest.extend(results, "s", specs), specs, false);
    RecordedRuns.begun(results, specs.get(0), 25);
    RecordedRuns.begun(results, specs.get(1), 25)
        .failed(new IllegalStateException("why"), RecordedRuns.EXECUTION);
    record(results, specs.get(2), TestRuns.weights());
    RecordedRuns.begun(results, specs.get(3), 25)
        .stopped(TestRuns.state(25, null), RecordedRuns.EXECUTION);

    SweepReader sweep = SweepReader.open(results).orElseThrow();
    assertEquals(specs, sweep.runs());
    List<RunDigest> runs = sweep.runs().stream().map(sweep::digest).toList();
    assertEquals(
        List.of("stopped", "failed", "finished", "stopped", "waiting"),
        runs.stream().map(RunDigest::label).toList());
    assertEquals(
        List.of(false, true, true, false, false),
        runs.stream().map(run -> run.hex().isPresent()).toList());
    assertEquals(25 + 2, runs.get(1).rows());
    assertEquals(Optional.empty(), new SweepDigest("s", runs).hex());
    assertTrue(new SweepDigest("s", runs.subList(1, 3)).hex().isPresent());
  }

  @Test
  void ofASweepIsThatOfItsLinesByName() throws Exception {
    RunDigest a = RunDigest.ended("a", Status.FINISHED, 3, "11");
    RunDigest b = RunDigest.ended("b", Status.FAILED, 4, "22");
    byte[] lines = "11  a\n22  b\n".getBytes(StandardCharsets.UTF_8);
    String expected = HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(lines));
    assertEquals(Optional.of(expected), new SweepDigest("s", List.of(b, a)).hex());
    assertEquals(7, new SweepDigest("s", List.of(b, a)).rows());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "tables/runs/a.parquet",
        "tables/checkpoints/a.00003.parquet",
        "tables/iterations/a.00000.parquet",
        "npz/a_final_state.npz"
      })
  void tellsOfADamagedFile(String file) throws IOException {
    record(results, SPEC, 1.5, 1, "host");
    Path path = folder.resolve("one").resolve(file);
    byte[] whole = Files.readAllBytes(path);
    // The end of an archive is its table of contents, which says nothing of the weights.
    int most = file.endsWith(".npz") ? whole.length / 2 : whole.length - 1;
    for (int length : new int[] {0, 1, 11, whole.length / 2, most}) {
      truncate(path, whole, length);
      RunDigest run = digest(results);
      assertEquals("unreadable", run.label(), file + " of " + length + " bytes");
      assertTrue(run.fault().orElseThrow().startsWith(file + ": "), run.fault()::get);
      assertFalse(run.fault().orElseThrow().contains("\n"));
    }
    if (!file.startsWith("tables/runs")) {
      Files.delete(path);
      RunDigest run = digest(results);
      assertEquals(Optional.empty(), run.hex(), file);
    }
  }

  /** Wherever a bit flips, there is no other hash: it told no value, or the run is unreadable. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "tables/checkpoints/a.00003.parquet",
        "tables/iterations/a.00000.parquet",
        "npz/a_final_state.npz"
      })
  void takesNoFlippedBitForAnotherResult(String file) throws IOException {
    record(results, SPEC, 1.5, 1, "host");
    RunDigest before = digest(results);
    Path path = folder.resolve("one").resolve(file);
    byte[] whole = Files.readAllBytes(path);
    int unreadable = 0;
    for (int at = 0; at < whole.length; at += Math.max(1, whole.length / 60)) {
      byte[] flipped = whole.clone();
      flipped[at] ^= (byte) (1 << at % 8);
      Files.write(path, flipped);
      RunDigest run = digest(results);
      if (run.label().equals("unreadable")) {
        unreadable++;
      } else {
        assertEquals(before, run, "byte " + at + " of " + whole.length);
      }
    }
    assertTrue(unreadable > 10, unreadable + " of 60");
  }

  @Test
  void onlyReads() throws IOException {
    record(results, SPEC, 1.5, 1, "host");
    TreeMap<String, String> before = listing();
    digest(results);
    Checksums checksums = new Checksums(results);
    checksums.verify("a");
    assertEquals(List.of(), checksums.faults(java.util.Set.of()));
    assertTrue(checksums.files() > 5, checksums.files() + " files");
    assertEquals(before, listing());
    assertEquals(Optional.empty(), SweepReader.open(results("nowhere")));
    assertFalse(Files.exists(folder.resolve("nowhere")));
  }

  private ResultsDirectory results(String name) {
    return new ResultsDirectory(folder.resolve(name).toString(), new Configuration());
  }

  private static RunDigest digest(ResultsDirectory results) throws IOException {
    SweepReader sweep = SweepReader.open(results).orElseThrow();
    return sweep.digest(sweep.runs().get(0));
  }

  private static void record(
      ResultsDirectory results, RunSpec spec, double seconds, int attempts, String host)
      throws IOException {
    List<RunSpec> specs = List.of(spec);
    new Preparation(results, note -> {})
        .prepare(SweepManifest.extend(results, "s", specs), specs, false);
    Provenance provenance = new Provenance("1", "jvm", "arch", "scalar", host);
    RecordedRuns.finish(results, spec, new Execution(seconds, attempts, provenance));
  }

  private static void record(ResultsDirectory results, RunSpec spec, Parameters weights)
      throws IOException {
    if (SweepManifest.read(results).isEmpty()) {
      new Preparation(results, note -> {})
          .prepare(SweepManifest.extend(results, "s", List.of(spec)), List.of(spec), false);
    }
    RecordedRuns.begun(results, spec, spec.optimizer().maxiters())
        .ended(TestRuns.ended(spec), weights, RecordedRuns.EXECUTION);
  }

  private List<org.apache.hadoop.fs.Path> segments(Table<?> table) throws IOException {
    return Listing.of(results).segments(table.name(), "a");
  }

  private void rewriteAsOne(Table<?> table) throws IOException {
    List<Group> rows = new ArrayList<>();
    for (org.apache.hadoop.fs.Path segment : segments(table)) {
      try (ParquetReader<Group> reader =
          ParquetReader.builder(new GroupReadSupport(), segment).build()) {
        for (Group row = reader.read(); row != null; row = reader.read()) {
          rows.add(row);
        }
      }
      Files.delete(Path.of(segment.toUri()));
    }
    Path one = Path.of(results.segment(table.name(), "a", 7).toUri());
    try (ParquetWriter<Group> writer =
        ExampleParquetWriter.builder(new org.apache.hadoop.fs.Path(one.toUri()))
            .withType(table.schema())
            .withConf(new Configuration())
            .withCompressionCodec(CompressionCodecName.UNCOMPRESSED)
            .withDictionaryEncoding(false)
            .withPageSize(512)
            .withRowGroupSize(4096L)
            .build()) {
      for (Group row : rows) {
        writer.write(row);
      }
    }
  }

  private void reverseArchive() throws IOException {
    Path npz = Path.of(results.npz("a").toUri());
    TreeMap<String, byte[]> entries = new TreeMap<>(java.util.Comparator.reverseOrder());
    try (ZipFile zip = new ZipFile(npz.toFile())) {
      for (ZipEntry entry : zip.stream().collect(Collectors.toList())) {
        entries.put(entry.getName(), zip.getInputStream(entry).readAllBytes());
      }
    }
    try (OutputStream out = Files.newOutputStream(npz);
        ZipOutputStream zip = new ZipOutputStream(out)) {
      for (var entry : entries.entrySet()) {
        zip.putNextEntry(new ZipEntry(entry.getKey()));
        zip.write(entry.getValue());
      }
    }
  }

  private static void truncate(Path path, byte[] whole, int length) throws IOException {
    Files.write(path, whole);
    try (RandomAccessFile file = new RandomAccessFile(path.toFile(), "rw")) {
      file.setLength(length);
    }
  }

  private TreeMap<String, String> listing() throws IOException {
    TreeMap<String, String> files = new TreeMap<>();
    try (Stream<Path> all = Files.walk(folder)) {
      for (Path path : all.toList()) {
        files.put(path.toString(), Files.getLastModifiedTime(path).toString());
      }
    }
    return files;
  }
}
