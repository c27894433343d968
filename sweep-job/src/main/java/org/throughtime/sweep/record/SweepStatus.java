package org.throughtime.sweep.record;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.stream.Stream;
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
    List<RunSpec> runs = manifest.get().runs();
    if (runs.isEmpty()) {
      return Optional.of(new SweepStatus(manifest.get().sweep(), List.of()));
    }
    Map<String, List<Path>> segments = directory.segments(CheckpointTable.TABLE);
    LastRow rows = lastRow(directory, RunTable.table(runs.get(0)), ENDING);
    LastRow checkpoints = lastRow(directory, CheckpointTable.TABLE, List.of("iter"));
    List<RunState> states = new ArrayList<>();
    for (RunSpec spec : runs) {
      Path row = directory.row(spec.name());
      states.add(
          directory.exists(row)
              ? ended(spec, rows.of(row).orElseThrow())
              : unended(spec, segments.getOrDefault(spec.name(), List.of()), checkpoints));
    }
    return Optional.of(new SweepStatus(manifest.get().sweep(), states));
  }

  private static LastRow lastRow(ResultsDirectory directory, Table<?> table, List<String> columns) {
    return new LastRow(
        table,
        Stream.concat(columns.stream(), FIGURES.stream()).toList(),
        directory.configuration());
  }

  private static RunState ended(RunSpec spec, Group row) {
    return new RunState(
        spec,
        row.getString("status", 0),
        has(row, "steps") ? OptionalInt.of(row.getInteger("steps", 0)) : OptionalInt.empty(),
        figures(row),
        OptionalDouble.of(row.getDouble("seconds", 0)),
        has(row, "error") ? Optional.of(row.getString("error", 0)) : Optional.empty());
  }

  private static RunState unended(RunSpec spec, List<Path> segments, LastRow checkpoints)
      throws IOException {
    if (segments.isEmpty()) {
      return unended(spec, RunState.WAITING, OptionalInt.empty(), Optional.empty());
    }
    Group checkpoint = checkpoints.of(segments.get(segments.size() - 1)).orElseThrow();
    return unended(
        spec,
        RunState.UNFINISHED,
        OptionalInt.of(checkpoint.getInteger("iter", 0)),
        figures(checkpoint));
  }

  private static RunState unended(
      RunSpec spec, String status, OptionalInt steps, Optional<LastFigures> figures) {
    return new RunState(spec, status, steps, figures, OptionalDouble.empty(), Optional.empty());
  }

  private static Optional<LastFigures> figures(Group row) {
    if (!has(row, "valid_error")) {
      return Optional.empty();
    }
    double error = row.getDouble("valid_error", 0);
    return Optional.of(
        new LastFigures(
            Math.min(error, row.getDouble("best_valid_error", 0)),
            error,
            row.getDouble("train_nll", 0),
            row.getDouble("valid_nll", 0),
            row.getDouble("rho_Whh", 0),
            row.getDouble("gradient_norm", 0)));
  }

  private static boolean has(Group row, String column) {
    return row.getFieldRepetitionCount(column) > 0;
  }
}
