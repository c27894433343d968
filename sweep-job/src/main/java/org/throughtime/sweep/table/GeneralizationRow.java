package org.throughtime.sweep.table;

import java.io.Serializable;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.throughtime.model.cell.LinearErrors;
import org.throughtime.model.metric.Metric;
import org.throughtime.model.metric.MetricValues;
import org.throughtime.model.metric.Schema;
import org.throughtime.model.train.CheckpointMetrics;
import org.throughtime.model.train.FreshScore;
import org.throughtime.model.train.RunSpec;

/**
 * The score of a run's weights on fresh sequences: a row of {@link #SCHEMA}.
 *
 * @param values the row
 */
public record GeneralizationRow(MetricValues values) implements Serializable {
  /**
   * What a row is measured from.
   *
   * @param steps n of the last iteration behind the weights
   * @param length L of every sequence; empty where lengths are drawn as the run's are
   * @param seed of the certification
   * @param stateNoise standard deviation of the noise on the pre-activations; 0 for none
   */
  public record Scored(
      RunSpec run, int steps, OptionalInt length, long seed, double stateNoise, FreshScore score) {}

  private static final Metric<Scored, String> SPEC_HASH =
      Metric.text(
          "spec_hash",
          "hex",
          "SHA-256 over every flag of the run except the name and neutral ones",
          s -> s.run().hash());
  private static final Metric<Scored, Integer> STEPS =
      Metric.integer(
          "steps", "iterations", "n of the last iteration that changed the weights", Scored::steps);
  private static final Metric<Scored, Integer> LENGTH =
      Metric.<Scored>integer(
              "length",
              "steps",
              "L of every sequence; null if lengths are drawn from the run's own range",
              s -> s.length().isPresent() ? s.length().getAsInt() : null)
          .sometimes();
  private static final Metric<Scored, Integer> MIN_LENGTH =
      Metric.integer(
          "min_length",
          "steps",
          "the shortest length drawn, or L",
          s -> s.length().orElse(s.run().task().minLength()));
  private static final Metric<Scored, Integer> MAX_LENGTH =
      Metric.integer(
          "max_length",
          "steps",
          "one above the longest length drawn, or L",
          s -> s.length().orElse(s.run().task().maxLength()));
  private static final Metric<Scored, Long> SEED =
      Metric.count("seed", "", "seed of the fresh sequences", Scored::seed);
  private static final Metric<Scored, Long> SEQUENCES =
      Metric.count("sequences", "", "number of scored sequences", s -> s.score().sequences());
  private static final Metric<Scored, Long> WRONG =
      Metric.count("wrong", "", "number of wrong sequences", s -> s.score().wrong());
  private static final Metric<Scored, Double> NLL =
      Metric.real("nll", CheckpointMetrics.LOSS, "mean loss", s -> s.score().nll());
  private static final Metric<Scored, Double> ERROR =
      Metric.real("error", "percent", "share of wrong sequences", s -> s.score().error());

  private static final Metric<Scored, Double> STATE_NOISE =
      Metric.<Scored>real(
              "state_noise",
              "",
              "standard deviation of the noise on the pre-activations; null without noise",
              s -> s.stateNoise() == 0 ? null : s.stateNoise())
          .sometimes();

  /** The metrics of a row, in the order of their columns. */
  public static final Schema<Scored> SCHEMA =
      new Schema<>(
          List.of(
              SPEC_HASH,
              STEPS,
              LENGTH,
              MIN_LENGTH,
              MAX_LENGTH,
              SEED,
              SEQUENCES,
              WRONG,
              NLL,
              ERROR,
              linear(LinearErrors.MAE),
              linear(LinearErrors.ERR_05),
              linear(LinearErrors.ERR_10),
              linear(LinearErrors.ERR_ABS),
              linear(LinearErrors.MAXAE),
              STATE_NOISE));

  private static Metric<Scored, Double> linear(Metric<LinearErrors, Double> metric) {
    return metric.within(s -> s.score().linear());
  }

  /** Measures a score. */
  public static GeneralizationRow of(Scored scored) {
    return new GeneralizationRow(SCHEMA.measure(scored));
  }

  /** Whether it is of these flags of the run, and of its weights behind that iteration. */
  public boolean isOf(RunSpec run, int steps) {
    return values.value(SPEC_HASH).equals(run.hash()) && steps() == steps;
  }

  /** n of the last iteration behind the weights. */
  public int steps() {
    return values.value(STEPS);
  }

  /** L of every sequence; empty where lengths are drawn. */
  public Optional<Integer> length() {
    return values.get(LENGTH);
  }

  /** Of the certification. */
  public long seed() {
    return values.value(SEED);
  }

  /** Standard deviation of the noise on the pre-activations; 0 without noise. */
  public double stateNoise() {
    return values.get(STATE_NOISE).orElse(0.0);
  }

  /** How many were scored. */
  public long sequences() {
    return values.value(SEQUENCES);
  }

  /** Share of wrong sequences, percent. */
  public double error() {
    return values.value(ERROR);
  }
}
