package org.throughtime.model.dynamics;

import java.util.List;
import java.util.function.Function;
import org.throughtime.model.metric.Metric;
import org.throughtime.model.metric.Schema;

/** The metrics of a {@link JacobianSpectrum}: one row a distance. */
public final class JacobianMetrics {
  /**
   * A spectrum.
   *
   * @param iter n of the checkpoint
   */
  public record Spectrum(int iter, JacobianSpectrum of) {}

  public static final Metric<Spectrum, Integer> ITER =
      Metric.integer(
          "iter", "iterations", "n of the checkpoint with these weights", Spectrum::iter);
  public static final Metric<Spectrum, Integer> DISTANCE =
      Metric.integer("distance", "steps", "T - t", spectrum -> spectrum.of().distance());
  public static final Metric<Spectrum, Double> LARGEST =
      value(
          "largest",
          "largest singular value of ds_T / ds_t, mean of logarithms over sequences of the"
              + " diagnostic batch",
          JacobianSpectrum::largest);
  public static final Metric<Spectrum, Double> MEDIAN =
      value(
          "median",
          "median singular value of ds_T / ds_t, mean as for largest",
          JacobianSpectrum::median);
  public static final Metric<Spectrum, Double> LEAST =
      value(
          "least",
          "least singular value of ds_T / ds_t, mean as for largest",
          JacobianSpectrum::least);

  /** The metrics of a row, in the order of their columns. */
  public static final Schema<Spectrum> SCHEMA =
      new Schema<>(List.of(ITER, DISTANCE, LARGEST, MEDIAN, LEAST));

  private JacobianMetrics() {}

  /** The rows of a network, by distance. */
  public static List<Spectrum> of(Measurement measurement) {
    return measurement.dynamics().jacobians().stream()
        .map(spectrum -> new Spectrum(measurement.iter(), spectrum))
        .toList();
  }

  private static Metric<Spectrum, Double> value(
      String name, String meaning, Function<JacobianSpectrum, Double> value) {
    return Metric.real(name, "log10", meaning, spectrum -> value.apply(spectrum.of()));
  }
}
