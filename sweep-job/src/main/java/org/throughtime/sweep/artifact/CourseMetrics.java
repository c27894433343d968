package org.throughtime.sweep.artifact;

import java.util.Optional;
import org.throughtime.model.train.Checkpoint;
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

  /** Of a run before its first iteration. */
  public CourseMetrics(RunSpec spec) {
    this.spec = spec;
  }

  /** C: how many checkpoints the course's program keeps of a run; row 0 stays empty. */
  static int rows(RunSpec spec) {
    return Math.max(1, spec.optimizer().maxiters() / spec.validation().checkFreq());
  }

  /** An iteration; gradientNormPost stays what it is. */
  public IterationMetrics of(IterationMetrics m) {
    ClipStyle style = spec.optimizer().clipstyle();
    double norm = style.replaces(m.gradientNorm()) ? m.gradientNormPost() : m.gradientNorm();
    norms += norm;
    normsPost += style == ClipStyle.RESCALE ? m.gradientNormPost() : 0;
    return new IterationMetrics(
        m.iter(),
        m.length(),
        m.trainNll(),
        norm,
        m.gradientNormPost(),
        m.omega(),
        stepsInPast(m.stepsInPast()));
  }

  /** The checkpoint behind the last iteration. */
  public Checkpoint of(Checkpoint c) {
    int every = spec.validation().checkFreq();
    double norm = norms / every;
    norms = 0;
    normsPost /= every;
    return new Checkpoint(
        c.iter(),
        c.trainNll(),
        norm,
        normsPost,
        c.omega(),
        stepsInPast(c.stepsInPast()),
        c.validNll(),
        c.validError(),
        c.bestValidError(),
        c.linear(),
        c.rho(),
        c.iter() / every < rows(spec) ? c.diagnostics() : Optional.empty());
  }

  private double stepsInPast(double steps) {
    boolean without = !spec.cell().model().hasOmega() && spec.optimizer().alpha() > 0;
    return without ? Double.NaN : steps;
  }
}
