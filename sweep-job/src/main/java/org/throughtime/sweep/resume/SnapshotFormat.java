package org.throughtime.sweep.resume;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.throughtime.model.cell.Cell;
import org.throughtime.model.metric.MetricValues;
import org.throughtime.model.random.LegacyRandomState;
import org.throughtime.model.train.Best;
import org.throughtime.model.train.Checkpoint;
import org.throughtime.model.train.CheckpointMetrics;
import org.throughtime.model.train.IterationMetrics;
import org.throughtime.model.train.RunSpec;
import org.throughtime.model.train.RunStatus;
import org.throughtime.model.train.Stage;
import org.throughtime.model.train.TrainerState;
import org.throughtime.sweep.store.CommittedFile;
import org.throughtime.sweep.store.Sha256;

/**
 * A {@link RunSnapshot} as the bytes of a state file, big endian, the same snapshot the same bytes:
 *
 * <pre>
 * text    "throughtime state", int version                 text: DataOutput.writeUTF
 * flags   int count, count * (text flag, text value), int revision of the cell (from version 4 on)
 * trainer int iteration, int count, count * int word, int position, boolean hasGauss,
 *         double gauss, int count, count * (text name, floats), int count, count * (text slot,
 *         floats) (from version 3 on), 5 * double window, double best, int checks in a row (from
 *         version 2 on), 2 * int stage (from version 5 on), 2 * int more of it, double best, int
 *         returns, int count, count * (text name, floats) (from version 6 on), the same from double
 *         best on for earlier attempts (from version 7 on), text ended or ""
 * so far  int attempts, double seconds, long epoch (from version 8 on), int segments, int count,
 *         count * (text path, long size, text sha256)
 * rows    of iterations and of checkpoints, from version 3 on as {@link RowFormat} writes them
 * sum     32 bytes: SHA-256 of everything before
 * floats  int length, length * int bits
 * </pre>
 */
final class SnapshotFormat {
  private static final String MAGIC = "throughtime state";

  /** To be raised where the layout changes, or what a run computes. */
  private static final int VERSION = 8;

  /** The first with what the optimizer keeps, and with rows that tell their columns. */
  private static final int WITH_SLOTS = 3;

  /** The first that can still be read. */
  private static final int OLDEST = 1;

  /** The first with the revision of the cell; what was written before is of the first one. */
  private static final int WITH_REVISION = 4;

  /** The first with the stage of the lengths; what was written before is in the first stage. */
  private static final int WITH_STAGE = 5;

  /** The first with attempts and the best weights. */
  private static final int WITH_ATTEMPTS = 6;

  /** The first with the best weights of earlier attempts. */
  private static final int WITH_EARLIER_BEST = 7;

  /** The first with the epoch of the driver. */
  private static final int WITH_EPOCH = 8;

  private SnapshotFormat() {}

  static byte[] encode(RunSnapshot snapshot) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (DataOutputStream out = new DataOutputStream(bytes)) {
      out.writeUTF(MAGIC);
      out.writeInt(VERSION);
      Map<String, Object> flags = snapshot.spec().flags();
      out.writeInt(flags.size());
      for (Map.Entry<String, Object> flag : flags.entrySet()) {
        out.writeUTF(flag.getKey());
        out.writeUTF(flag.getValue().toString());
      }
      out.writeInt(snapshot.spec().cell().model().revision());
      writeTrainer(out, snapshot.trainer());
      out.writeInt(snapshot.attempts());
      out.writeDouble(snapshot.seconds());
      out.writeLong(snapshot.epoch());
      out.writeInt(snapshot.segments());
      out.writeInt(snapshot.files().size());
      for (CommittedFile file : snapshot.files()) {
        out.writeUTF(file.path());
        out.writeLong(file.size());
        out.writeUTF(file.sha256());
      }
      RowFormat.write(
          out,
          IterationMetrics.SCHEMA,
          snapshot.iterations().stream().map(IterationMetrics::values).toList());
      RowFormat.write(
          out,
          CheckpointMetrics.SCHEMA,
          snapshot.checkpoints().stream().map(Checkpoint::values).toList());
      out.flush();
      out.write(Sha256.digest().digest(bytes.toByteArray()));
    } catch (IOException e) {
      throw new IllegalStateException("a byte array cannot fail to write", e);
    }
    return bytes.toByteArray();
  }

  /**
   * @param name of the file, for the message
   * @throws DamagedFileException where these are not the bytes of a state that this version wrote
   */
  static RunSnapshot decode(String name, byte[] bytes) throws DamagedFileException {
    int end = bytes.length - Sha256.LENGTH;
    if (end < 0
        || !Arrays.equals(
            Sha256.digest().digest(Arrays.copyOf(bytes, end)),
            Arrays.copyOfRange(bytes, end, bytes.length))) {
      throw new DamagedFileException(name + " is damaged");
    }
    try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(bytes, 0, end))) {
      boolean ours = in.readUTF().equals(MAGIC);
      int version = in.readInt();
      if (!ours || version < OLDEST || version > VERSION) {
        throw new DamagedFileException(name + " is of another version of this program");
      }
      Map<String, String> flags = new LinkedHashMap<>();
      for (int left = in.readInt(); left > 0; left--) {
        flags.put(in.readUTF(), in.readUTF());
      }
      RunSpec spec = RunSpec.fromFlags(flags);
      Cell cell = spec.cell().model();
      if ((version < WITH_REVISION ? 1 : in.readInt()) != cell.revision()) {
        throw new DamagedFileException(
            name + " is of " + cell.noun() + ", which this version computes differently");
      }
      TrainerState trainer = readTrainer(in, version);
      int attempts = in.readInt();
      double seconds = in.readDouble();
      long epoch = version < WITH_EPOCH ? 0 : in.readLong();
      int segments = in.readInt();
      List<CommittedFile> files = new ArrayList<>();
      for (int left = in.readInt(); left > 0; left--) {
        files.add(new CommittedFile(in.readUTF(), in.readLong(), in.readUTF()));
      }
      boolean named = version >= WITH_SLOTS;
      List<MetricValues> iterations =
          named ? RowFormat.read(in, IterationMetrics.SCHEMA) : EarlierRows.iterations(in);
      List<MetricValues> checkpoints =
          named ? RowFormat.read(in, CheckpointMetrics.SCHEMA) : EarlierRows.checkpoints(in);
      return new RunSnapshot(
          spec,
          trainer,
          attempts,
          seconds,
          epoch,
          segments,
          files,
          iterations.stream().map(IterationMetrics::new).toList(),
          checkpoints.stream().map(Checkpoint::new).toList());
    } catch (IOException | IllegalArgumentException e) {
      throw new DamagedFileException(name + " is of another version of this program");
    }
  }

  private static void writeTrainer(DataOutputStream out, TrainerState state) throws IOException {
    out.writeInt(state.iteration());
    int[] words = state.random().words();
    out.writeInt(words.length);
    for (int word : words) {
      out.writeInt(word);
    }
    out.writeInt(state.random().position());
    out.writeBoolean(state.random().hasGauss());
    out.writeDouble(state.random().gauss());
    writeArrays(out, state.weights());
    writeArrays(out, state.slots());
    TrainerState.WindowSums window = state.window();
    out.writeDouble(window.trainNll());
    out.writeDouble(window.gradientNorm());
    out.writeDouble(window.gradientNormPost());
    out.writeDouble(window.omega());
    out.writeDouble(window.stepsInPast());
    out.writeDouble(state.bestValidError());
    out.writeInt(state.checksInARow());
    writeStage(out, state.stage());
    out.writeUTF(state.ended() == null ? "" : state.ended().name());
  }

  private static void writeStage(DataOutputStream out, Stage stage) throws IOException {
    out.writeInt(stage.number());
    out.writeInt(stage.good());
    out.writeInt(stage.waited());
    out.writeInt(stage.attempt());
    writeBest(out, stage.best());
    writeBest(out, stage.earlier());
  }

  private static void writeBest(DataOutputStream out, Best best) throws IOException {
    out.writeDouble(best.error());
    out.writeInt(best.returns());
    writeArrays(out, best.weights());
  }

  private static Stage readStage(DataInputStream in, int version) throws IOException {
    if (version < WITH_STAGE) {
      return Stage.FIRST;
    }
    int number = in.readInt();
    int good = in.readInt();
    boolean attempts = version >= WITH_ATTEMPTS;
    int waited = attempts ? in.readInt() : 0;
    int attempt = attempts ? in.readInt() : 0;
    Best best = attempts ? readBest(in) : Best.NONE;
    Best earlier = version >= WITH_EARLIER_BEST ? readBest(in) : Best.NONE;
    return new Stage(number, good, waited, attempt, best, earlier);
  }

  private static Best readBest(DataInputStream in) throws IOException {
    return new Best(in.readDouble(), in.readInt(), readArrays(in));
  }

  private static void writeArrays(DataOutputStream out, Map<String, float[]> arrays)
      throws IOException {
    out.writeInt(arrays.size());
    for (Map.Entry<String, float[]> array : arrays.entrySet()) {
      out.writeUTF(array.getKey());
      RowFormat.writeFloats(out, array.getValue());
    }
  }

  private static LinkedHashMap<String, float[]> readArrays(DataInputStream in) throws IOException {
    LinkedHashMap<String, float[]> arrays = new LinkedHashMap<>();
    for (int left = in.readInt(); left > 0; left--) {
      arrays.put(in.readUTF(), RowFormat.readFloats(in));
    }
    return arrays;
  }

  private static TrainerState readTrainer(DataInputStream in, int version) throws IOException {
    int iteration = in.readInt();
    int[] words = new int[in.readInt()];
    for (int i = 0; i < words.length; i++) {
      words[i] = in.readInt();
    }
    LegacyRandomState random =
        new LegacyRandomState(words, in.readInt(), in.readBoolean(), in.readDouble());
    LinkedHashMap<String, float[]> weights = readArrays(in);
    LinkedHashMap<String, float[]> slots =
        version < WITH_SLOTS ? new LinkedHashMap<>() : readArrays(in);
    TrainerState.WindowSums window =
        new TrainerState.WindowSums(
            in.readDouble(), in.readDouble(), in.readDouble(), in.readDouble(), in.readDouble());
    double best = in.readDouble();
    int checksInARow = version == OLDEST ? 0 : in.readInt();
    Stage stage = readStage(in, version);
    String ended = in.readUTF();
    return new TrainerState(
        iteration,
        random,
        weights,
        slots,
        window,
        best,
        checksInARow,
        stage,
        ended.isEmpty() ? null : RunStatus.valueOf(ended));
  }
}
