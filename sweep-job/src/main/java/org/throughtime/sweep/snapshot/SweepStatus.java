package org.throughtime.sweep.snapshot;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.stream.Stream;
import org.apache.hadoop.fs.Path;
import org.apache.parquet.hadoop.util.HadoopInputFile;
import org.throughtime.model.metric.Metric;
import org.throughtime.model.metric.MetricValues;
import org.throughtime.model.train.Checkpoint;
import org.throughtime.model.train.CheckpointMetrics;
import org.throughtime.model.train.RunSpec;
import org.throughtime.sweep.resume.EndedRun;
import org.throughtime.sweep.resume.RunHistory;
import org.throughtime.sweep.resume.RunSnapshot;
import org.throughtime.sweep.store.Listing;
import org.throughtime.sweep.store.ResultsDirectory;
import org.throughtime.sweep.store.ResultsException;
import org.throughtime.sweep.store.SweepManifest;
import org.throughtime.sweep.store.SweepOwner;
import org.throughtime.sweep.table.CheckpointTable;
import org.throughtime.sweep.table.LatestMetrics;
import org.throughtime.sweep.table.RowReader;

/**
 * What a results directory holds, read from its files without Spark and without changing them.
 *
 * @param sweep name of the sweep
 * @param runs every run of its manifest, in order
 */
public record SweepStatus(String sweep, List<RunState> runs) {
  /** What is read of the last row of {@code checkpoints}. */
  private static final List<? extends Metric<?, ?>> CHECKPOINT =
      Stream.concat(Stream.of(CheckpointMetrics.ITER), LatestMetrics.columns().stream()).toList();

  public SweepStatus {
    runs = List.copyOf(runs);
  }

  /** The same once nothing is at work any more, though the driver may still hold the directory. */
  public SweepStatus atRest() {
    return new SweepStatus(sweep, runs.stream().map(RunState::atRest).toList());
  }

  /**
   * Reads a directory.
   *
   * @return empty where it holds no sweep
   * @throws ResultsException where it is no directory of this program
   * @throws IOException where it cannot be read
   */
  public static Optional<SweepStatus> read(ResultsDirectory directory) throws IOException {
    Optional<SweepManifest> manifest = SweepManifest.read(directory);
    if (manifest.isEmpty()) {
      return Optional.empty();
    }
    List<RunSpec> runs = manifest.get().runs();
    if (runs.isEmpty()) {
      return Optional.of(new SweepStatus(manifest.get().sweep(), List.of()));
    }
    Listing listing = Listing.ofProgress(directory);
    RowReader rows = EndedRun.reader(runs.get(0));
    RowReader checkpoints = RowReader.of(CheckpointTable.TABLE, CHECKPOINT);
    String begun = SweepOwner.alive(directory).isPresent() ? RunState.RUNNING : RunState.STOPPED;
    List<RunState> states = new ArrayList<>();
    for (RunSpec spec : runs) {
      Optional<EndedRun> ended =
          listing.has(directory.row(spec.name()))
              ? EndedRun.read(directory, spec, rows)
              : Optional.empty();
      states.add(
          ended.isPresent()
              ? state(spec, ended.get())
              : unended(directory, listing, checkpoints, spec, begun));
    }
    return Optional.of(new SweepStatus(manifest.get().sweep(), states));
  }

  private static RunState state(RunSpec spec, EndedRun ended) {
    return new RunState(
        spec,
        ended.status().label(),
        ended.steps(),
        ended.metrics(),
        ended.seconds(),
        ended.error());
  }

  private static RunState unended(
      ResultsDirectory directory,
      Listing listing,
      RowReader checkpoints,
      RunSpec spec,
      String begun)
      throws IOException {
    String name = spec.name();
    Optional<RunSnapshot> snapshot = RunHistory.newestState(directory, spec, listing.states(name));
    List<Path> segments = listing.segments(CheckpointTable.TABLE, name);
    if (snapshot.isPresent()) {
      Optional<Checkpoint> pending = snapshot.get().lastPending();
      return unended(
          spec,
          begun,
          OptionalInt.of(snapshot.get().trainer().iteration() - 1),
          pending.isPresent()
              ? pending.map(LatestMetrics::of)
              : lastOf(directory, segments, checkpoints).flatMap(LatestMetrics::of));
    }
    if (segments.isEmpty() || !listing.states(name).isEmpty()) {
      return unended(spec, RunState.WAITING, OptionalInt.empty(), Optional.empty());
    }
    Optional<MetricValues> committed = lastOf(directory, segments, checkpoints);
    return unended(
        spec,
        begun,
        committed
            .map(row -> OptionalInt.of(row.value(CheckpointMetrics.ITER)))
            .orElse(OptionalInt.empty()),
        committed.flatMap(LatestMetrics::of));
  }

  private static RunState unended(
      RunSpec spec, String status, OptionalInt steps, Optional<LatestMetrics> metrics) {
    return new RunState(spec, status, steps, metrics, OptionalDouble.empty(), Optional.empty());
  }

  /** The last row of the last segment; empty where that is damaged, or replaced just now. */
  private static Optional<MetricValues> lastOf(
      ResultsDirectory directory, List<Path> segments, RowReader checkpoints) {
    if (segments.isEmpty()) {
      return Optional.empty();
    }
    Path last = segments.get(segments.size() - 1);
    try {
      return checkpoints.last(HadoopInputFile.fromPath(last, directory.configuration()));
    } catch (IOException e) {
      return Optional.empty();
    }
  }
}
