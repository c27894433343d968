package org.throughtime.sweep.resume;

import java.io.DataInputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.throughtime.model.metric.MetricValues;
import org.throughtime.model.metric.Schema;
import org.throughtime.model.train.CheckpointMetrics;
import org.throughtime.model.train.IterationMetrics;

/**
 * Reads rows from a state of version 1 or 2, which names no metrics: the position of a value
 * identifies it. This format never changes.
 */
final class EarlierRows {
  private static final List<String> SUMS =
      List.of("train_nll", "gradient_norm", "gradient_norm_post", "Omega", "steps_in_past");
  private static final List<String> VALIDATION =
      List.of("valid_nll", "valid_error", "best_valid_error");
  private static final List<String> LINEAR =
      List.of("valid_mae", "valid_err_05", "valid_err_10", "valid_err_abs", "valid_maxae");
  private static final List<String> DIAGNOSTICS = List.of("diag_loss", "diag_err");
  private static final List<String> PROFILES = List.of("grad_time", "act_time", "sat_time");
  private static final List<String> GATES = List.of("gate_z_sat_time", "gate_r_sat_time");

  private final DataInputStream in;
  private final Map<String, Object> cells = new HashMap<>();

  private EarlierRows(DataInputStream in) {
    this.in = in;
  }

  static List<MetricValues> iterations(DataInputStream in) throws IOException {
    List<MetricValues> rows = new ArrayList<>();
    for (int left = in.readInt(); left > 0; left--) {
      EarlierRows row = new EarlierRows(in);
      row.integers(List.of("iter", "length"));
      row.reals(SUMS);
      rows.add(row.as(IterationMetrics.SCHEMA));
    }
    return rows;
  }

  static List<MetricValues> checkpoints(DataInputStream in) throws IOException {
    List<MetricValues> rows = new ArrayList<>();
    for (int left = in.readInt(); left > 0; left--) {
      EarlierRows row = new EarlierRows(in);
      row.integers(List.of("iter"));
      row.reals(SUMS);
      row.reals(VALIDATION);
      if (in.readBoolean()) {
        row.reals(LINEAR);
      }
      row.reals(List.of("rho_Whh"));
      if (in.readBoolean()) {
        row.reals(DIAGNOSTICS);
        row.profiles(PROFILES);
        for (String gate : GATES) {
          row.profiles(in.readBoolean() ? List.of(gate) : List.of());
        }
      }
      rows.add(row.as(CheckpointMetrics.SCHEMA));
    }
    return rows;
  }

  private void integers(List<String> names) throws IOException {
    for (String name : names) {
      cells.put(name, in.readInt());
    }
  }

  private void reals(List<String> names) throws IOException {
    for (String name : names) {
      cells.put(name, in.readDouble());
    }
  }

  private void profiles(List<String> names) throws IOException {
    for (String name : names) {
      cells.put(name, RowFormat.readFloats(in));
    }
  }

  private MetricValues as(Schema<?> schema) {
    return schema.read(metric -> cells.get(metric.name()));
  }
}
