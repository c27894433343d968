package org.throughtime.sweep.artifact;

import java.util.HashMap;
import java.util.Map;
import org.throughtime.model.metric.MetricValues;
import org.throughtime.model.metric.Schema;
import org.throughtime.model.train.Checkpoint;
import org.throughtime.model.train.CheckpointMetrics;
import org.throughtime.model.train.ClipStyle;
import org.throughtime.model.train.IterationMetrics;
import org.throughtime.model.train.RunSpec;

/**
 * A run's metrics as the course's program logs and saves them (SPEC section 6), which are not in
 * every case what the tables hold:
 *
 * <ul>
 *   <li>Where rescale replaces the gradient, its norm is that of what replaced it.
 *   <li>The mean norm after clipping is 0 with clipstyle nothing. With rescale it is (what was
 *       printed last + the sum since then) / checkFreq, because the program never sets it back.
 *   <li>The best valid error counts every checkpoint, one whose NLL is not finite as well.
 *   <li>The steps in the past of a cell without Omega are NaN where alpha is above 0.
 *   <li>A checkpoint for whose row the NPZ has no room has no diagnostics.
 * </ul>
 *
 * <p>Takes every iteration and checkpoint of the run from the first on, in order.
 */
public final class CourseMetrics {
  private final RunSpec spec;
  private double norms;
  private double normsPost;
  private double bestValidError = 100;

  /** Of a run before its first iteration. */
  public CourseMetrics(RunSpec spec) {
    this.spec = spec;
  }

  /** C: how many checkpoints the course's program keeps of a run; row 0 stays empty. */
  static int rows(RunSpec spec) {
    return Math.max(1, spec.optimizer().maxiters() / spec.validation().checkFreq());
  }

  /** Whether the NPZ has a row for the checkpoint of an iteration. */
  public static boolean keeps(RunSpec spec, int iteration) {
    return iteration / spec.validation().checkFreq() < rows(spec);
  }

  /** An iteration; gradientNormPost stays what it is. */
  public IterationMetrics of(IterationMetrics m) {
    ClipStyle style = spec.optimizer().clipstyle();
    double norm = style.replaces(m.gradientNorm()) ? m.gradientNormPost() : m.gradientNorm();
    norms += norm;
    normsPost += style == ClipStyle.RESCALE ? m.gradientNormPost() : 0;
    Map<String, Object> others = new HashMap<>();
    others.put(IterationMetrics.GRADIENT_NORM.name(), norm);
    if (lacksOmega()) {
      others.put(IterationMetrics.STEPS_IN_PAST.name(), Double.NaN);
    }
    return new IterationMetrics(replaced(IterationMetrics.SCHEMA, m.values(), others));
  }

  /** The checkpoint behind the last iteration. */
  public Checkpoint of(Checkpoint c) {
    int every = spec.validation().checkFreq();
    normsPost /= every;
    Map<String, Object> others = new HashMap<>();
    others.put(CheckpointMetrics.GRADIENT_NORM.name(), norms / every);
    others.put(CheckpointMetrics.GRADIENT_NORM_POST.name(), normsPost);
    others.put(CheckpointMetrics.BEST_VALID_ERROR.name(), bestValidError);
    norms = 0;
    bestValidError = Math.min(bestValidError, c.validError());
    if (lacksOmega()) {
      others.put(CheckpointMetrics.STEPS_IN_PAST.name(), Double.NaN);
    }
    if (!keeps(spec, c.iter())) {
      CheckpointMetrics.PROFILES.forEach(profile -> others.put(profile.name(), null));
    }
    return new Checkpoint(replaced(CheckpointMetrics.SCHEMA, c.values(), others));
  }

  /** The lowest valid error of all checkpoints so far, percent; 100 before the first. */
  public double bestValidError() {
    return bestValidError;
  }

  private boolean lacksOmega() {
    return !spec.cell().model().hasOmega() && spec.optimizer().alpha() > 0;
  }

  private static MetricValues replaced(
      Schema<?> schema, MetricValues row, Map<String, Object> others) {
    return schema.read(
        metric ->
            others.containsKey(metric.name())
                ? others.get(metric.name())
                : row.get(metric).orElse(null));
  }
}
