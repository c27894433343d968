package org.throughtime.model.dynamics;

import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;
import org.throughtime.model.diagnostics.Eigenvalues;
import org.throughtime.model.diagnostics.Eigenvalues.Eigenvalue;
import org.throughtime.model.metric.Metric;
import org.throughtime.model.metric.Schema;

/** The metrics of a network as a dynamical system: one row a run and checkpoint. */
public final class DynamicsMetrics {
  private static final String NATS = "nats a step";

  public static final Metric<Measurement, Integer> ITER =
      Metric.integer(
          "iter", "iterations", "n of the checkpoint with these weights", Measurement::iter);
  public static final Metric<Measurement, String> WEIGHTS =
      Metric.text("weights", "hex", "SHA-256 of the weights", Measurement::weightsHash);
  public static final Metric<Measurement, Integer> N_FIXED_POINTS =
      points("n_fixed_points", "fixed points found under the mean input", p -> p.fixed().size());
  public static final Metric<Measurement, Integer> N_STABLE =
      points(
          "n_stable",
          "those of n_fixed_points without an unstable direction",
          p -> (int) p.fixed().stream().filter(point -> point.unstable().orElse(-1) == 0).count());
  public static final Metric<Measurement, Integer> N_SLOW =
      points(
          "n_slow",
          "slow points found under the mean input: the speed has a minimum above 0 there",
          p -> p.slow().size());
  public static final Metric<Measurement, Double> LYAPUNOV_1 =
      exponents(
          "lyapunov_1",
          NATS,
          "largest Lyapunov exponent under distractors",
          LyapunovSpectrum::largest);
  public static final Metric<Measurement, Double> LYAPUNOV_2 =
      exponents("lyapunov_2", NATS, "second Lyapunov exponent", LyapunovSpectrum::second);
  public static final Metric<Measurement, Double> LYAPUNOV_SUM =
      exponents("lyapunov_sum", NATS, "sum of all exponents", LyapunovSpectrum::sum);
  public static final Metric<Measurement, Double> KAPLAN_YORKE =
      exponents("kaplan_yorke", "", "Kaplan-Yorke dimension", LyapunovSpectrum::kaplanYorke);
  public static final Metric<Measurement, Double> LYAPUNOV_SE =
      exponents(
          "lyapunov_se",
          NATS,
          "standard error of lyapunov_1, from means over blocks",
          LyapunovSpectrum::standardError);
  public static final Metric<Measurement, Double> GRADIENT_BOUND =
      Metric.<Measurement>real(
              "gradient_bound",
              "",
              "largest singular value of W_hh times the largest phi': below 1, gradients vanish;"
                  + " rnn only",
              m -> m.dynamics().bound().isPresent() ? m.dynamics().bound().getAsDouble() : null)
          .sometimes();
  public static final Metric<Measurement, Double> RHO =
      Metric.real("rho", "", "spectral radius of the recurrent matrix", Eigenvalues::radius)
          .within(DynamicsMetrics::recurrent);
  public static final Metric<Measurement, Double> PC1_SHARE = share("pc1_share", "first", 0);
  public static final Metric<Measurement, Double> PC2_SHARE = share("pc2_share", "second", 1);
  public static final Metric<Measurement, float[]> EIGENVALUES_REAL =
      eigenvalues("eigenvalues_real", "real part", Eigenvalue::real);
  public static final Metric<Measurement, float[]> EIGENVALUES_IMAGINARY =
      eigenvalues("eigenvalues_imaginary", "imaginary part", Eigenvalue::imaginary);

  /** The metrics of a row, in the order of their columns. */
  public static final Schema<Measurement> SCHEMA =
      new Schema<>(
          List.of(
              ITER,
              WEIGHTS,
              N_FIXED_POINTS,
              N_STABLE,
              N_SLOW,
              LYAPUNOV_1,
              LYAPUNOV_2,
              LYAPUNOV_SUM,
              KAPLAN_YORKE,
              LYAPUNOV_SE,
              GRADIENT_BOUND,
              RHO,
              PC1_SHARE,
              PC2_SHARE,
              EIGENVALUES_REAL,
              EIGENVALUES_IMAGINARY));

  private DynamicsMetrics() {}

  private static Optional<Eigenvalues> recurrent(Measurement measurement) {
    return measurement.dynamics().recurrent();
  }

  private static Metric<Measurement, Integer> points(
      String name, String meaning, Function<FixedPoints, Integer> count) {
    return Metric.integer(name, "", meaning, m -> count.apply(m.dynamics().underMean()));
  }

  private static Metric<Measurement, Double> exponents(
      String name, String unit, String meaning, Function<LyapunovSpectrum, Double> of) {
    return Metric.real(name, unit, meaning + "; null where states diverge", of)
        .within(m -> m.dynamics().lyapunov());
  }

  private static Metric<Measurement, Double> share(String name, String which, int axis) {
    return Metric.real(
        name,
        "0 to 1",
        "share of the variance of visited states along the " + which + " principal component",
        m -> m.dynamics().plane().shares().get(axis));
  }

  private static Metric<Measurement, float[]> eigenvalues(
      String name, String part, ToDoubleFunction<Eigenvalue> element) {
    return Metric.<Eigenvalues>profile(
            name,
            "",
            part + " of each eigenvalue of the recurrent matrix, the largest magnitude first",
            of -> Floats.of(of.values(), element))
        .within(DynamicsMetrics::recurrent);
  }
}
