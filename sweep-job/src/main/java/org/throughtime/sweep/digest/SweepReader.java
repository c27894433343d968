package org.throughtime.sweep.digest;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.apache.hadoop.fs.Path;
import org.throughtime.model.train.RunSpec;
import org.throughtime.sweep.resume.EndedRun;
import org.throughtime.sweep.snapshot.SweepSnapshot;
import org.throughtime.sweep.store.ResultsDirectory;
import org.throughtime.sweep.table.Status;
import org.throughtime.sweep.table.Table;
import org.throughtime.sweep.table.Tables;

/**
 * Reads the runs of a results directory for their digests. A sweep may be running there: what ends
 * after this was opened counts as not ended.
 *
 * <p>The bytes that a run's hash is over, with every value as {@link CanonicalHash} writes it:
 *
 * <pre>
 * text "throughtime run 1"
 * for checkpoints, then for iterations:
 *   its name, the number of its columns, for each its name and type
 *   for each row: a true, and for each column a false where it is null, else a true and its value
 *   a false
 *   for each column added late of which a row has a value, in alphabetical order: its name and type,
 *   and the hash, in hex, over the iter (long) and the value of each of these rows
 * text "weights", their number, for each in alphabetical order its name and the hash, in hex, over
 *   the number of its dimensions, their sizes (long) and its values in C order
 * </pre>
 */
public final class SweepReader {
  private static final String KIND = "throughtime run 1";

  private final SweepSnapshot snapshot;
  private final ResultsDirectory directory;

  private SweepReader(SweepSnapshot snapshot) {
    this.snapshot = snapshot;
    this.directory = snapshot.directory();
  }

  /** A file of a run is missing, damaged, or not what the rest of the run's files go with. */
  private static final class UnreadableException extends IOException {
    private static final long serialVersionUID = 1L;

    UnreadableException(String line, Exception cause) {
      super(line, cause);
    }
  }

  /** Reads a file. */
  private interface Reading<T> {
    T get() throws IOException;
  }

  private <T> T read(Path file, Reading<T> reading) throws UnreadableException {
    try {
      return reading.get();
    } catch (FileNotFoundException e) {
      throw new UnreadableException(directory.path(file) + ": is missing", e);
    } catch (IOException | RuntimeException e) {
      // What Parquet makes of bytes that are not what it wrote is any of these.
      String message = Objects.toString(e.getMessage(), e.getClass().getSimpleName());
      String said = message.lines().findFirst().orElse("").strip();
      throw new UnreadableException(directory.path(file) + ": cannot be read (" + said + ")", e);
    }
  }

  /**
   * Lists the directory.
   *
   * @return empty where the directory holds no sweep
   * @throws IOException where it cannot be listed
   * @throws org.throughtime.sweep.store.ResultsException if this program did not write it
   */
  public static Optional<SweepReader> open(ResultsDirectory directory) throws IOException {
    return SweepSnapshot.read(directory).map(SweepReader::new);
  }

  /** Name of the sweep. */
  public String sweep() {
    return snapshot.sweep();
  }

  /** Every run of the sweep, in the order of their names. */
  public List<RunSpec> runs() {
    return snapshot.runs().stream().sorted(Comparator.comparing(RunSpec::name)).toList();
  }

  /**
   * Reads all rows and the weights of a run. One that has not ended has no hash, since what it has
   * committed grows; nor has a stopped one, which can go on. One that failed has one, over what it
   * left, without weights.
   *
   * @param spec one of {@link #runs}
   */
  public RunDigest digest(RunSpec spec) {
    String name = spec.name();
    try {
      Optional<EndedRun> ended = snapshot.hasRow(spec) ? ended(spec) : Optional.empty();
      return ended.filter(e -> e.status() != Status.STOPPED).isPresent()
          ? digest(spec, ended.get())
          : RunDigest.unended(name, snapshot.state(spec).status());
    } catch (UnreadableException e) {
      return RunDigest.unreadable(name, e.getMessage());
    } catch (IOException e) {
      return RunDigest.unreadable(name, directory.uri() + ": cannot be read (" + e + ")");
    }
  }

  /** Its row; empty where that is one of other flags: then the run has not ended. */
  private Optional<EndedRun> ended(RunSpec spec) throws UnreadableException {
    Path file = directory.row(spec.name());
    return read(file, () -> EndedRun.of(directory.read(file), spec));
  }

  private RunDigest digest(RunSpec spec, EndedRun ended) throws IOException {
    CanonicalHash hash = new CanonicalHash();
    hash.text(KIND);
    long rows = addRows(Tables.CHECKPOINTS, spec, hash);
    long steps = addRows(Tables.ITERATIONS, spec, hash);
    requireConsistent(spec, ended, rows, steps);
    Map<String, String> weights = ended.status().isDone() ? weights(spec.name()) : Map.of();
    hash.text("weights");
    hash.integer(weights.size());
    weights.forEach(
        (weight, sum) -> {
          hash.text(weight);
          hash.text(sum);
        });
    return RunDigest.ended(spec.name(), ended.status(), rows + steps, hash.hex());
  }

  /**
   * A run has as many iterations as its row says, and a checkpoint wherever one was due; but what
   * ends a run at an iteration that has one may come before it.
   */
  private void requireConsistent(RunSpec spec, EndedRun ended, long checkpoints, long iterations)
      throws UnreadableException {
    String row = directory.path(directory.row(spec.name()));
    int last = ended.steps().orElse(-1);
    if (iterations != last + 1L) {
      String fault = "%s: lists %s iterations, but its table has %s";
      throw new UnreadableException(fault.formatted(row, last + 1L, iterations), null);
    }
    int checkFreq = spec.validation().checkFreq();
    int due = Math.max(0, last) / checkFreq;
    boolean mayLack = Math.max(0, last) % checkFreq == 0 && ended.status() != Status.FINISHED;
    if (checkpoints != due && !(mayLack && checkpoints == due - 1)) {
      String fault = "%s: lists %s iterations, which does not match %s checkpoints";
      throw new UnreadableException(fault.formatted(row, iterations, checkpoints), null);
    }
  }

  private long addRows(Table<?> table, RunSpec spec, CanonicalHash hash) throws IOException {
    TableHash rows = new TableHash(table, hash);
    for (Path segment : snapshot.segments(table.name(), spec)) {
      read(segment, () -> rows.add(directory.read(segment)));
    }
    return rows.end();
  }

  private Map<String, String> weights(String name) throws UnreadableException {
    Path file = directory.npz(name);
    return read(
        file,
        () -> {
          try (InputStream npz = directory.open(file)) {
            return WeightsHash.of(npz);
          }
        });
  }
}
