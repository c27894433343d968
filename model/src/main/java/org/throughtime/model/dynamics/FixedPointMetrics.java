package org.throughtime.model.dynamics;

import java.util.ArrayList;
import java.util.List;
import java.util.function.ToDoubleFunction;
import org.throughtime.model.diagnostics.Eigenvalues.Eigenvalue;
import org.throughtime.model.metric.Metric;

/** The metrics of a fixed point or a slow point. */
public final class FixedPointMetrics {
  /**
   * A point and where it was found.
   *
   * @param input label of the input that was held
   * @param slow whether it is a slow point
   * @param number among those of its input and kind, from 0 on
   */
  public record Found(String input, boolean slow, int number, FixedPoint point) {}

  public static final Metric<Found, String> INPUT =
      Metric.text("input", "", "the symbol that was held, or mean", Found::input);
  public static final Metric<Found, String> KIND =
      Metric.text("kind", "", "fixed or slow", found -> found.slow() ? "slow" : "fixed");
  public static final Metric<Found, Integer> NUMBER =
      Metric.integer(
          "number", "", "of the point among those of its input and kind, from 0", Found::number);
  public static final Metric<Found, Integer> STARTS =
      Metric.integer(
          "starts",
          "",
          "starts with their minimum of the speed there",
          found -> found.point().starts());
  public static final Metric<Found, Integer> BASIN =
      Metric.integer(
          "basin",
          "",
          "starts from which the network converges there",
          found -> found.point().basin());
  public static final Metric<Found, Double> SPEED =
      Metric.real("speed", "", "|F(s) - s|", found -> found.point().speed());
  public static final Metric<Found, Integer> UNSTABLE =
      Metric.<Found>integer(
              "unstable",
              "",
              "directions that lead away: eigenvalues outside the unit circle",
              f -> f.point().unstable().isPresent() ? f.point().unstable().getAsInt() : null)
          .sometimes();
  public static final Metric<Found, Double> ANSWER =
      Metric.real(
          "answer",
          "",
          "class that the output layer answers there, or value",
          found -> found.point().answer());
  public static final Metric<Found, float[]> EIGENVALUES_REAL =
      eigenvalues("eigenvalues_real", "real part", Eigenvalue::real);
  public static final Metric<Found, float[]> EIGENVALUES_IMAGINARY =
      eigenvalues("eigenvalues_imaginary", "imaginary part", Eigenvalue::imaginary);
  public static final Metric<Found, float[]> STATE =
      Metric.profile(
          "state", "", "a number of the state", found -> toFloats(found.point().state()));

  /** All, in the order of their columns. */
  public static final List<Metric<Found, ?>> ALL =
      List.of(
          INPUT,
          KIND,
          NUMBER,
          STARTS,
          BASIN,
          SPEED,
          UNSTABLE,
          ANSWER,
          EIGENVALUES_REAL,
          EIGENVALUES_IMAGINARY,
          STATE);

  private FixedPointMetrics() {}

  /** Every point of a network: by input, fixed points first. */
  public static List<Found> of(Dynamics dynamics) {
    List<Found> found = new ArrayList<>();
    for (Dynamics.Held held : dynamics.held()) {
      add(found, held.input().label(), false, held.points().fixed());
      add(found, held.input().label(), true, held.points().slow());
    }
    return found;
  }

  private static void add(List<Found> found, String input, boolean slow, List<FixedPoint> points) {
    for (int i = 0; i < points.size(); i++) {
      found.add(new Found(input, slow, i, points.get(i)));
    }
  }

  private static Metric<Found, float[]> eigenvalues(
      String name, String part, ToDoubleFunction<Eigenvalue> element) {
    return Metric.<Found>profile(
            name,
            "",
            part + " of an eigenvalue of the Jacobian, the largest magnitude first",
            found ->
                found
                    .point()
                    .eigenvalues()
                    .map(of -> toFloats(of.values().stream().map(element::applyAsDouble).toList()))
                    .orElse(null))
        .sometimes();
  }

  private static float[] toFloats(List<Double> values) {
    float[] floats = new float[values.size()];
    for (int i = 0; i < floats.length; i++) {
      floats[i] = values.get(i).floatValue();
    }
    return floats;
  }
}
