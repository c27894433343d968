package org.throughtime.sweep.answers;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.throughtime.model.train.Checkpoint;

/**
 * One metric of several runs side by side.
 *
 * @param metric its name, as a sentence begins with it
 * @param value of a run; empty where it has none, or none that is finite
 * @param gap from which on runs differ in it
 */
record Contrast(String metric, Function<RunMetrics, Optional<Measured>> value, Gap gap) {
  /** What runs are compared in. */
  static final List<Contrast> ALL =
      List.of(
          new Contrast(
              "The median gradient norm of an iteration before clipping",
              run -> norms(run, CheckpointQueries::iterationNorms).map(Norms::median),
              Gap.FACTOR),
          new Contrast(
              "The largest before clipping",
              run -> norms(run, CheckpointQueries::iterationNorms).map(Norms::largest),
              Gap.FACTOR),
          new Contrast(
              "The largest after clipping, which times lr is the length of a step,",
              run -> norms(run, CheckpointQueries::iterationNormsPost).map(Norms::largest),
              Gap.FACTOR),
          new Contrast(
              "The mean of log10 of |dL/dh_t| over t", profiled(Steps::meanGradient), Gap.ORDERS),
          new Contrast(
              "The range of log10 of |dL/dh_t| over t", profiled(Steps::range), Gap.ORDERS),
          new Contrast(
              "The mean distance from saturation",
              profiled(steps -> steps.mean(Distance.SATURATION)),
              Gap.DISTANCE),
          new Contrast("rho", last(CheckpointColumn.RADIUS), Gap.DISTANCE),
          new Contrast("The training loss", last(CheckpointColumn.TRAIN_NLL), Gap.PERCENT));

  private static Optional<Norms> norms(RunMetrics run, Function<CheckpointQueries, Norms> which) {
    return Optional.of(which.apply(new CheckpointQueries(run))).filter(norms -> !norms.isEmpty());
  }

  private static Function<RunMetrics, Optional<Measured>> profiled(
      Function<Steps, Measured> metric) {
    return run ->
        lastCheckpoint(run)
            .filter(CheckpointProfiles::finite)
            .map(last -> metric.apply(new Steps(run.spec().name(), last)));
  }

  private static Function<RunMetrics, Optional<Measured>> last(CheckpointColumn metric) {
    return run ->
        lastCheckpoint(run)
            .filter(metric::isFinite)
            .map(last -> new CheckpointQueries(run).last(metric));
  }

  private static Optional<Checkpoint> lastCheckpoint(RunMetrics run) {
    return Optional.of(run.checkpoints().get(run.checkpoints().size() - 1));
  }

  private record Entry(String run, Measured value) {}

  /**
   * What the runs show.
   *
   * @param runs at least two, each with a checkpoint
   * @param labels what each of them is called
   */
  Sentence sentence(List<RunMetrics> runs, Labels labels) {
    List<Entry> known = new ArrayList<>();
    List<String> unknown = new ArrayList<>();
    for (RunMetrics run : runs) {
      String name = labels.of(run);
      value
          .apply(run)
          .ifPresentOrElse(
              measured -> known.add(new Entry(name, measured)), () -> unknown.add(name));
    }
    if (known.size() < 2) {
      return Sentence.of(
          metric
              + " cannot be compared: "
              + String.join(", ", unknown)
              + (unknown.size() == 1 ? " has" : " have")
              + " no finite one.");
    }
    StringBuilder template = new StringBuilder(metric).append(" is ");
    List<Shown> shown = new ArrayList<>();
    for (Entry entry : known) {
      template.append(shown.isEmpty() ? "" : ", ").append("{} in ").append(entry.run());
      shown.add(entry.value());
    }
    unknown.forEach(name -> template.append(", not finite in ").append(name));
    template.append(": ").append(conclusion(known));
    shown.add(gap.bound());
    return Sentence.of(template.toString(), shown.toArray(new Shown[0]));
  }

  private String conclusion(List<Entry> known) {
    Comparator<Entry> order = Comparator.comparingDouble(entry -> entry.value().value());
    Entry least = known.stream().min(order).orElseThrow();
    Entry most = known.stream().max(order).orElseThrow();
    return gap.isBetween(least.value().value(), most.value().value())
        ? "lowest in %s, highest in %s, %s.".formatted(least.run(), most.run(), gap.words())
        : "no two are " + gap.words() + ", so no difference is claimed.";
  }
}
