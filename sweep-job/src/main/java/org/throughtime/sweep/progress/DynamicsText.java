package org.throughtime.sweep.progress;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.throughtime.model.dynamics.DynamicsMetrics;
import org.throughtime.model.dynamics.Measurement;
import org.throughtime.model.metric.Metric;
import org.throughtime.model.metric.MetricValues;
import org.throughtime.model.number.ReadableNumber;

/** The measured dynamics as a table for people, one line per checkpoint. */
public final class DynamicsText {
  private DynamicsText() {}

  /**
   * A checkpoint.
   *
   * @param run its name
   * @param row of {@code dynamics}
   * @param computed whether it was computed now
   */
  public record Line(String run, MetricValues row, boolean computed) {}

  /** The table as lines, each ended by a newline. */
  public static String render(List<Line> checkpoints) {
    List<List<String>> lines = new ArrayList<>();
    lines.add(
        List.of(
            "run", "iter", "fixed", "stable", "lyapunov", "error", "dimension", "bound", "rho"));
    for (Line line : checkpoints) {
      MetricValues row = line.row();
      lines.add(
          List.of(
              line.run(),
              row.value(DynamicsMetrics.ITER).toString(),
              row.value(DynamicsMetrics.N_FIXED_POINTS).toString(),
              row.value(DynamicsMetrics.N_STABLE).toString(),
              number(row, DynamicsMetrics.LYAPUNOV_1),
              number(row, DynamicsMetrics.LYAPUNOV_SE),
              number(row, DynamicsMetrics.KAPLAN_YORKE),
              number(row, DynamicsMetrics.GRADIENT_BOUND),
              number(row, DynamicsMetrics.RHO)));
    }
    long computed = checkpoints.stream().filter(Line::computed).count();
    return String.format(
            Locale.ROOT,
            "fixed points under the mean input, Lyapunov exponents in nats a step; %d measured, %d"
                + " there already%n",
            computed,
            checkpoints.size() - computed)
        + new TextTable(1, lines).render();
  }

  private static String number(MetricValues row, Metric<Measurement, Double> metric) {
    Optional<Double> value = row.get(metric);
    return value.isPresent() ? ReadableNumber.fixed(value.get(), 3) : "";
  }
}
