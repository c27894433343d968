package org.throughtime.sweep.query;

import static org.apache.spark.sql.functions.col;
import static org.throughtime.sweep.query.ViewColumns.field;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;
import org.throughtime.model.diagnostics.LogGradient;
import org.throughtime.model.metric.Metric;
import org.throughtime.model.train.CheckpointMetrics;

/** The arrays of {@code checkpoints}, unfolded to one row for every t. */
final class ProfileView {
  private static final String GRAD_TIME = CheckpointMetrics.GRAD_TIME.name();

  private static final String LOG10_GRAD = "log10(" + GRAD_TIME + " + " + LogGradient.OFFSET + ")";

  /** Its columns but {@code sweep}. */
  static final StructType COLUMNS = columns();

  private ProfileView() {}

  private static StructType columns() {
    List<StructField> columns = new ArrayList<>();
    columns.add(field("run", DataTypes.StringType, "", "name of the run"));
    columns.add(field("iter", DataTypes.IntegerType, "iterations", "n of the checkpoint"));
    columns.add(field("t", DataTypes.IntegerType, "steps", "time step, from 1"));
    for (Metric<?, ?> profile : CheckpointMetrics.PROFILES) {
      columns.add(field(profile.name(), DataTypes.FloatType, profile.unit(), profile.meaning()));
      if (profile.name().equals(GRAD_TIME)) {
        String meaning = LOG10_GRAD + ", so never below -12";
        columns.add(field("log10_grad", DataTypes.DoubleType, "decades", meaning));
      }
    }
    return DataTypes.createStructType(columns);
  }

  /** A run without gates still has a gradient, so what is missing counts as empty. */
  private static String sql() {
    List<String> profiles = CheckpointMetrics.PROFILES.stream().map(Metric::name).toList();
    String given =
        profiles.stream()
            .map(name -> "coalesce(%s, array()) AS %s".formatted(name, name))
            .collect(Collectors.joining(", "));
    return """
        SELECT *, %s AS log10_grad
        FROM (SELECT sweep, run, iter, pos + 1 AS t, at.*
          FROM (SELECT sweep, run, iter, posexplode(arrays_zip(%s)) AS (pos, at)
            FROM (SELECT sweep, run, iter, %s FROM checkpoints)))
        """
        .formatted(LOG10_GRAD, String.join(", ", profiles), given);
  }

  /** Its rows, over the view {@code checkpoints}. */
  static Dataset<Row> over(SparkSession spark) {
    List<Column> columns = new ArrayList<>(List.of(col("sweep")));
    for (StructField field : COLUMNS.fields()) {
      columns.add(col(field.name()).as(field.name(), field.metadata()));
    }
    return spark.sql(sql()).select(columns.toArray(Column[]::new));
  }
}
