package org.throughtime.sweep.answers;

import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.throughtime.model.train.Checkpoint;

/**
 * A metric that runs are compared in.
 *
 * @param name as a sentence begins with it
 * @param brief the same within a sentence
 * @param value of a run; empty where it has none, or none that is finite
 * @param gap from which on runs differ in it
 */
record Contrast(
    String name, String brief, Function<RunMetrics, Optional<Measured>> value, Gap gap) {
  /** The largest norm that an update was made with. */
  static final Contrast LARGEST_UPDATE =
      new Contrast(
          "The largest gradient norm after clipping (an update's length is lr times its norm)",
          "the largest gradient norm after clipping",
          run -> norms(run, CheckpointQueries::iterationNormsPost).map(Norms::largest),
          Gap.FACTOR);

  static final Contrast GRADIENT =
      new Contrast(
          "The mean of log10 of |dL/dh_t| over t",
          "the mean log10 of |dL/dh_t|",
          profiled(Steps::meanGradient),
          Gap.ORDERS);

  static final Contrast SATURATION =
      new Contrast(
          "The mean distance from saturation",
          "the distance from saturation",
          profiled(steps -> steps.mean(Distance.SATURATION)),
          Gap.DISTANCE);

  static final Contrast LOSS =
      new Contrast(
          "The training loss", "the training loss", last(CheckpointColumn.TRAIN_NLL), Gap.PERCENT);

  /** What a comparison shows point by point. */
  static final List<Contrast> ALL =
      List.of(
          new Contrast(
              "The median gradient norm of an iteration before clipping",
              "the median gradient norm before clipping",
              run -> norms(run, CheckpointQueries::iterationNorms).map(Norms::median),
              Gap.FACTOR),
          new Contrast(
              "The largest gradient norm before clipping",
              "the largest gradient norm before clipping",
              run -> norms(run, CheckpointQueries::iterationNorms).map(Norms::largest),
              Gap.FACTOR),
          LARGEST_UPDATE,
          GRADIENT,
          new Contrast(
              "The range of log10 of |dL/dh_t| over t",
              "the range of log10 of |dL/dh_t|",
              profiled(Steps::range),
              Gap.ORDERS),
          SATURATION,
          new Contrast("rho", "rho", last(CheckpointColumn.RADIUS), Gap.DISTANCE),
          LOSS);

  /** What its verdict names. */
  static final List<Contrast> MAIN = List.of(GRADIENT, SATURATION, LARGEST_UPDATE, LOSS);

  private static Optional<Norms> norms(RunMetrics run, Function<CheckpointQueries, Norms> which) {
    return Optional.of(which.apply(new CheckpointQueries(run))).filter(norms -> !norms.isEmpty());
  }

  private static Function<RunMetrics, Optional<Measured>> profiled(
      Function<Steps, Measured> metric) {
    return run ->
        Optional.of(lastCheckpoint(run))
            .filter(CheckpointProfiles::finite)
            .map(last -> metric.apply(new Steps(run.spec().name(), last)));
  }

  private static Function<RunMetrics, Optional<Measured>> last(CheckpointColumn metric) {
    return run ->
        Optional.of(lastCheckpoint(run))
            .filter(metric::isFinite)
            .map(last -> new CheckpointQueries(run).last(metric));
  }

  private static Checkpoint lastCheckpoint(RunMetrics run) {
    return run.checkpoints().get(run.checkpoints().size() - 1);
  }
}
