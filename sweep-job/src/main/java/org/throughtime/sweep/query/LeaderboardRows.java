package org.throughtime.sweep.query;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalDouble;
import java.util.Set;
import org.apache.commons.math3.stat.interval.ConfidenceInterval;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.throughtime.model.train.RunSpec;
import org.throughtime.sweep.config.value.Defaults;
import org.throughtime.sweep.leaderboard.Leaderboard;
import org.throughtime.sweep.leaderboard.Replicates;
import org.throughtime.sweep.plan.TrainCall;
import org.throughtime.sweep.snapshot.SweepStatus;

/** The settings of a sweep as rows, the best first; see {@link Leaderboard}. */
final class LeaderboardRows {
  /** Its columns. */
  static final StructType COLUMNS =
      DataTypes.createStructType(
          List.of(
              ViewColumns.field(
                  "rank",
                  DataTypes.IntegerType,
                  "",
                  "place in the sweep, from 1: by success rate, then median iterations, then best valid error"),
              ViewColumns.field(
                  "setting",
                  DataTypes.StringType,
                  "",
                  "the flags in which the settings of the sweep differ; runs of a setting differ in seed alone"),
              ViewColumns.field(
                  "runs", DataTypes.IntegerType, "", "how many runs have the setting"),
              ViewColumns.field(
                  "ended",
                  DataTypes.IntegerType,
                  "",
                  "how many of them are solved, finished or diverged"),
              ViewColumns.field("solved", DataTypes.IntegerType, "", "how many of them are solved"),
              ViewColumns.field(
                  "success_rate",
                  DataTypes.DoubleType,
                  "0 to 1",
                  "solved of ended; null where none has ended"),
              ViewColumns.field(
                  "rate_low",
                  DataTypes.DoubleType,
                  "0 to 1",
                  "lower bound of its Wilson interval at 95 %"),
              ViewColumns.field("rate_high", DataTypes.DoubleType, "0 to 1", "upper bound of it"),
              ViewColumns.field(
                  "median_iterations",
                  DataTypes.DoubleType,
                  "iterations",
                  "median of what the solved runs took"),
              ViewColumns.field(
                  "least_iterations",
                  DataTypes.IntegerType,
                  "iterations",
                  "of the fastest solved run"),
              ViewColumns.field(
                  "most_iterations",
                  DataTypes.IntegerType,
                  "iterations",
                  "of the slowest solved run"),
              ViewColumns.field(
                  "best_valid_error",
                  DataTypes.DoubleType,
                  "percent",
                  "lowest of all checkpoints of all runs"),
              ViewColumns.field(
                  "last_valid_error",
                  DataTypes.DoubleType,
                  "percent",
                  "median over the runs of their last valid_error"),
              ViewColumns.field(
                  "best_run",
                  DataTypes.StringType,
                  "",
                  "the fastest solved run, else the one with the lowest valid error"),
              ViewColumns.field(
                  "call", DataTypes.StringType, "", "the call of this program that repeats it")));

  private LeaderboardRows() {}

  /** Its rows, in order. */
  static List<List<Object>> of(SweepStatus sweep) {
    RunSpec defaults = Defaults.run();
    Leaderboard leaderboard = Leaderboard.of(sweep);
    Set<String> varying = leaderboard.varying();
    List<List<Object>> rows = new ArrayList<>();
    for (Replicates setting : leaderboard.settings()) {
      rows.add(row(rows.size() + 1, setting, varying, defaults));
    }
    return rows;
  }

  private static List<Object> row(int rank, Replicates r, Set<String> varying, RunSpec defaults) {
    List<Integer> iterations = r.iterationsToSuccess();
    ConfidenceInterval interval = r.ended() == 0 ? null : r.interval();
    return Arrays.asList(
        rank,
        r.setting().text(varying),
        r.runs().size(),
        r.ended(),
        r.solved(),
        orNull(r.successRate()),
        interval == null ? null : interval.getLowerBound(),
        interval == null ? null : interval.getUpperBound(),
        orNull(r.medianIterations()),
        iterations.isEmpty() ? null : iterations.get(0),
        iterations.isEmpty() ? null : iterations.get(iterations.size() - 1),
        orNull(r.bestError()),
        orNull(r.lastError()),
        r.example().name(),
        TrainCall.of(r.example(), defaults));
  }

  private static Double orNull(OptionalDouble value) {
    return value.isPresent() ? value.getAsDouble() : null;
  }
}
