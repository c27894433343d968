package org.throughtime.sweep.query;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.apache.commons.math3.stat.interval.ConfidenceInterval;
import org.apache.spark.sql.types.StructType;
import org.throughtime.model.metric.Metric;
import org.throughtime.model.metric.Schema;
import org.throughtime.model.train.RunSpec;
import org.throughtime.sweep.config.value.Defaults;
import org.throughtime.sweep.leaderboard.Leaderboard;
import org.throughtime.sweep.leaderboard.Replicates;
import org.throughtime.sweep.plan.TrainCall;
import org.throughtime.sweep.snapshot.SweepStatus;

/** The settings of a sweep as rows, the best first; see {@link Leaderboard}. */
final class LeaderboardRows {
  /** A setting of a sweep, and its place in it. */
  private record Ranked(int rank, Replicates runs, Set<String> varying, RunSpec defaults) {
    OptionalDouble bound(Function<ConfidenceInterval, Double> bound) {
      return runs.ended() == 0
          ? OptionalDouble.empty()
          : OptionalDouble.of(bound.apply(runs.interval()));
    }

    IntStream iterations() {
      return runs.iterationsToSuccess().stream().mapToInt(Integer::intValue);
    }
  }

  private static final Schema<Ranked> SCHEMA =
      new Schema<>(
          List.of(
              Metric.integer(
                  "rank",
                  "",
                  "place in the sweep, from 1: by rate_low, then median iterations, then best valid"
                      + " error",
                  Ranked::rank),
              Metric.text(
                  "setting",
                  "",
                  "the flags in which the settings of the sweep differ; runs of a setting differ only"
                      + " in seed",
                  r -> r.runs().setting().text(r.varying())),
              Metric.integer(
                  "runs",
                  "",
                  "number of runs with the setting; several names of one specification count once",
                  r -> r.runs().runs().size()),
              Metric.integer(
                  "ended",
                  "",
                  "number of them that are solved, finished or diverged, or that a search left behind"
                      + " at a rung, which counts as unsolved",
                  r -> r.runs().ended()),
              Metric.integer(
                  "solved", "", "number of them that are solved", r -> r.runs().solved()),
              real(
                  "success_rate",
                  "0 to 1",
                  "solved divided by ended; null if none has ended",
                  r -> r.runs().successRate()),
              real(
                  "rate_low",
                  "0 to 1",
                  "lower bound of its Wilson interval at 95 %",
                  r -> r.bound(ConfidenceInterval::getLowerBound)),
              real(
                  "rate_high",
                  "0 to 1",
                  "upper bound of that interval",
                  r -> r.bound(ConfidenceInterval::getUpperBound)),
              real(
                  "median_iterations",
                  "iterations",
                  "median number of iterations of the solved runs",
                  r -> r.runs().medianIterations()),
              iterations(
                  "least_iterations", "iterations of the fastest solved run", IntStream::min),
              iterations("most_iterations", "iterations of the slowest solved run", IntStream::max),
              real(
                  "best_valid_error",
                  "percent",
                  "lowest of the checkpoints of all runs that have a finite valid_nll",
                  r -> r.runs().bestError()),
              real(
                  "last_valid_error",
                  "percent",
                  "median over the runs of their last valid_error, where valid_nll is finite",
                  r -> r.runs().lastError()),
              real(
                  "best_hold",
                  "steps",
                  "greatest hold of the last checkpoints of all runs that have a finite valid_nll;"
                      + " null if none measured it",
                  r -> r.runs().bestHold()),
              Metric.text(
                  "best_run",
                  "",
                  "the fastest solved run, else the one with the greatest hold, then with the"
                      + " lowest valid error",
                  r -> r.runs().example().name()),
              Metric.text(
                  "call",
                  "",
                  "the call of this program that repeats best_run",
                  r -> TrainCall.of(r.runs().example(), r.defaults()))));

  /** Its columns. */
  static final StructType COLUMNS = ViewColumns.of(SCHEMA);

  private LeaderboardRows() {}

  private static Metric<Ranked, Double> real(
      String name, String unit, String meaning, Function<Ranked, OptionalDouble> value) {
    return Metric.<Ranked>real(
            name, unit, meaning, r -> value.apply(r).stream().boxed().findFirst().orElse(null))
        .sometimes();
  }

  private static Metric<Ranked, Integer> iterations(
      String name, String meaning, Function<IntStream, OptionalInt> of) {
    return Metric.<Ranked>integer(
            name,
            "iterations",
            meaning,
            r -> of.apply(r.iterations()).stream().boxed().findFirst().orElse(null))
        .sometimes();
  }

  /** Its rows, in order. */
  static List<List<Object>> of(SweepStatus sweep) {
    RunSpec defaults = Defaults.run();
    Leaderboard leaderboard = Leaderboard.of(sweep);
    Set<String> varying = leaderboard.varying();
    List<List<Object>> rows = new ArrayList<>();
    for (Replicates setting : leaderboard.settings()) {
      Ranked ranked = new Ranked(rows.size() + 1, setting, varying, defaults);
      rows.add(SCHEMA.measure(ranked).cells(SCHEMA));
    }
    return rows;
  }
}
