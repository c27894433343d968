package org.throughtime.sweep.resume;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.throughtime.model.train.RunSpec;
import org.throughtime.model.train.TrainerState;
import org.throughtime.sweep.TestRuns;
import org.throughtime.sweep.store.Sha256;

class SnapshotFormatTest {
  private static final int MARK = 0x13572468;
  private static final int VERSION_AT = 2 + "throughtime state".length();

  private static RunSnapshot snapshot(int checksInARow, LinkedHashMap<String, float[]> slots) {
    return snapshot(TestRuns.canonical("name", "a", "maxiters", 30), checksInARow, slots);
  }

  private static RunSnapshot snapshot(
      RunSpec spec, int checksInARow, LinkedHashMap<String, float[]> slots) {
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
            null);
    return new RunSnapshot(spec, counted, 1, 2.5, 0, List.of(), List.of(), List.of());
  }

  private static RunSnapshot snapshot(int checksInARow) {
    return snapshot(checksInARow, new LinkedHashMap<>());
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
  void keepsHowManyChecksInARowWereWithoutError() throws Exception {
    byte[] bytes = SnapshotFormat.encode(snapshot(MARK));
    assertEquals(MARK, SnapshotFormat.decode("a", bytes).trainer().checksInARow());
  }

  /** Bit for bit: weights go on with what the optimiser remembers of their gradients. */
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

  /** States of runs that took days are not to be lost for what was not needed then. */
  @ParameterizedTest
  @ValueSource(ints = {1, 2})
  void readsTheVersionsBefore(int version) throws Exception {
    byte[] bytes = SnapshotFormat.encode(snapshot(MARK));
    int checks = 0;
    while (ByteBuffer.wrap(bytes).getInt(checks) != MARK) {
      checks++;
    }
    int slots = checks - 6 * Double.BYTES - Integer.BYTES;
    int revision = revisionAt(bytes);
    int window = slots + Integer.BYTES;
    int behind = checks + Integer.BYTES;
    ByteArrayOutputStream before = new ByteArrayOutputStream();
    before.write(bytes, 0, revision);
    before.write(bytes, revision + Integer.BYTES, slots - revision - Integer.BYTES);
    before.write(bytes, window, (version == 1 ? checks : behind) - window);
    before.write(bytes, behind, bytes.length - behind);
    RunSnapshot read = SnapshotFormat.decode("a", ofVersion(version, before.toByteArray()));
    assertEquals(version == 1 ? 0 : MARK, read.trainer().checksInARow());
    assertEquals(Map.of(), read.trainer().slots());
    assertEquals(snapshot(0).spec(), read.spec());
    assertEquals(93, read.trainer().bestValidError());
    assertEquals(2.5, read.seconds());
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
    byte[] bytes = SnapshotFormat.encode(snapshot(gru, 0, new LinkedHashMap<>()));
    assertEquals(12, SnapshotFormat.decode("state/a", bytes).trainer().iteration());
    byte[] before = ofVersion(3, bytes);
    String message =
        assertThrows(DamagedFileException.class, () -> SnapshotFormat.decode("state/a", before))
            .getMessage();
    assertEquals("state/a is of a gru that another version computes in another way", message);
  }

  @Test
  void refusesVersionsThatItDoesNotKnow() throws Exception {
    byte[] bytes = SnapshotFormat.encode(snapshot(0));
    for (int version : new int[] {0, 5}) {
      byte[] other = ofVersion(version, bytes);
      String message =
          assertThrows(DamagedFileException.class, () -> SnapshotFormat.decode("state/a", other))
              .getMessage();
      assertEquals("state/a is of another version of this program", message);
    }
  }
}
