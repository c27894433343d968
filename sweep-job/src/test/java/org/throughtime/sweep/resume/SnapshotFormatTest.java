package org.throughtime.sweep.resume;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.throughtime.model.metric.Metric;
import org.throughtime.model.metric.MetricValues;
import org.throughtime.model.metric.Schema;
import org.throughtime.model.train.Best;
import org.throughtime.model.train.Checkpoint;
import org.throughtime.model.train.CheckpointMetrics;
import org.throughtime.model.train.IterationMetrics;
import org.throughtime.model.train.RunSpec;
import org.throughtime.model.train.Stage;
import org.throughtime.model.train.TrainerState;
import org.throughtime.sweep.MadeUpRows;
import org.throughtime.sweep.TestRuns;
import org.throughtime.sweep.store.Sha256;

class SnapshotFormatTest {
  private static final int MARK = 0x13572468;
  private static final LinkedHashMap<String, float[]> WEIGHTS =
      new LinkedHashMap<>(Map.of("W_hh", new float[] {1, -2.5f}));
  private static final Stage STAGE =
      new Stage(3, 2, 4, 5, new Best(.25, 6, WEIGHTS), new Best(.125, 7, WEIGHTS));
  private static final int EARLIER_STAGE_BYTES = 2 * Integer.BYTES;
  private static final int BEST_BYTES =
      Double.BYTES + 2 * Integer.BYTES + 2 + "W_hh".length() + 3 * Integer.BYTES;
  private static final int STAGE_BYTES = 4 * Integer.BYTES + 2 * BEST_BYTES;
  private static final long EPOCH = 0x1122334455667788L;
  private static final int VERSION_AT = 2 + "throughtime state".length();

  private static RunSnapshot snapshot(int checksInARow) {
    return snapshot(checksInARow, new LinkedHashMap<>());
  }

  private static RunSnapshot snapshot(int checksInARow, LinkedHashMap<String, float[]> slots) {
    return snapshot(checksInARow, slots, List.of(), List.of());
  }

  private static RunSnapshot snapshot(
      int checksInARow, List<IterationMetrics> iterations, List<Checkpoint> checkpoints) {
    return snapshot(checksInARow, new LinkedHashMap<>(), iterations, checkpoints);
  }

  private static RunSnapshot snapshot(
      int checksInARow,
      LinkedHashMap<String, float[]> slots,
      List<IterationMetrics> iterations,
      List<Checkpoint> checkpoints) {
    RunSpec spec = TestRuns.canonical("name", "a", "maxiters", 30);
    return snapshot(spec, checksInARow, slots, iterations, checkpoints);
  }

  private static RunSnapshot snapshot(
      RunSpec spec,
      int checksInARow,
      LinkedHashMap<String, float[]> slots,
      List<IterationMetrics> iterations,
      List<Checkpoint> checkpoints) {
    TrainerState state = TestRuns.state(12, null);
    TrainerState counted =
        new TrainerState(
            12,
            state.random(),
            state.weights(),
            slots,
            state.window(),
            state.bestValidError(),
            checksInARow,
            STAGE,
            null);
    return new RunSnapshot(spec, counted, 1, 2.5, EPOCH, 0, List.of(), iterations, checkpoints);
  }

  private static byte[] summed(byte[] content) throws Exception {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.write(content);
    out.write(Sha256.digest().digest(content));
    return out.toByteArray();
  }

  private static byte[] ofVersion(int version, byte[] state) throws Exception {
    byte[] content = Arrays.copyOf(state, state.length - Sha256.LENGTH);
    ByteBuffer.wrap(content).putInt(VERSION_AT, version);
    return summed(content);
  }

  @Test
  void keepsTheStage() throws Exception {
    byte[] bytes = SnapshotFormat.encode(snapshot(MARK));
    Stage stage = SnapshotFormat.decode("a", bytes).trainer().stage();
    assertEquals(List.of(3, 2, 4, 5), numbers(stage));
    assertEquals(.25, stage.best().error());
    assertEquals(6, stage.best().returns());
    assertEquals(Set.of("W_hh"), stage.best().weights().keySet());
    assertArrayEquals(WEIGHTS.get("W_hh"), stage.best().weights().get("W_hh"));
    assertEquals(.125, stage.earlier().error());
    assertEquals(7, stage.earlier().returns());
    assertArrayEquals(WEIGHTS.get("W_hh"), stage.earlier().weights().get("W_hh"));
  }

  private static List<Integer> numbers(Stage stage) {
    return List.of(stage.number(), stage.good(), stage.waited(), stage.attempt());
  }

  /** Lengths could not grow then, so the run is in its first stage. */
  @Test
  void readsTheVersionWithoutAStage() throws Exception {
    RunSnapshot read = ofEarlierStage(4, 0);
    assertEquals(Stage.FIRST, read.trainer().stage());
    assertEquals(MARK, read.trainer().checksInARow());
  }

  /** A run could not begin again then. */
  @Test
  void readsTheVersionWithoutAttempts() throws Exception {
    RunSnapshot read = ofEarlierStage(5, EARLIER_STAGE_BYTES);
    assertEquals(List.of(3, 2, 0, 0), numbers(read.trainer().stage()));
    assertEquals(Best.NONE, read.trainer().stage().best());
    assertEquals(MARK, read.trainer().checksInARow());
  }

  /** The best weights of an attempt were lost with it then. */
  @Test
  void readsTheVersionWithoutEarlierAttempts() throws Exception {
    Stage stage = ofEarlierStage(6, STAGE_BYTES - BEST_BYTES).trainer().stage();
    assertEquals(List.of(3, 2, 4, 5), numbers(stage));
    assertEquals(.25, stage.best().error());
    assertEquals(Best.NONE, stage.earlier());
  }

  @Test
  void keepsTheEpoch() throws Exception {
    byte[] bytes = SnapshotFormat.encode(snapshot(MARK));
    assertEquals(EPOCH, SnapshotFormat.decode("a", bytes).epoch());
  }

  /** Drivers had no numbers then. */
  @Test
  void readsTheVersionWithoutAnEpoch() throws Exception {
    byte[] bytes = ofVersion(7, withoutEpoch(SnapshotFormat.encode(withRows())));
    RunSnapshot read = SnapshotFormat.decode("a", bytes);
    assertEquals(0, read.epoch());
    assertEquals(2.5, read.seconds());
    assertEquals(withRows().iterations(), read.iterations());
    assertEquals(withRows().checkpoints(), read.checkpoints());
  }

  /** The bytes of a state without its epoch; the sum behind them is the one of before. */
  private static byte[] withoutEpoch(byte[] bytes) {
    int epoch = 0;
    while (ByteBuffer.wrap(bytes).getLong(epoch) != EPOCH) {
      epoch++;
    }
    byte[] without = Arrays.copyOf(bytes, bytes.length - Long.BYTES);
    System.arraycopy(bytes, epoch + Long.BYTES, without, epoch, without.length - epoch);
    return without;
  }

  private static RunSnapshot ofEarlierStage(int version, int stageBytes) throws Exception {
    byte[] bytes = withoutEpoch(SnapshotFormat.encode(snapshot(MARK)));
    int stage = checksAt(bytes) + Integer.BYTES;
    int behind = stage + STAGE_BYTES;
    ByteArrayOutputStream content = new ByteArrayOutputStream();
    content.write(bytes, 0, stage + stageBytes);
    content.write(bytes, behind, bytes.length - Sha256.LENGTH - behind);
    byte[] all = content.toByteArray();
    ByteBuffer.wrap(all).putInt(VERSION_AT, version);
    return SnapshotFormat.decode("a", summed(all));
  }

  private static int checksAt(byte[] bytes) {
    int checks = 0;
    while (ByteBuffer.wrap(bytes).getInt(checks) != MARK) {
      checks++;
    }
    return checks;
  }

  @Test
  void keepsHowManyChecksInARowWereWithoutError() throws Exception {
    byte[] bytes = SnapshotFormat.encode(snapshot(MARK));
    assertEquals(MARK, SnapshotFormat.decode("a", bytes).trainer().checksInARow());
  }

  /** Bit for bit: weights go on with what the optimizer remembers of their gradients. */
  @Test
  void keepsWhatTheOptimiserKeeps() throws Exception {
    LinkedHashMap<String, float[]> slots = new LinkedHashMap<>();
    slots.put("second.W_hh", new float[] {1, -0f, Float.NaN, Float.MIN_VALUE});
    slots.put("first.b_hh", new float[] {2});
    byte[] bytes = SnapshotFormat.encode(snapshot(0, slots));
    Map<String, float[]> read = SnapshotFormat.decode("a", bytes).trainer().slots();
    assertEquals(List.copyOf(slots.keySet()), List.copyOf(read.keySet()));
    slots.forEach((name, slot) -> assertArrayEquals(slot, read.get(name), name));
  }

  /** A state of version 1 or 2: the bytes of a state without rows, and rows without names. */
  private static byte[] earlier(int version, RunSnapshot snapshot) throws Exception {
    RunSnapshot bare = snapshot(snapshot.trainer().checksInARow(), List.of(), List.of());
    byte[] bytes = withoutEpoch(SnapshotFormat.encode(bare));
    ByteArrayOutputStream named = new ByteArrayOutputStream();
    try (DataOutputStream out = new DataOutputStream(named)) {
      RowFormat.write(out, IterationMetrics.SCHEMA, List.of());
      RowFormat.write(out, CheckpointMetrics.SCHEMA, List.of());
    }
    ByteArrayOutputStream content = new ByteArrayOutputStream();
    int end = bytes.length - Sha256.LENGTH - named.size();
    int checks = checksAt(bytes);
    int behind = checks + Integer.BYTES;
    int window = checks - 6 * Double.BYTES;
    int slots = window - Integer.BYTES;
    int revision = revisionAt(bytes);
    content.write(bytes, 0, revision);
    content.write(bytes, revision + Integer.BYTES, slots - revision - Integer.BYTES);
    content.write(bytes, window, (version == 1 ? checks : behind) - window);
    content.write(bytes, behind + STAGE_BYTES, end - behind - STAGE_BYTES);
    try (DataOutputStream out = new DataOutputStream(content)) {
      out.writeInt(snapshot.iterations().size());
      for (IterationMetrics row : snapshot.iterations()) {
        writeAll(out, row.values().cells(IterationMetrics.SCHEMA));
      }
      out.writeInt(snapshot.checkpoints().size());
      for (Checkpoint row : snapshot.checkpoints()) {
        writeEarlier(out, row);
      }
    }
    byte[] all = content.toByteArray();
    ByteBuffer.wrap(all).putInt(VERSION_AT, version);
    return summed(all);
  }

  private static void writeEarlier(DataOutputStream out, Checkpoint c) throws IOException {
    write(out, c, "iter", "train_nll", "gradient_norm", "gradient_norm_post", "Omega");
    write(out, c, "steps_in_past", "valid_nll", "valid_error", "best_valid_error");
    boolean linear = c.get(CheckpointMetrics.VALID_MAE).isPresent();
    out.writeBoolean(linear);
    if (linear) {
      write(out, c, "valid_mae", "valid_err_05", "valid_err_10", "valid_err_abs", "valid_maxae");
    }
    write(out, c, "rho_Whh");
    boolean diagnosed = c.get(CheckpointMetrics.DIAG_LOSS).isPresent();
    out.writeBoolean(diagnosed);
    if (diagnosed) {
      write(out, c, "diag_loss", "diag_err", "grad_time", "act_time", "sat_time");
      for (String gate : List.of("gate_z_sat_time", "gate_r_sat_time")) {
        boolean kept = c.values().get(CheckpointMetrics.SCHEMA.metric(gate).get()).isPresent();
        out.writeBoolean(kept);
        if (kept) {
          write(out, c, gate);
        }
      }
    }
  }

  private static void write(DataOutputStream out, Checkpoint c, String... names)
      throws IOException {
    for (String name : names) {
      writeAll(out, List.of(c.values().value(CheckpointMetrics.SCHEMA.metric(name).get())));
    }
  }

  private static void writeAll(DataOutputStream out, List<Object> values) throws IOException {
    for (Object value : values) {
      if (value instanceof Integer i) {
        out.writeInt(i);
      } else if (value instanceof Double d) {
        out.writeDouble(d);
      } else {
        RowFormat.writeFloats(out, (float[]) value);
      }
    }
  }

  private static RunSnapshot withRows() {
    RunSpec mul = TestRuns.spec("a", "mul", 30);
    RunSpec mem = TestRuns.spec("a", "mem", 30);
    return snapshot(
        MARK,
        List.of(MadeUpRows.iteration(10, 50, 1.5, 2, 1, Double.NaN, .25)),
        List.of(
            TestRuns.checkpoint(mul, 10),
            TestRuns.checkpoint(mem, 20),
            MadeUpRows.checkpoint(CheckpointMetrics.ITER, 30)));
  }

  @Test
  void keepsRows() throws Exception {
    RunSnapshot read = SnapshotFormat.decode("a", SnapshotFormat.encode(withRows()));
    assertEquals(withRows().iterations(), read.iterations());
    assertEquals(withRows().checkpoints(), read.checkpoints());
  }

  /** States of runs that took days are not to be lost for a number that was not needed then. */
  @Test
  void readsTheVersionThatDidNotCountThem() throws Exception {
    RunSnapshot read = SnapshotFormat.decode("a", earlier(1, snapshot(MARK)));
    assertEquals(0, read.trainer().checksInARow());
    assertEquals(snapshot(0).spec(), read.spec());
    assertEquals(93, read.trainer().bestValidError());
    assertEquals(2.5, read.seconds());
  }

  /** Nor for the names of their metrics. */
  @Test
  void readsRowsOfTheVersionsThatDidNotNameThem() throws Exception {
    for (int version : new int[] {1, 2}) {
      RunSnapshot read = SnapshotFormat.decode("a", earlier(version, withRows()));
      assertEquals(withRows().iterations(), read.iterations());
      assertEquals(withRows().checkpoints(), read.checkpoints());
      assertEquals(version == 1 ? 0 : MARK, read.trainer().checksInARow());
      assertEquals(Map.of(), read.trainer().slots());
    }
  }

  private record Two(int a, double b) {}

  @Test
  void rowsOfOtherMetricsAreReadAsFarAsTheyGo() throws Exception {
    Metric<Two, Integer> a = Metric.integer("a", "", "kept by both", Two::a);
    Metric<Two, Double> b = Metric.real("b", "", "of the writer", Two::b);
    Metric<Two, Double> added = Metric.<Two>real("c", "", "of the reader", Two::b).late();
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    Schema<Two> writer = new Schema<>(List.of(b, a));
    RowFormat.write(
        new DataOutputStream(bytes),
        writer,
        List.of(writer.measure(new Two(1, 2)), writer.measure(new Two(3, 4))));
    List<MetricValues> rows =
        RowFormat.read(
            new DataInputStream(new ByteArrayInputStream(bytes.toByteArray())),
            new Schema<>(List.of(a, added)));
    assertEquals(List.of(1, 3), rows.stream().map(row -> row.value(a)).toList());
    assertTrue(rows.stream().allMatch(row -> row.get(added).isEmpty()));
    assertTrue(rows.stream().allMatch(row -> row.get(b).isEmpty()));
  }

  /** Where the cell's revision is: behind the flags. */
  private static int revisionAt(byte[] bytes) {
    ByteBuffer buffer = ByteBuffer.wrap(bytes).position(VERSION_AT + Integer.BYTES);
    for (int texts = 2 * buffer.getInt(); texts > 0; texts--) {
      int length = buffer.getShort();
      buffer.position(buffer.position() + length);
    }
    return buffer.position();
  }

  /** Its weights began as others than the course's: what came of them is no part of this run. */
  @Test
  void refusesAGruThatBeganWithOtherWeights() throws Exception {
    RunSpec gru = TestRuns.spec("a", "mem", 30);
    byte[] bytes =
        SnapshotFormat.encode(snapshot(gru, 0, new LinkedHashMap<>(), List.of(), List.of()));
    assertEquals(12, SnapshotFormat.decode("state/a", bytes).trainer().iteration());
    byte[] before = ofVersion(3, bytes);
    String message =
        assertThrows(DamagedFileException.class, () -> SnapshotFormat.decode("state/a", before))
            .getMessage();
    assertEquals("state/a is of a gru, which this version computes differently", message);
  }

  @Test
  void refusesVersionsThatItDoesNotKnow() throws Exception {
    byte[] bytes = SnapshotFormat.encode(snapshot(0));
    for (int version : new int[] {0, 9}) {
      byte[] other = ofVersion(version, bytes);
      String message =
          assertThrows(DamagedFileException.class, () -> SnapshotFormat.decode("state/a", other))
              .getMessage();
      assertEquals("state/a is of another version of this program", message);
    }
  }
}
