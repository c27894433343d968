package org.throughtime.sweep.artifact;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TimeZone;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.junit.jupiter.api.Test;
import org.throughtime.model.cell.Lstm;
import org.throughtime.model.cell.Parameter;
import org.throughtime.model.cell.Parameters;
import org.throughtime.model.train.Checkpoint;
import org.throughtime.model.train.CheckpointMetrics;
import org.throughtime.model.train.RunSpec;
import org.throughtime.sweep.MadeUpRows;
import org.throughtime.sweep.TestRuns;

class FinalStateTest {
  private static final int N = 7;
  private static final int C = 3;
  private static final int S = 16;

  /** One NPY member: its header's text, and its data. */
  private record Member(String header, ByteBuffer data) {
    String type() {
      return between("'descr': '", "'");
    }

    String shape() {
      return between("'shape': ", ", }");
    }

    private String between(String before, String after) {
      int from = header.indexOf(before) + before.length();
      return header.substring(from, header.indexOf(after, from));
    }

    float[] floats() {
      float[] values = new float[data.remaining() / 4];
      data.duplicate().order(ByteOrder.LITTLE_ENDIAN).asFloatBuffer().get(values);
      return values;
    }

    String text() {
      return Charset.forName("UTF-32LE").decode(data.duplicate()).toString();
    }

    long integer() {
      return data.duplicate().order(ByteOrder.LITTLE_ENDIAN).getLong();
    }
  }

  private static RunSpec spec(Object... changes) {
    List<Object> all =
        new ArrayList<>(
            List.of(
                "maxiters", N, "checkFreq", 2, "min_length", 12, "max_length", 12, "mempos", 2));
    all.addAll(Arrays.asList(changes));
    return TestRuns.canonical(all.toArray());
  }

  private static Parameters parameters() {
    Parameter matrix = Parameter.matrix("W_hh", 2, 3);
    matrix.assign(new float[] {1, 2, 3, 4, 5, 6});
    Parameter vector = Parameter.vector("b_hh", 3);
    vector.assign(new float[] {7, 8, Float.intBitsToFloat(0xffc00001)});
    return new Parameters(List.of(matrix, vector));
  }

  /** Seven iterations, with checkpoints at 2, 4 and 6, of which the last has no row. */
  private static FinalStateArrays trained(RunSpec spec) {
    FinalStateArrays arrays = new FinalStateArrays(spec);
    for (int n = 0; n < N; n++) {
      arrays.onIteration(MadeUpRows.iteration(n, 12, n + .5, n + 10, n + 20, n + 30, n + 40));
      if (n > 0 && n % 2 == 0) {
        arrays.onCheckpoint(checkpoint(n));
      }
    }
    return arrays;
  }

  private static Checkpoint checkpoint(int n) {
    float[] metrics = new float[S - 2];
    Arrays.fill(metrics, n);
    return MadeUpRows.checkpoint(
        CheckpointMetrics.ITER,
        n,
        CheckpointMetrics.VALID_NLL,
        n + .25,
        CheckpointMetrics.VALID_ERROR,
        n + .5,
        CheckpointMetrics.BEST_VALID_ERROR,
        100.0,
        CheckpointMetrics.RHO,
        n + .75,
        CheckpointMetrics.DIAG_LOSS,
        n + 1.0,
        CheckpointMetrics.DIAG_ERR,
        n + 2.0,
        CheckpointMetrics.GRAD_TIME,
        metrics,
        CheckpointMetrics.ACT_TIME,
        metrics,
        CheckpointMetrics.SAT_TIME,
        metrics,
        TestRuns.GATE_Z,
        metrics);
  }

  private static byte[] write(RunSpec spec, FinalStateArrays arrays) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try {
      new FinalState(spec, parameters(), arrays).writeTo(out);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return out.toByteArray();
  }

  private static Map<String, Member> read(byte[] npz) throws IOException {
    Map<String, Member> members = new LinkedHashMap<>();
    try (ZipInputStream zip = new ZipInputStream(new ByteArrayInputStream(npz))) {
      for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
        assertTrue(entry.getName().endsWith(".npy"));
        ByteBuffer npy = ByteBuffer.wrap(zip.readAllBytes()).order(ByteOrder.LITTLE_ENDIAN);
        int length = npy.getShort(8);
        assertEquals(0, (10 + length) % 64, entry.getName());
        String header = new String(npy.array(), 10, length, StandardCharsets.US_ASCII);
        assertTrue(header.endsWith("\n") && header.contains("'fortran_order': False"), header);
        members.put(
            entry.getName().replace(".npy", ""),
            new Member(header, npy.position(10 + length).slice()));
      }
    }
    return members;
  }

  @Test
  void keysShapesAndTypes() throws IOException {
    Map<String, Member> members = read(write(spec(), trained(spec())));
    Map<String, String> expected = new LinkedHashMap<>();
    for (String key :
        List.of("train_nll", "gradient_norm", "gradient_norm_post", "Omega", "steps_in_past")) {
      expected.put(key, "<f4 (7,)");
    }
    for (String key : List.of("valid_error", "valid_nll", "rho_Whh", "diag_loss", "diag_err")) {
      expected.put(key, "<f4 (3,)");
    }
    for (String key :
        List.of("grad_time", "act_time", "sat_time", "gate_z_sat_time", "gate_r_sat_time")) {
      expected.put(key, "<f4 (3, 16)");
    }
    for (String key : List.of("diag_len", "diag_bs", "checkFreq")) {
      expected.put(key, "<i8 ()");
    }
    expected.put("W_hh", "<f4 (2, 3)");
    expected.put("b_hh", "<f4 (3,)");
    expected.put("model_type", "<U3 ()");
    expected.put("classif_type", "<U7 ()");
    expected.put("act_name", "<U4 ()");
    Map<String, String> actual = new LinkedHashMap<>();
    members.forEach((key, member) -> actual.put(key, member.type() + " " + member.shape()));
    assertEquals(expected.toString(), actual.toString());
  }

  @Test
  void valuesAndWhatStaysEmpty() throws IOException {
    Map<String, Member> members = read(write(spec(), trained(spec())));
    assertArrayEquals(
        new float[] {.5f, 1.5f, 2.5f, 3.5f, 4.5f, 5.5f, 6.5f}, members.get("train_nll").floats());
    assertEquals(16, members.get("gradient_norm").floats()[6]);
    assertEquals(26, members.get("gradient_norm_post").floats()[6]);
    assertEquals(36, members.get("Omega").floats()[6]);
    assertEquals(46, members.get("steps_in_past").floats()[6]);
    assertArrayEquals(new float[] {-1, 2.5f, 4.5f}, members.get("valid_error").floats());
    assertArrayEquals(new float[] {-1, 2.25f, 4.25f}, members.get("valid_nll").floats());
    assertArrayEquals(new float[] {-1, 2.75f, 4.75f}, members.get("rho_Whh").floats());
    assertArrayEquals(new float[] {-1, 3, 5}, members.get("diag_loss").floats());
    assertArrayEquals(new float[] {-1, 4, 6}, members.get("diag_err").floats());
    float[] expected = new float[C * S];
    Arrays.fill(expected, Float.NaN);
    Arrays.fill(expected, S, S + S - 2, 2);
    Arrays.fill(expected, 2 * S, 2 * S + S - 2, 4);
    assertArrayEquals(expected, members.get("grad_time").floats());
    assertArrayEquals(expected, members.get("gate_z_sat_time").floats());
    Arrays.fill(expected, Float.NaN);
    assertArrayEquals(expected, members.get("gate_r_sat_time").floats());
    assertArrayEquals(new float[] {1, 2, 3, 4, 5, 6}, members.get("W_hh").floats());
    assertArrayEquals(new float[] {7, 8, Float.NaN}, members.get("b_hh").floats());
    assertEquals(12, members.get("diag_len").integer());
    assertEquals(20, members.get("diag_bs").integer());
    assertEquals(2, members.get("checkFreq").integer());
    assertEquals("rnn", members.get("model_type").text());
    assertEquals("softmax", members.get("classif_type").text());
    assertEquals("tanh", members.get("act_name").text());
  }

  @Test
  void whatNeverHappenedIsEmpty() throws IOException {
    // maxiters below checkFreq: one row, and no checkpoint ever has its number
    RunSpec spec = spec("maxiters", 3, "checkFreq", 20);
    FinalStateArrays arrays = new FinalStateArrays(spec);
    arrays.onCheckpoint(checkpoint(20));
    Map<String, Member> members = read(write(spec, arrays));
    assertArrayEquals(new float[] {-1, -1, -1}, members.get("Omega").floats());
    assertArrayEquals(new float[] {-1}, members.get("diag_err").floats());
    float[] nan = new float[S];
    Arrays.fill(nan, Float.NaN);
    assertArrayEquals(nan, members.get("sat_time").floats());
  }

  @Test
  void gruHasItsInitAndNoActivation() throws IOException {
    RunSpec spec = spec("model", "gru", "init", "smart_tanh", "task", "mul");
    Map<String, Member> members = read(write(spec, new FinalStateArrays(spec)));
    assertEquals("gru", members.get("model_type").text());
    assertEquals("lastLinear", members.get("classif_type").text());
    assertEquals("smart_tanh", members.get("init").text());
    assertFalse(members.containsKey("act_name"));
  }

  /** Behind the course's gates, which are empty, those of the run's own cell. */
  @Test
  void aCellOfOtherGatesHasTheirsToo() throws IOException {
    RunSpec spec = spec("model", "lstm");
    FinalStateArrays arrays = new FinalStateArrays(spec);
    float[] values = new float[S];
    Arrays.fill(values, .25f);
    arrays.onCheckpoint(
        MadeUpRows.checkpoint(
            CheckpointMetrics.ITER,
            2,
            CheckpointMetrics.of(new Lstm.Definition().gates().get(1)),
            values));
    Map<String, Member> members = read(write(spec, arrays));
    assertEquals(
        List.of(
            "gate_z_sat_time",
            "gate_r_sat_time",
            "gate_i_sat_time",
            "gate_f_sat_time",
            "gate_o_sat_time"),
        members.keySet().stream().filter(key -> key.startsWith("gate_")).toList());
    assertEquals(.25f, members.get("gate_f_sat_time").floats()[S]);
    assertTrue(Float.isNaN(members.get("gate_i_sat_time").floats()[S]));
    assertTrue(Float.isNaN(members.get("cell_time").floats()[S]));
  }

  @Test
  void activationsByTheirNames() throws IOException {
    assertEquals("sigmoid", activation("sigmoid"));
    assertEquals("tanh", activation("smart_tanh"));
    assertEquals("identity", activation("test"));
  }

  private static String activation(String init) throws IOException {
    RunSpec spec = spec("init", init);
    return read(write(spec, new FinalStateArrays(spec))).get("act_name").text();
  }

  @Test
  void sameBytesInEveryTimeZoneAndWithEveryNan() {
    TimeZone zone = TimeZone.getDefault();
    byte[] here = write(spec(), trained(spec()));
    try {
      TimeZone.setDefault(TimeZone.getTimeZone("Pacific/Kiritimati"));
      assertArrayEquals(here, write(spec(), trained(spec())));
    } finally {
      TimeZone.setDefault(zone);
    }
    // the third element of b_hh is a NaN with a sign and a payload
    int canonical = Float.floatToRawIntBits(Float.NaN);
    ByteBuffer npz = ByteBuffer.wrap(here).order(ByteOrder.LITTLE_ENDIAN);
    boolean found = false;
    for (int i = 0; i + 4 <= here.length; i++) {
      assertFalse(npz.getInt(i) == 0xffc00001, "a NaN of its own at " + i);
      found |= npz.getInt(i) == canonical;
    }
    assertTrue(found);
  }

  @Test
  void refusesArraysThatNoJavaArrayHolds() {
    RunSpec spec =
        spec("task", "torder", "max_length", 100_000, "maxiters", 100_000, "checkFreq", 1);
    String message =
        assertThrows(IllegalArgumentException.class, () -> new FinalStateArrays(spec)).getMessage();
    assertTrue(message.contains("checkFreq"), message);
  }
}
