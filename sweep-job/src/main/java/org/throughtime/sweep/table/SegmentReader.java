package org.throughtime.sweep.table;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.apache.parquet.example.data.Group;
import org.throughtime.model.cell.LinearErrors;
import org.throughtime.model.diagnostics.Profile;
import org.throughtime.model.train.Checkpoint;
import org.throughtime.model.train.IterationMetrics;

/** Reads the files of tables back. */
public final class SegmentReader {
  private static final RowReader ROWS = RowReader.whole();

  private SegmentReader() {}

  /** The rows of a file of {@code iterations}, in order. */
  public static List<IterationMetrics> iterations(byte[] file) throws IOException {
    return ROWS.all(
        new ParquetInput(file),
        row ->
            new IterationMetrics(
                row.getInteger("iter", 0),
                row.getInteger("length", 0),
                row.getDouble("train_nll", 0),
                row.getDouble("gradient_norm", 0),
                row.getDouble("gradient_norm_post", 0),
                row.getDouble("Omega", 0),
                row.getDouble("steps_in_past", 0)));
  }

  /** The rows of a file of {@code checkpoints}, in order. */
  public static List<Checkpoint> checkpoints(byte[] file) throws IOException {
    return ROWS.all(new ParquetInput(file), SegmentReader::checkpoint);
  }

  private static Checkpoint checkpoint(Group row) {
    return new Checkpoint(
        row.getInteger("iter", 0),
        row.getDouble("train_nll", 0),
        row.getDouble("gradient_norm", 0),
        row.getDouble("gradient_norm_post", 0),
        row.getDouble("Omega", 0),
        row.getDouble("steps_in_past", 0),
        row.getDouble("valid_nll", 0),
        row.getDouble("valid_error", 0),
        row.getDouble("best_valid_error", 0),
        has(row, "valid_mae")
            ? Optional.of(
                new LinearErrors(
                    row.getDouble("valid_mae", 0),
                    row.getDouble("valid_err_05", 0),
                    row.getDouble("valid_err_10", 0),
                    row.getDouble("valid_err_abs", 0),
                    row.getDouble("valid_maxae", 0)))
            : Optional.empty(),
        row.getDouble("rho_Whh", 0),
        has(row, "diag_loss")
            ? Optional.of(
                new Checkpoint.Diagnostics(
                    row.getDouble("diag_loss", 0),
                    row.getDouble("diag_err", 0),
                    new Profile(
                        profile(row, "grad_time").orElseThrow(),
                        profile(row, "act_time").orElseThrow(),
                        profile(row, "sat_time").orElseThrow(),
                        profile(row, "gate_z_sat_time"),
                        profile(row, "gate_r_sat_time"))))
            : Optional.empty());
  }

  public static boolean has(Group row, String column) {
    return row.getFieldRepetitionCount(column) > 0;
  }

  static Optional<float[]> profile(Group row, String column) {
    if (!has(row, column)) {
      return Optional.empty();
    }
    Group list = row.getGroup(column, 0);
    float[] values = new float[list.getFieldRepetitionCount("list")];
    for (int t = 0; t < values.length; t++) {
      values[t] = list.getGroup("list", t).getFloat("element", 0);
    }
    return Optional.of(values);
  }
}
