package org.throughtime.sweep.answers;

import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.throughtime.model.train.Checkpoint;
import org.throughtime.model.train.CheckpointMetrics;
import org.throughtime.model.train.Preference;

/**
 * The metrics of a run over its checkpoints and iterations, each with the statement over the views
 * {@code checkpoints}, {@code iterations} and {@code profile} that gives it. Statements end at the
 * last checkpoint known here, so that they give the same while the run goes on.
 */
final class CheckpointQueries {
  /** What a number fulfils, but neither NaN, which is above all others in SQL, nor infinity. */
  static final String FINITE = " < double('Infinity')";

  /** What the rows of a checkpoint in the view {@code profile} fulfil where they are finite. */
  static final String FINITE_PROFILES =
      " GROUP BY iter HAVING max(grad_time)" + FINITE + " AND max(sat_time)" + FINITE;

  private final String run;
  private final int checkFreq;
  private final List<Checkpoint> all;
  private final List<Checkpoint> profiled;
  private final IterationNorms iterations;
  private final String where;

  /**
   * @param run with at least one checkpoint
   */
  CheckpointQueries(RunMetrics run) {
    this.run = run.spec().name();
    this.checkFreq = run.spec().validation().checkFreq();
    this.all = run.checkpoints();
    this.profiled = all.stream().filter(CheckpointProfiles::finite).toList();
    this.iterations = run.norms().upTo(last().iter());
    this.where = " WHERE run = '" + this.run + "' AND iter <= " + last().iter();
  }

  /** All checkpoints, in order. */
  List<Checkpoint> all() {
    return all;
  }

  /** The condition that a row of a view is of this run, and not later than what is known here. */
  String where() {
    return where;
  }

  private Checkpoint last() {
    return all.get(all.size() - 1);
  }

  /** How many checkpoints. */
  Measured count() {
    return countWhere(c -> true, "true");
  }

  /** n of the first one. */
  Measured firstIteration() {
    return overCheckpoints(all.get(0).iter(), Format.COUNT, "min(iter)");
  }

  /** n of the last one. */
  Measured lastIteration() {
    return overCheckpoints(last().iter(), Format.COUNT, "max(iter)");
  }

  /** A metric of the first one, which has to be finite. */
  Measured first(CheckpointColumn metric) {
    return at(all.get(0), metric);
  }

  /** A metric of the last one, which has to be finite. */
  Measured last(CheckpointColumn metric) {
    return at(last(), metric);
  }

  private Measured at(Checkpoint checkpoint, CheckpointColumn metric) {
    return Measured.of(
        metric.mean(checkpoint, checkFreq),
        metric.format(),
        metric.mean(checkpoint.iter(), checkFreq),
        "checkpoints WHERE run = '" + run + "' AND iter = " + checkpoint.iter());
  }

  /** The best value of a metric that counts, as Preference says; empty where there is none. */
  Optional<Measured> best(CheckpointColumn metric) {
    return all.stream()
        .map(checkpoint -> Preference.of(metric.of(checkpoint), checkpoint.validNll()))
        .filter(Double::isFinite)
        .min(metric.bestFirst())
        .map(
            least ->
                Measured.of(
                    least,
                    metric.format(),
                    "min(" + metric.column() + ")",
                    "checkpoints"
                        + where
                        + " AND "
                        + metric.column()
                        + FINITE
                        + " AND "
                        + CheckpointMetrics.VALID_NLL.name()
                        + FINITE));
  }

  /** Whether a metric is finite at the first and at the last one. */
  boolean hasEnds(CheckpointColumn metric) {
    return metric.isFinite(all.get(0)) && metric.isFinite(last());
  }

  /** The norms before or after clipping, as means between checkpoints. */
  Norms norms(CheckpointColumn norm) {
    String means =
        "(SELECT iter, %s AS %s FROM checkpoints%s) WHERE iter <= %d"
            .formatted(norm.mean(checkFreq), norm.column(), where, last().iter());
    return Norms.between(norm, all, checkFreq, means);
  }

  /** Its mean over iterations at a checkpoint. */
  double mean(CheckpointColumn metric, Checkpoint checkpoint) {
    return metric.mean(checkpoint, checkFreq);
  }

  /** The same in SQL. */
  String mean(CheckpointColumn metric) {
    return metric.mean(checkFreq);
  }

  /** Those of the single iterations before clipping. */
  Norms iterationNorms() {
    return Norms.at(
        CheckpointColumn.NORM, iterations.iter(), iterations.gradientNorm(), "iterations" + where);
  }

  /** Those of the single iterations after clipping. */
  Norms iterationNormsPost() {
    return Norms.at(
        CheckpointColumn.NORM_POST,
        iterations.iter(),
        iterations.gradientNormPost(),
        "iterations" + where);
  }

  /** How many checkpoints have a norm before clipping that is no number, or infinite. */
  Measured withoutNorm() {
    return countWhere(c -> !CheckpointColumn.NORM.isFinite(c), "NOT gradient_norm" + FINITE);
  }

  /** How many iterations are known. */
  Measured iterationCount() {
    return overIterations(iterations.count(), Format.COUNT, "count(*)");
  }

  /** At how many of them clipping changed the gradient. */
  Measured clipped() {
    return overIterations(
        iterations.clipped(),
        Format.COUNT_OR_NONE,
        "count_if(gradient_norm_post <> gradient_norm)");
  }

  /** The same in percent; there has to be an iteration. */
  Measured percentClipped() {
    return overIterations(
        100.0 * iterations.clipped() / iterations.count(),
        Format.ONE,
        "100D * count_if(gradient_norm_post <> gradient_norm) / count(*)");
  }

  private Measured overIterations(double value, Format format, String expression) {
    return Measured.of(value, format, expression, "iterations" + where);
  }

  /** How many checkpoints have a spectral radius below a bound. */
  Measured radiusBelow(Bound bound) {
    return countWhere(c -> c.rho() < bound.value(), "rho_Whh < " + bound.literal());
  }

  private Measured countWhere(Predicate<Checkpoint> holds, String condition) {
    return overCheckpoints(
        all.stream().filter(holds).count(), Format.COUNT_OR_NONE, "count_if(" + condition + ")");
  }

  private Measured overCheckpoints(double value, Format format, String expression) {
    return Measured.of(value, format, expression, "checkpoints" + where);
  }

  /** Checkpoints with numbers alone in their profiles, in order. */
  List<Checkpoint> profiled() {
    return profiled;
  }

  /** How many these are. */
  Measured profiledCount() {
    return profiledWhere(c -> true, "");
  }

  /** At how many of them most steps have a vanishing gradient. */
  Measured vanished() {
    return profiledWhere(
        c ->
            Steps.percentBelow(CheckpointProfiles.gradTime(c), Thresholds.VANISHING)
                >= Thresholds.MOST.value(),
        percent("grad_time < " + Thresholds.VANISHING.literal(), Thresholds.MOST));
  }

  /** At how many of them some steps have an exploding gradient. */
  Measured exploded() {
    return profiledWhere(
        c ->
            Steps.percentAbove(CheckpointProfiles.gradTime(c), Thresholds.EXPLODING)
                >= Thresholds.SOME.value(),
        percent("grad_time > " + Thresholds.EXPLODING.literal(), Thresholds.SOME));
  }

  private static String percent(String holds, Bound least) {
    return " AND 100D * count_if(" + holds + ") / count(*) >= " + least.literal();
  }

  /** At how many of them the mean distance over the steps is below a bound. */
  Measured meanBelow(Distance distance, Bound bound) {
    return profiledWhere(
        c -> Steps.mean(distance.of(c)) < bound.value(),
        " AND avg(" + distance.column() + ") < " + bound.literal());
  }

  private Measured profiledWhere(Predicate<Checkpoint> holds, String having) {
    return Measured.of(
        profiled.stream().filter(holds).count(),
        Format.COUNT_OR_NONE,
        "count(*)",
        "(SELECT iter FROM profile" + where + FINITE_PROFILES + having + ")");
  }
}
