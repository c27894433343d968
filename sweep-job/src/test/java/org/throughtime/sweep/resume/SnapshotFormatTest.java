package org.throughtime.sweep.resume;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.throughtime.model.train.RunSpec;
import org.throughtime.model.train.TrainerState;
import org.throughtime.sweep.TestRuns;
import org.throughtime.sweep.store.Sha256;

class SnapshotFormatTest {
  private static final int MARK = 0x13572468;
  private static final int VERSION_AT = 2 + "throughtime state".length();

  private static RunSnapshot snapshot(int checksInARow) {
    RunSpec spec = TestRuns.canonical("name", "a", "maxiters", 30);
    return snapshot(spec, checksInARow);
  }

  private static RunSnapshot snapshot(RunSpec spec, int checksInARow) {
    TrainerState state = TestRuns.state(12, null);
    TrainerState counted =
        new TrainerState(
            12,
            state.random(),
            state.weights(),
            state.window(),
            state.bestValidError(),
            checksInARow,
            null);
    return new RunSnapshot(spec, counted, 1, 2.5, 0, List.of(), List.of(), List.of());
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

  /** States of runs that took days are not to be lost for a number that was not needed then. */
  @Test
  void readsTheVersionThatDidNotCountThem() throws Exception {
    byte[] bytes = SnapshotFormat.encode(snapshot(MARK));
    int at = 0;
    while (ByteBuffer.wrap(bytes).getInt(at) != MARK) {
      at++;
    }
    ByteArrayOutputStream first = new ByteArrayOutputStream();
    first.write(bytes, 0, at);
    first.write(bytes, at + Integer.BYTES, bytes.length - at - Integer.BYTES);
    RunSnapshot read = SnapshotFormat.decode("a", ofVersion(1, first.toByteArray()));
    assertEquals(0, read.trainer().checksInARow());
    assertEquals(snapshot(0).spec(), read.spec());
    assertEquals(93, read.trainer().bestValidError());
    assertEquals(2.5, read.seconds());
  }

  /** Its weights began as others than the course's: what came of them is no part of this run. */
  @Test
  void refusesAGruThatBeganWithOtherWeights() throws Exception {
    byte[] bytes = SnapshotFormat.encode(snapshot(TestRuns.spec("a", "mem", 30), 0));
    assertEquals(12, SnapshotFormat.decode("state/a", bytes).trainer().iteration());
    byte[] before = ofVersion(2, bytes);
    String message =
        assertThrows(DamagedFileException.class, () -> SnapshotFormat.decode("state/a", before))
            .getMessage();
    assertEquals("state/a is of a gru that began with other weights", message);
  }

  @Test
  void refusesVersionsThatItDoesNotKnow() throws Exception {
    byte[] bytes = SnapshotFormat.encode(snapshot(0));
    for (int version : new int[] {0, 4}) {
      byte[] other = ofVersion(version, bytes);
      String message =
          assertThrows(DamagedFileException.class, () -> SnapshotFormat.decode("state/a", other))
              .getMessage();
      assertEquals("state/a is of another version of this program", message);
    }
  }
}
