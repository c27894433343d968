package org.throughtime.sweep.query;

import static org.apache.spark.sql.functions.col;

import java.util.ArrayList;
import java.util.List;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;

/** The arrays of {@code checkpoints} unfolded: a row for every t. */
final class ProfileView {
  /** Its columns but {@code sweep}. */
  static final StructType COLUMNS =
      DataTypes.createStructType(
          List.of(
              ViewColumns.field("run", DataTypes.StringType, "name of the run"),
              ViewColumns.field("iter", DataTypes.IntegerType, "n of the checkpoint"),
              ViewColumns.field("t", DataTypes.IntegerType, "time step, from 1"),
              ViewColumns.field(
                  "grad_time",
                  DataTypes.FloatType,
                  "mean over B of |dL/dh_t|_2, the total derivative"),
              ViewColumns.field("log10_grad", DataTypes.DoubleType, "log10(grad_time + 1e-12)"),
              ViewColumns.field(
                  "act_time", DataTypes.FloatType, "mean of phi'(h_t); 1 - h^2 for gru"),
              ViewColumns.field(
                  "sat_time", DataTypes.FloatType, "mean distance of h_t from saturation"),
              ViewColumns.field(
                  "gate_z_sat_time",
                  DataTypes.FloatType,
                  "mean of min(z, 1 - z); gru with diagGates only"),
              ViewColumns.field(
                  "gate_r_sat_time",
                  DataTypes.FloatType,
                  "mean of min(r, 1 - r); gru with diagGates only")));

  /** A run without gates still has a gradient, so what is missing counts as empty. */
  private static final String SQL =
      """
      SELECT sweep, run, iter, pos + 1 AS t,
        at.grad_time, log10(at.grad_time + 1e-12) AS log10_grad, at.act_time, at.sat_time,
        at.gate_z_sat_time, at.gate_r_sat_time
      FROM (SELECT sweep, run, iter,
          posexplode(arrays_zip(
            grad_time, act_time, sat_time, gate_z_sat_time, gate_r_sat_time)) AS (pos, at)
        FROM (SELECT sweep, run, iter, grad_time, act_time, sat_time,
            coalesce(gate_z_sat_time, array()) AS gate_z_sat_time,
            coalesce(gate_r_sat_time, array()) AS gate_r_sat_time
          FROM checkpoints))
      """;

  private ProfileView() {}

  /** Its rows, over the view {@code checkpoints}. */
  static Dataset<Row> over(SparkSession spark) {
    List<Column> columns = new ArrayList<>(List.of(col("sweep")));
    for (StructField field : COLUMNS.fields()) {
      columns.add(col(field.name()).as(field.name(), field.metadata()));
    }
    return spark.sql(SQL).select(columns.toArray(Column[]::new));
  }
}
