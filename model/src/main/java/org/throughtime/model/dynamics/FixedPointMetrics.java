package org.throughtime.model.dynamics;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.ToDoubleFunction;
import org.throughtime.model.diagnostics.Eigenvalues;
import org.throughtime.model.diagnostics.Eigenvalues.Eigenvalue;
import org.throughtime.model.metric.Metric;
import org.throughtime.model.metric.Schema;

/** The metrics of a fixed point or a slow point: one row a point. */
public final class FixedPointMetrics {
  /**
   * A point and where it was found.
   *
   * @param iter n of the checkpoint
   * @param plane of the states that the network visits
   * @param input label of the input that was held
   * @param slow whether it is a slow point
   * @param number among those of its input and kind, from 0 on
   */
  public record Found(
      int iter,
      PrincipalComponents plane,
      String input,
      boolean slow,
      int number,
      FixedPoint point) {
    Optional<Eigenvalues> eigenvalues() {
      return point.eigenvalues();
    }

    double coordinate(int axis) {
      return plane.coordinate(
          axis, point.state().stream().mapToDouble(Double::doubleValue).toArray());
    }
  }

  public static final Metric<Found, Integer> ITER =
      Metric.integer("iter", "iterations", "n of the checkpoint with these weights", Found::iter);
  public static final Metric<Found, String> INPUT =
      Metric.text("input", "", "the symbol at which the input is held, or mean", Found::input);
  public static final Metric<Found, String> KIND =
      Metric.text("kind", "", "fixed or slow", found -> found.slow() ? "slow" : "fixed");
  public static final Metric<Found, Integer> NUMBER =
      Metric.integer(
          "number",
          "",
          "number of the point among those of its input and kind, from 0",
          Found::number);
  public static final Metric<Found, Integer> STARTS =
      Metric.integer(
          "starts",
          "",
          "number of starts from which the search finds the point",
          found -> found.point().starts());
  public static final Metric<Found, Integer> BASIN =
      Metric.integer(
          "basin",
          "",
          "number of starts from which the network converges to the point",
          found -> found.point().basin());
  public static final Metric<Found, Double> RESIDUAL =
      Metric.real("residual", "", "the speed |F(s) - s|", found -> found.point().speed());
  public static final Metric<Found, Double> SPECTRAL_RADIUS =
      Metric.real(
              "spectral_radius",
              "",
              "spectral radius of the Jacobian at the point",
              Eigenvalues::radius)
          .within(Found::eigenvalues);
  public static final Metric<Found, Integer> N_UNSTABLE =
      Metric.<Found>integer(
              "n_unstable",
              "",
              "number of unstable directions: eigenvalues outside the unit circle",
              f -> f.point().unstable().isPresent() ? f.point().unstable().getAsInt() : null)
          .sometimes();
  public static final Metric<Found, Double> ANSWER =
      Metric.real(
          "answer",
          "",
          "class that the output layer answers at the point, or value",
          found -> found.point().answer());
  public static final Metric<Found, Double> PROBABILITY =
      Metric.<Found>real(
              "probability",
              "0 to 1",
              "probability that the output layer gives to answer; null for a value",
              f ->
                  f.point().probability().isPresent()
                      ? f.point().probability().getAsDouble()
                      : null)
          .sometimes();
  public static final Metric<Found, Double> PC1 =
      Metric.real(
          "pc1", "", "coordinate along the first principal component", f -> f.coordinate(0));
  public static final Metric<Found, Double> PC2 =
      Metric.real(
          "pc2", "", "coordinate along the second principal component", f -> f.coordinate(1));
  public static final Metric<Found, float[]> EIGENVALUES_REAL =
      eigenvalues("eigenvalues_real", "real part", Eigenvalue::real);
  public static final Metric<Found, float[]> EIGENVALUES_IMAGINARY =
      eigenvalues("eigenvalues_imaginary", "imaginary part", Eigenvalue::imaginary);
  public static final Metric<Found, float[]> STATE =
      Metric.profile(
          "state",
          "",
          "each number of the state, h first",
          found -> Floats.of(found.point().state(), Double::doubleValue));

  /** The metrics of a row, in the order of their columns. */
  public static final Schema<Found> SCHEMA =
      new Schema<>(
          List.of(
              ITER,
              INPUT,
              KIND,
              NUMBER,
              STARTS,
              BASIN,
              RESIDUAL,
              SPECTRAL_RADIUS,
              N_UNSTABLE,
              ANSWER,
              PROBABILITY,
              PC1,
              PC2,
              EIGENVALUES_REAL,
              EIGENVALUES_IMAGINARY,
              STATE));

  private FixedPointMetrics() {}

  /** Every point of a network: by input, fixed points first. */
  public static List<Found> of(Measurement measurement) {
    List<Found> found = new ArrayList<>();
    for (Dynamics.Held held : measurement.dynamics().held()) {
      add(found, measurement, held.input().label(), false, held.points().fixed());
      add(found, measurement, held.input().label(), true, held.points().slow());
    }
    return found;
  }

  private static void add(
      List<Found> found, Measurement of, String input, boolean slow, List<FixedPoint> points) {
    for (int i = 0; i < points.size(); i++) {
      found.add(new Found(of.iter(), of.dynamics().plane(), input, slow, i, points.get(i)));
    }
  }

  private static Metric<Found, float[]> eigenvalues(
      String name, String part, ToDoubleFunction<Eigenvalue> element) {
    return Metric.<Eigenvalues>profile(
            name,
            "",
            part + " of each eigenvalue of the Jacobian, the largest magnitude first",
            of -> Floats.of(of.values(), element))
        .within(Found::eigenvalues);
  }
}
