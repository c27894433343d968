package org.throughtime.sweep.record;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.apache.parquet.example.data.Group;
import org.apache.parquet.hadoop.ParquetReader;
import org.apache.parquet.hadoop.api.ReadSupport;
import org.apache.parquet.hadoop.example.GroupReadSupport;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.Type;
import org.throughtime.model.train.RunSpec;

/**
 * What a results directory holds, read from its files without Spark and without changing them.
 *
 * @param sweep name of the sweep
 * @param runs every run of its manifest, in order
 */
public record SweepStatus(String sweep, List<RunState> runs) {
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
    Map<String, List<Path>> segments = directory.segments(CheckpointTable.TABLE);
    List<RunState> states = new ArrayList<>();
    for (RunSpec spec : manifest.get().runs()) {
      states.add(state(directory, spec, segments.getOrDefault(spec.name(), List.of())));
    }
    return Optional.of(new SweepStatus(manifest.get().sweep(), states));
  }

  private static RunState state(ResultsDirectory directory, RunSpec spec, List<Path> segments)
      throws IOException {
    if (directory.exists(directory.row(spec.name()))) {
      Group row =
          lastRow(directory, directory.row(spec.name()), RunTable.table(spec)).orElseThrow();
      return new RunState(
          spec,
          row.getString("status", 0),
          has(row, "steps") ? OptionalInt.of(row.getInteger("steps", 0)) : OptionalInt.empty(),
          figures(row),
          OptionalDouble.of(row.getDouble("seconds", 0)),
          has(row, "error") ? Optional.of(row.getString("error", 0)) : Optional.empty());
    }
    if (segments.isEmpty()) {
      return unended(spec, RunState.WAITING, OptionalInt.empty(), Optional.empty());
    }
    Group checkpoint =
        lastRow(directory, segments.get(segments.size() - 1), CheckpointTable.TABLE).orElseThrow();
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

  /** The last row of a file, without its profiles. */
  private static Optional<Group> lastRow(ResultsDirectory directory, Path file, Table<?> table)
      throws IOException {
    List<Type> numbers = table.schema().getFields().stream().filter(Type::isPrimitive).toList();
    Configuration conf = new Configuration(directory.configuration());
    conf.set(ReadSupport.PARQUET_READ_SCHEMA, new MessageType(table.name(), numbers).toString());
    Group last = null;
    try (ParquetReader<Group> reader =
        ParquetReader.builder(new GroupReadSupport(), file).withConf(conf).build()) {
      for (Group row = reader.read(); row != null; row = reader.read()) {
        last = row;
      }
    }
    return Optional.ofNullable(last);
  }
}
