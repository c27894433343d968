package org.throughtime.sweep.answers;

import java.util.ArrayList;
import java.util.List;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.StructType;
import org.throughtime.model.metric.Metric;
import org.throughtime.model.train.Checkpoint;
import org.throughtime.model.train.CheckpointMetrics;
import org.throughtime.model.train.CheckpointSource;
import org.throughtime.sweep.TestRuns;

/** The views that evidence is a statement over, made of metrics as the tables are. */
final class Views {
  private Views() {}

  /** Kept in memory: else every statement's plan would hold all rows, and work on them. */
  static void create(SparkSession spark, List<RunMetrics> runs) {
    List<Row> checkpoints = new ArrayList<>();
    List<Row> profile = new ArrayList<>();
    List<Row> iterations = new ArrayList<>();
    for (RunMetrics run : runs) {
      String name = run.spec().name();
      IterationNorms norms = run.norms();
      for (int i = 0; i < norms.count(); i++) {
        iterations.add(
            RowFactory.create(
                "made-up",
                name,
                norms.iter()[i],
                norms.gradientNorm()[i],
                norms.gradientNormPost()[i]));
      }
      for (Checkpoint c : run.checkpoints()) {
        checkpoints.add(
            RowFactory.create(
                "made-up",
                name,
                c.iter(),
                c.trainNll(),
                c.validError(),
                c.validNll(),
                c.gradientNorm(),
                c.gradientNormPost(),
                c.rho()));
        float[] gradTime = CheckpointProfiles.gradTime(c);
        for (int t = 0; t < gradTime.length; t++) {
          profile.add(
              RowFactory.create(
                  "made-up",
                  name,
                  c.iter(),
                  t + 1,
                  gradTime[t],
                  at(c, CheckpointMetrics.ACT_TIME, t),
                  at(c, CheckpointMetrics.SAT_TIME, t),
                  at(c, TestRuns.GATE_Z, t),
                  at(c, TestRuns.GATE_R, t)));
        }
      }
    }
    spark
        .createDataFrame(
            checkpoints,
            StructType.fromDDL(
                "sweep STRING, run STRING, iter INT, train_nll DOUBLE, valid_error DOUBLE, valid_nll DOUBLE,"
                    + " gradient_norm DOUBLE, gradient_norm_post DOUBLE, rho_Whh DOUBLE"))
        .cache()
        .createOrReplaceTempView("checkpoints");
    spark
        .createDataFrame(
            iterations,
            StructType.fromDDL(
                "sweep STRING, run STRING, iter INT, gradient_norm DOUBLE,"
                    + " gradient_norm_post DOUBLE"))
        .cache()
        .createOrReplaceTempView("iterations");
    spark
        .createDataFrame(
            profile,
            StructType.fromDDL(
                "sweep STRING, run STRING, iter INT, t INT, grad_time FLOAT, act_time FLOAT,"
                    + " sat_time FLOAT, gate_z_sat_time FLOAT, gate_r_sat_time FLOAT"))
        .selectExpr("*", "log10(CAST(grad_time AS DOUBLE) + 1e-12) AS log10_grad")
        .cache()
        .createOrReplaceTempView("profile");
  }

  private static Float at(Checkpoint c, Metric<CheckpointSource, float[]> profile, int t) {
    return c.get(profile).map(values -> values[t]).orElse(null);
  }
}
