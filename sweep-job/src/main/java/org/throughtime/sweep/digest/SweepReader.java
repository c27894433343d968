package org.throughtime.sweep.digest;

import java.io.IOException;
import java.io.InputStream;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.hadoop.fs.Path;
import org.throughtime.model.train.RunSpec;
import org.throughtime.sweep.snapshot.RunState;
import org.throughtime.sweep.store.ResultsDirectory;
import org.throughtime.sweep.store.SweepManifest;
import org.throughtime.sweep.table.CheckpointTable;
import org.throughtime.sweep.table.IterationTable;
import org.throughtime.sweep.table.Table;

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

  private final ResultsDirectory directory;
  private final ResultFiles files;
  private final SweepManifest manifest;
  private final Set<String> ended = new HashSet<>();
  private final Map<String, List<Path>> checkpoints;
  private final Map<String, List<Path>> iterations;

  private SweepReader(ResultsDirectory directory, SweepManifest manifest) throws IOException {
    this.directory = directory;
    this.files = new ResultFiles(directory);
    this.manifest = manifest;
    for (RunSpec run : manifest.runs()) {
      if (files.exists(directory.row(run.name()))) {
        ended.add(run.name());
      }
    }
    // Only now: whoever had ended before has committed all it will.
    this.checkpoints = directory.segments(CheckpointTable.TABLE);
    this.iterations = directory.segments(IterationTable.TABLE);
  }

  /**
   * Looks what is there.
   *
   * @return empty where the directory holds no sweep
   * @throws IOException where it cannot be listed
   * @throws org.throughtime.sweep.store.ResultsException where it is no directory of this program
   */
  public static Optional<SweepReader> open(ResultsDirectory directory) throws IOException {
    Optional<SweepManifest> manifest = SweepManifest.read(directory);
    return manifest.isEmpty()
        ? Optional.empty()
        : Optional.of(new SweepReader(directory, manifest.get()));
  }

  /** Name of the sweep. */
  public String sweep() {
    return manifest.sweep();
  }

  /** Every run of the sweep, in the order of their names. */
  public List<RunSpec> runs() {
    return manifest.runs().stream().sorted(Comparator.comparing(RunSpec::name)).toList();
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
      Optional<Ending> ending =
          ended.contains(name) ? Ending.read(directory, spec) : Optional.empty();
      if (ending.isEmpty()) {
        boolean begun = checkpoints.containsKey(name);
        return RunDigest.unended(name, begun ? RunState.STOPPED : RunState.WAITING);
      }
      return ending.get().resumable()
          ? RunDigest.unended(name, ending.get().status())
          : digest(spec, ending.get());
    } catch (UnreadableException e) {
      return RunDigest.unreadable(name, files.path(e.file()) + ": " + e.getMessage());
    }
  }

  private RunDigest digest(RunSpec spec, Ending ending) throws UnreadableException {
    String name = spec.name();
    CanonicalHash hash = new CanonicalHash();
    hash.text(KIND);
    long rows = addRows(CheckpointTable.TABLE, checkpoints.getOrDefault(name, List.of()), hash);
    long steps = addRows(IterationTable.TABLE, iterations.getOrDefault(name, List.of()), hash);
    if (steps != ending.iterations()) {
      throw new UnreadableException(
          directory.row(name),
          "speaks of " + ending.iterations() + " iterations, in its table there are " + steps);
    }
    if (!ending.goesWith(rows, spec.validation().checkFreq())) {
      throw new UnreadableException(
          directory.row(name),
          "speaks of " + steps + " iterations, which does not go with " + rows + " checkpoints");
    }
    Map<String, String> weights = ending.complete() ? weights(name) : Map.of();
    hash.text("weights");
    hash.integer(weights.size());
    weights.forEach(
        (weight, sum) -> {
          hash.text(weight);
          hash.text(sum);
        });
    return new RunDigest(
        name, ending.status(), rows + steps, Optional.of(hash.hex()), Optional.empty());
  }

  private long addRows(Table<?> table, List<Path> segments, CanonicalHash hash)
      throws UnreadableException {
    TableHash rows = new TableHash(table, hash);
    for (Path segment : segments) {
      rows.add(segment, directory.configuration());
    }
    return rows.end();
  }

  private Map<String, String> weights(String name) throws UnreadableException {
    Path file = directory.npz(name);
    try (InputStream npz = files.open(file)) {
      return WeightsHash.of(npz);
    } catch (IOException e) {
      throw UnreadableException.of(file, e);
    }
  }
}
