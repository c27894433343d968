package org.throughtime.model.dynamics;

import java.util.List;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;
import java.util.stream.Stream;
import org.throughtime.model.metric.Metric;

/** The metrics of a network as a dynamical system. */
public final class DynamicsMetrics {
  private static final String NATS = "nats a step";

  /** Numbers of further distractors at which retention is measured. */
  public static final List<Integer> RETENTION_STEPS = List.of(10, 100, 1_000, 5_000);

  public static final Metric<Dynamics, Integer> FIXED_POINTS =
      points("fixed_points", "found under the mean input", p -> p.fixed().size());
  public static final Metric<Dynamics, Integer> STABLE_POINTS =
      points(
          "stable_points",
          "those of fixed_points without an unstable direction",
          p -> (int) p.fixed().stream().filter(point -> point.unstable().orElse(-1) == 0).count());
  public static final Metric<Dynamics, Integer> SLOW_POINTS =
      points(
          "slow_points",
          "found under the mean input: the speed has a minimum above 0 there",
          p -> p.slow().size());
  public static final Metric<Dynamics, Double> LYAPUNOV =
      exponents("lyapunov", NATS, "largest exponent under distractors", LyapunovSpectrum::largest);
  public static final Metric<Dynamics, Double> LYAPUNOV_ERROR =
      exponents(
          "lyapunov_error",
          NATS,
          "standard error of lyapunov, from means over blocks",
          LyapunovSpectrum::standardError);
  public static final Metric<Dynamics, Double> LYAPUNOV_SECOND =
      exponents("lyapunov_second", NATS, "second exponent", LyapunovSpectrum::second);
  public static final Metric<Dynamics, Double> LYAPUNOV_SUM =
      exponents("lyapunov_sum", NATS, "sum of all exponents", LyapunovSpectrum::sum);
  public static final Metric<Dynamics, Double> KAPLAN_YORKE =
      exponents("kaplan_yorke", "", "Kaplan-Yorke dimension", LyapunovSpectrum::kaplanYorke);
  public static final Metric<Dynamics, Double> GRADIENT_BOUND =
      Metric.<Dynamics>real(
              "gradient_bound",
              "",
              "largest singular value of W_hh times the largest phi': below 1, gradients vanish;"
                  + " rnn only",
              d -> d.bound().isPresent() ? d.bound().getAsDouble() : null)
          .sometimes();
  public static final Metric<Dynamics, float[]> JACOBIAN_DISTANCE =
      spectrum("jacobian_distance", "steps", "T - t", JacobianSpectrum::distance);
  public static final Metric<Dynamics, float[]> JACOBIAN_LARGEST =
      spectrum(
          "jacobian_largest",
          "log10",
          "largest singular value of ds_T / ds_t at a jacobian_distance, mean of logarithms over"
              + " sequences",
          JacobianSpectrum::largest);
  public static final Metric<Dynamics, float[]> JACOBIAN_MEDIAN =
      spectrum("jacobian_median", "log10", "likewise, the median", JacobianSpectrum::median);
  public static final Metric<Dynamics, float[]> JACOBIAN_LEAST =
      spectrum("jacobian_least", "log10", "likewise, the least", JacobianSpectrum::least);

  /** Retention at each of {@link #RETENTION_STEPS}. */
  public static final List<Metric<Dynamics, Double>> RETENTION =
      RETENTION_STEPS.stream().map(DynamicsMetrics::retention).toList();

  /** All, in the order of their columns. */
  public static final List<Metric<Dynamics, ?>> ALL =
      Stream.of(
              List.of(FIXED_POINTS, STABLE_POINTS, SLOW_POINTS),
              List.of(LYAPUNOV, LYAPUNOV_ERROR, LYAPUNOV_SECOND, LYAPUNOV_SUM, KAPLAN_YORKE),
              List.of(GRADIENT_BOUND),
              List.of(JACOBIAN_DISTANCE, JACOBIAN_LARGEST, JACOBIAN_MEDIAN, JACOBIAN_LEAST),
              RETENTION)
          .<Metric<Dynamics, ?>>flatMap(List::stream)
          .toList();

  private DynamicsMetrics() {}

  private static Metric<Dynamics, Integer> points(
      String name, String meaning, Function<FixedPoints, Integer> count) {
    return Metric.integer(name, "", meaning, d -> count.apply(d.underMean()));
  }

  private static Metric<Dynamics, Double> exponents(
      String name, String unit, String meaning, Function<LyapunovSpectrum, Double> of) {
    return Metric.real(name, unit, meaning + "; null where states diverge", of)
        .within(Dynamics::lyapunov);
  }

  private static Metric<Dynamics, float[]> spectrum(
      String name, String unit, String meaning, ToDoubleFunction<JacobianSpectrum> element) {
    return Metric.profile(
        name,
        unit,
        meaning,
        d -> {
          float[] profile = new float[d.jacobians().size()];
          for (int i = 0; i < profile.length; i++) {
            profile[i] = (float) element.applyAsDouble(d.jacobians().get(i));
          }
          return profile;
        });
  }

  private static Metric<Dynamics, Double> retention(int steps) {
    return Metric.<Dynamics>real(
            "retention_" + steps,
            "0 to 1",
            "share of sequences answered correctly after " + steps + " further distractors",
            d ->
                d.retention().stream()
                    .filter(retention -> retention.steps() == steps)
                    .map(Retention::share)
                    .findFirst()
                    .orElse(null))
        .sometimes();
  }
}
