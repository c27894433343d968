package org.throughtime.sweep.record;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import org.apache.hadoop.fs.Path;
import org.apache.parquet.example.data.Group;
import org.throughtime.model.train.RunSpec;

/**
 * What a results directory holds, read from its files without Spark and without changing them.
 *
 * @param sweep name of the sweep
 * @param runs every run of its manifest, in order
 */
public record SweepStatus(String sweep, List<RunState> runs) {
  /** What is read of a row of either table to make {@link LastFigures}. */
  private static final List<String> FIGURES =
      List.of(
          "best_valid_error", "valid_error", "train_nll", "valid_nll", "rho_Whh", "gradient_norm");

  /** What else is read of a row of {@code runs}. */
  private static final List<String> ENDING = List.of("status", "steps", "seconds", "error");

  public SweepStatus {
    runs = List.copyOf(runs);
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
    Listing listing = Listing.of(directory);
    boolean owned = SweepOwner.alive(directory).isPresent();
    List<RunState> states = new ArrayList<>();
    for (RunSpec spec : manifest.get().runs()) {
      Optional<EndedRun> ended =
          listing.has(directory.row(spec.name()))
              ? EndedRun.read(directory, spec)
              : Optional.empty();
      states.add(
          ended.isPresent() ? state(spec, ended.get()) : unended(directory, listing, spec, owned));
    }
    return Optional.of(new SweepStatus(manifest.get().sweep(), states));
  }

  private static RunState state(RunSpec spec, EndedRun ended) {
    return new RunState(
        spec,
        ended.status().label(),
        ended.steps(),
        ended.figures(),
        ended.seconds(),
        ended.error());
  }

  private static RunState unended(
      ResultsDirectory directory, Listing listing, RunSpec spec, boolean owned) throws IOException {
    String name = spec.name();
    Optional<RunSnapshot> snapshot = RunHistory.newestState(directory, spec, listing.states(name));
    List<Path> segments = listing.segments(CheckpointTable.TABLE, name);
    if (snapshot.isEmpty() && (segments.isEmpty() || !listing.states(name).isEmpty())) {
      return unended(spec, RunState.WAITING, OptionalInt.empty(), Optional.empty());
    }
    Optional<Group> committed = lastOf(directory, segments);
    OptionalInt steps =
        snapshot.isPresent()
            ? OptionalInt.of(snapshot.get().trainer().iteration() - 1)
            : committed
                .map(c -> OptionalInt.of(c.getInteger("iter", 0)))
                .orElse(OptionalInt.empty());
    Optional<LastFigures> figures =
        snapshot
            .flatMap(RunSnapshot::lastPending)
            .map(LastFigures::of)
            .or(() -> committed.flatMap(LastFigures::of));
    return unended(spec, owned ? RunState.RUNNING : RunState.STOPPED, steps, figures);
  }

  private static RunState unended(
      RunSpec spec, String status, OptionalInt steps, Optional<LastFigures> figures) {
    return new RunState(spec, status, steps, figures, OptionalDouble.empty(), Optional.empty());
  }

  /** The last row of the last segment; empty where that is damaged, or replaced just now. */
  private static Optional<Group> lastOf(ResultsDirectory directory, List<Path> segments) {
    if (segments.isEmpty()) {
      return Optional.empty();
    }
    try {
      byte[] file = directory.read(segments.get(segments.size() - 1));
      return SegmentReader.last(file, CheckpointTable.TABLE);
    } catch (IOException e) {
      return Optional.empty();
    }
  }
}
