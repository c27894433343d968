package org.throughtime.sweep.artifact;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import org.throughtime.model.diagnostics.Gate;
import org.throughtime.model.diagnostics.LogGradient;
import org.throughtime.model.diagnostics.Quantiles;
import org.throughtime.model.metric.Metric;
import org.throughtime.model.train.Checkpoint;
import org.throughtime.model.train.CheckpointMetrics;
import org.throughtime.model.train.CheckpointSource;
import org.throughtime.model.train.RunSpec;
import org.throughtime.sweep.table.Status;

/**
 * The log lines of one run, equal to those of the course's program to the character (SPEC section
 * 6).
 *
 * <p>Pure functions of what the run computed. Lines come without line ends.
 */
public final class CourseLog {
  private final RunSpec spec;

  /**
   * Formats the log of one run.
   *
   * @param spec of the run: alpha, err_abs, diagBins and satThresh show in its lines
   */
  public CourseLog(RunSpec spec) {
    this.spec = spec;
  }

  /** The first line. */
  public String start() {
    return "Starting to train (PyTorch).";
  }

  /**
   * The lines of one checkpoint: first the diagnostic ones, where it has any, then its metrics.
   *
   * @param checkpoint as {@link CourseMetrics} gives it
   */
  public List<String> checkpoint(Checkpoint checkpoint) {
    List<String> lines = new ArrayList<>();
    checkpoint
        .get(CheckpointMetrics.GRAD_TIME)
        .ifPresent(gradTime -> lines.add(gradient(gradTime)));
    checkpoint.get(CheckpointMetrics.SAT_TIME).ifPresent(satTime -> lines.add(saturation(satTime)));
    for (Gate gate : spec.cell().model().gates()) {
      checkpoint
          .get(CheckpointMetrics.of(gate))
          .ifPresent(
              distances ->
                  lines.add(diag(gate.symbol() + "-gate sat-dist") + spread(toDoubles(distances))));
    }
    lines.add(metrics(checkpoint));
    return lines;
  }

  /**
   * The last lines. The course's program announces a stop only where the problem is solved; here
   * every end before the last iteration is announced in the same way, so that a diverged run says
   * so.
   *
   * @param status how the run ended
   * @param lastIteration n of the last iteration it did; -1 where it did none
   * @param bestValidError in percent, the last checkpoint included
   */
  public List<String> end(Status status, int lastIteration, double bestValidError) {
    List<String> lines = new ArrayList<>();
    if (status != Status.FINISHED) {
      String label = status.label();
      lines.add(
          "!!!!! STOPPING - "
              + (status == Status.SOLVED
                  ? "Problem solved"
                  : Character.toUpperCase(label.charAt(0)) + label.substring(1)));
    }
    lines.add(
        String.format(
            Locale.ROOT,
            "Done. solved=%d steps=%d best_valid_error=%s%%",
            status == Status.SOLVED ? 1 : 0,
            lastIteration,
            PythonFloat.fixed(bestValidError, 4)));
    return lines;
  }

  private String saturation(float[] satTime) {
    double[] sat = toDoubles(satTime);
    double threshold = spec.diagnostics().satThresh();
    double saturated = Arrays.stream(sat).filter(s -> s < threshold).count();
    return diag("sat-dist")
        + " sat<"
        + PythonFloat.fixed(threshold, 2)
        + "="
        + PythonFloat.fixed(100 * saturated / sat.length, 1)
        + "%"
        + spread(sat);
  }

  private String gradient(float[] gradTime) {
    double[] log10 = Arrays.stream(toDoubles(gradTime)).map(LogGradient::log10).toArray();
    Quantiles quantiles = new Quantiles(log10);
    return diag("log10|dL/dh_t|")
        + " range=("
        + PythonFloat.fixed(quantiles.at(0), 2)
        + ","
        + PythonFloat.fixed(quantiles.at(1), 2)
        + ") mean="
        + PythonFloat.fixed(mean(log10), 2)
        + " p50="
        + PythonFloat.fixed(quantiles.at(.5), 2)
        + " p05="
        + PythonFloat.fixed(quantiles.at(.05), 2)
        + " p95="
        + PythonFloat.fixed(quantiles.at(.95), 2);
  }

  private String diag(String what) {
    return "  [diag] " + what + " hist bins=" + spec.diagnostics().diagBins();
  }

  private static String spread(double[] values) {
    Quantiles quantiles = new Quantiles(values);
    return " mean="
        + PythonFloat.fixed(mean(values), 3)
        + " p10="
        + PythonFloat.fixed(quantiles.at(.1), 3)
        + " p90="
        + PythonFloat.fixed(quantiles.at(.9), 3);
  }

  private String metrics(Checkpoint c) {
    String line =
        String.format(Locale.ROOT, "Iter %07d: train nll ", c.iter())
            + PythonFloat.zeroPadded(c.trainNll(), 5, 3)
            + ", valid error "
            + PythonFloat.zeroPadded(c.validError(), 7, 3)
            + "%, best valid error "
            + PythonFloat.zeroPadded(c.bestValidError(), 7, 3)
            + "%, avg grad norm "
            + PythonFloat.padded(c.gradientNorm(), 7, 3)
            + ", avg grad norm (post clip) "
            + PythonFloat.padded(c.gradientNormPost(), 7, 3)
            + ", rho_Whh "
            + PythonFloat.padded(c.rho(), 5, 2)
            + ", Omega "
            + PythonFloat.padded(value(c, CheckpointMetrics.OMEGA), 5, 2)
            + ", alpha "
            + PythonFloat.padded(spec.optimizer().alpha(), 6, 3)
            + ", steps in the past "
            + PythonFloat.zeroPadded(value(c, CheckpointMetrics.STEPS_IN_PAST), 5, 3)
            + ", valid nll "
            + PythonFloat.zeroPadded(c.validNll(), 5, 3);
    return c.get(CheckpointMetrics.VALID_MAE).isPresent() ? line + linear(c) : line;
  }

  private String linear(Checkpoint c) {
    return ", valid mae "
        + PythonFloat.zeroPadded(value(c, CheckpointMetrics.VALID_MAE), 5, 3)
        + share(.05, value(c, CheckpointMetrics.VALID_ERR_05))
        + share(.10, value(c, CheckpointMetrics.VALID_ERR_10))
        + share(spec.validation().errAbs(), value(c, CheckpointMetrics.VALID_ERR_ABS))
        + ", maxae "
        + PythonFloat.zeroPadded(value(c, CheckpointMetrics.VALID_MAXAE), 5, 3);
  }

  private static double value(Checkpoint c, Metric<CheckpointSource, Double> metric) {
    return c.values().value(metric);
  }

  private static String share(double threshold, double share) {
    return ", err@"
        + PythonFloat.fixed(threshold, 2)
        + " "
        + PythonFloat.zeroPadded(100 * share, 6, 2)
        + "%";
  }

  private static double mean(double[] values) {
    double sum = 0;
    for (double value : values) {
      sum += value;
    }
    return sum / values.length;
  }

  private static double[] toDoubles(float[] values) {
    return IntStream.range(0, values.length).mapToDouble(i -> values[i]).toArray();
  }
}
