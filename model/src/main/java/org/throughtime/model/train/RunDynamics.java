package org.throughtime.model.train;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.throughtime.model.cell.CellStep;
import org.throughtime.model.cell.Parameter;
import org.throughtime.model.cell.Parameters;
import org.throughtime.model.diagnostics.Eigenvalues;
import org.throughtime.model.dynamics.Distractors;
import org.throughtime.model.dynamics.Dynamics;
import org.throughtime.model.dynamics.FixedPointSearch;
import org.throughtime.model.dynamics.GradientBound;
import org.throughtime.model.dynamics.HeldInput;
import org.throughtime.model.dynamics.JacobianSpectrum;
import org.throughtime.model.dynamics.LyapunovMethod;
import org.throughtime.model.dynamics.Measurement;
import org.throughtime.model.dynamics.PrincipalComponents;
import org.throughtime.model.dynamics.RetentionMetrics;
import org.throughtime.model.dynamics.RetentionTrial;
import org.throughtime.model.dynamics.Trajectory;
import org.throughtime.model.dynamics.VisitedStates;
import org.throughtime.model.random.LegacyRandom;
import org.throughtime.model.task.Batch;
import org.throughtime.model.task.Task;
import org.throughtime.model.task.Tasks;

/**
 * Measures a run's network as a dynamical system, with the run's diagnostic batch and its task's
 * distractors.
 *
 * <p>Starts, distractors and sequences for retention come from streams of their own, with the same
 * seeds for every run. They do not change the run.
 */
public final class RunDynamics {
  private static final int STARTS = 200;
  private static final int JACOBIAN_SEQUENCES = 10;
  private static final int RETENTION_SEQUENCES = 100;
  private static final int TRAJECTORY_SEQUENCES = 8;
  private static final int TRAJECTORY_STEPS = 200;
  private static final long START_SEED = 1980;
  private static final long DISTRACTOR_SEED = 1990;
  private static final long RETENTION_SEED = 2013;

  private final RunSpec spec;
  private final Task task;
  private final Parameters weights;
  private final CellStep step;
  private final Batch batch;
  private final List<double[]> starts;

  /**
   * For a run and weights of it.
   *
   * @param weights dense C-order arrays by name
   * @throws IllegalArgumentException where they do not fit the specification
   */
  public RunDynamics(RunSpec spec, Map<String, float[]> weights) {
    this.spec = spec;
    this.task = Tasks.create(spec.task());
    this.weights = spec.cell().draw(task, new LegacyRandom(spec.seed()));
    this.weights.assign(weights);
    this.step = spec.cell().model().step(spec.cell().init(), this.weights);
    this.batch = Validation.diagnosticBatch(spec, task);
    this.starts = VisitedStates.of(step, batch, STARTS, new LegacyRandom(START_SEED));
  }

  /**
   * Measures everything.
   *
   * @param iter n of the last iteration before the weights
   */
  public Measurement measureAt(int iter) {
    return new Measurement(iter, weightsHash(), measure());
  }

  /** SHA-256 of the weights, in hex. */
  public String weightsHash() {
    return WeightMetrics.hash(weights);
  }

  Dynamics measure() {
    PrincipalComponents plane = PrincipalComponents.of(starts);
    FixedPointSearch search =
        new FixedPointSearch(step, task.head(), FixedPointSearch.Tolerances.STANDARD);
    return new Dynamics(
        HeldInput.of(batch).stream()
            .map(input -> new Dynamics.Held(input, search.under(input, starts)))
            .toList(),
        LyapunovMethod.STANDARD.spectrum(
            step, new Distractors(task, new LegacyRandom(DISTRACTOR_SEED)), starts.get(0)),
        JacobianSpectrum.of(
            step, batch, JACOBIAN_SEQUENCES, JacobianSpectrum.distances(batch.length())),
        GradientBound.of(spec.cell(), weights),
        new RetentionTrial(
                spec.task().minLength(),
                RETENTION_SEQUENCES,
                RetentionMetrics.STEPS_MEASURED,
                spec.validation().errAbs())
            .of(step, task, new LegacyRandom(RETENTION_SEED)),
        recurrent(),
        plane,
        Trajectory.of(step, batch, plane, TRAJECTORY_SEQUENCES, TRAJECTORY_STEPS));
  }

  private Optional<Eigenvalues> recurrent() {
    Parameter recurrent = weights.get(spec.cell().model().recurrent());
    float[] elements = recurrent.toArray();
    double[] wide = new double[elements.length];
    for (int i = 0; i < wide.length; i++) {
      wide[i] = elements[i];
    }
    return Eigenvalues.of(wide, recurrent.rows());
  }
}
