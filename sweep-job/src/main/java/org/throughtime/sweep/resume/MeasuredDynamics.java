package org.throughtime.sweep.resume;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.throughtime.model.dynamics.DynamicsMetrics;
import org.throughtime.model.dynamics.FixedPointMetrics;
import org.throughtime.model.dynamics.JacobianMetrics;
import org.throughtime.model.dynamics.Measurement;
import org.throughtime.model.dynamics.RetentionMetrics;
import org.throughtime.model.dynamics.TrajectoryMetrics;
import org.throughtime.model.metric.MetricValues;
import org.throughtime.model.train.RunSpec;
import org.throughtime.model.train.TrainerState;
import org.throughtime.model.train.WeightMetrics;
import org.throughtime.sweep.store.ChecksumLine;
import org.throughtime.sweep.store.CommittedFile;
import org.throughtime.sweep.store.ResultsDirectory;
import org.throughtime.sweep.store.Sha256;
import org.throughtime.sweep.table.Table;
import org.throughtime.sweep.table.TableName;
import org.throughtime.sweep.table.Tables;

/**
 * The tables that the command {@code dynamics} writes: one file of each table for every checkpoint,
 * and last a file with their checksums.
 *
 * <p>The files of a checkpoint count once that list exists. The writer does not have to own the
 * directory, because the same weights always give the same bytes.
 */
public final class MeasuredDynamics {
  private final ResultsDirectory directory;

  /**
   * @param directory where the runs are
   */
  public MeasuredDynamics(ResultsDirectory directory) {
    this.directory = directory;
  }

  /**
   * The weights of a run at a checkpoint: kept ones, or those of its newest state.
   *
   * @param n of the last iteration before the weights
   * @return dense C-order arrays by name
   * @throws IOException where they are no longer there, or cannot be read
   */
  public Map<String, float[]> weights(RunSpec run, int n) throws IOException {
    byte[] file;
    try {
      file = directory.read(directory.atCheckpoint(TableName.WEIGHTS, run.name(), n));
    } catch (FileNotFoundException e) {
      return ofState(run, n);
    }
    return WeightMetrics.arrays(Tables.WEIGHTS.read(file, row -> row));
  }

  private Map<String, float[]> ofState(RunSpec run, int n) throws IOException {
    return RunHistory.newestState(directory, run)
        .filter(state -> state.steps() == n)
        .map(RunSnapshot::trainer)
        .map(TrainerState::result)
        .orElseThrow(() -> new IOException("its weights at iteration " + n + " were deleted"));
  }

  /**
   * The row of {@code dynamics} of a checkpoint.
   *
   * @param weightsHash SHA-256 of the weights, in hex
   * @return empty where none was measured, or one of other weights, or one whose file is damaged
   * @throws IOException where the directory cannot be read
   */
  public Optional<MetricValues> measured(RunSpec run, int n, String weightsHash)
      throws IOException {
    try {
      String sums = directory.readText(directory.measuredChecksums(run.name(), n));
      byte[] file = directory.read(directory.atCheckpoint(TableName.DYNAMICS, run.name(), n));
      boolean whole =
          sums.lines()
              .flatMap(line -> ChecksumLine.parse(line).stream())
              .anyMatch(sum -> sum.sha256().equals(Sha256.of(file)));
      return whole ? row(file, weightsHash) : Optional.empty();
    } catch (FileNotFoundException e) {
      return Optional.empty();
    }
  }

  private static Optional<MetricValues> row(byte[] file, String weightsHash) {
    try {
      return Tables.DYNAMICS.read(file, row -> row).stream()
          .filter(row -> row.get(DynamicsMetrics.WEIGHTS).equals(Optional.of(weightsHash)))
          .findFirst();
    } catch (IOException e) {
      return Optional.empty();
    }
  }

  /**
   * Commits what was measured of a run's weights, the checksums last.
   *
   * @return the row of {@code dynamics}
   * @throws IOException where a file cannot be written
   */
  public MetricValues commit(RunSpec run, Measurement measurement) throws IOException {
    MetricValues row = DynamicsMetrics.SCHEMA.measure(measurement);
    int n = measurement.iter();
    List<CommittedFile> files = new ArrayList<>();
    files.add(commit(Tables.FIXED_POINTS, run, n, FixedPointMetrics.of(measurement)));
    files.add(commit(Tables.RETENTION, run, n, RetentionMetrics.of(measurement)));
    files.add(commit(Tables.JACOBIAN_SV, run, n, JacobianMetrics.of(measurement)));
    files.add(commit(Tables.TRAJECTORIES, run, n, TrajectoryMetrics.of(measurement)));
    files.add(new TableFiles(directory).atCheckpoint(Tables.DYNAMICS, run.name(), n, List.of(row)));
    directory.commitText(directory.measuredChecksums(run.name(), n), CommittedFile.lines(files));
    return row;
  }

  private <S> CommittedFile commit(Table<S> table, RunSpec run, int n, List<S> measured)
      throws IOException {
    List<MetricValues> rows = measured.stream().map(table.rows()::measure).toList();
    return new TableFiles(directory).atCheckpoint(table, run.name(), n, rows);
  }
}
