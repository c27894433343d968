package org.throughtime.model.dynamics;

import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.throughtime.model.diagnostics.Eigenvalues;

/**
 * The dynamics measured of one network.
 *
 * @param held the fixed points under each held input: every symbol in order, then the mean
 * @param lyapunov the spectrum under the task's distractors; empty where the network diverges
 * @param jacobians the singular values of ds_T / ds_t by distance, ascending
 * @param bound {@link GradientBound}; empty for a gated cell
 * @param retention by number of distractors, ascending
 * @param recurrent eigenvalues of the recurrent matrix; empty where they cannot be computed
 * @param plane principal components of the states that the network visits
 * @param trajectories some of these states, in order of their sequences, then of their steps
 */
public record Dynamics(
    List<Held> held,
    Optional<LyapunovSpectrum> lyapunov,
    List<JacobianSpectrum> jacobians,
    OptionalDouble bound,
    List<Retention> retention,
    Optional<Eigenvalues> recurrent,
    PrincipalComponents plane,
    List<PlaneTrajectory.Point> trajectories) {
  public Dynamics {
    held = List.copyOf(held);
    jacobians = List.copyOf(jacobians);
    retention = List.copyOf(retention);
    trajectories = List.copyOf(trajectories);
  }

  /** A held input, and the fixed points under it. */
  public record Held(HeldInput input, FixedPoints points) {}

  /** The fixed points under the mean input. */
  public FixedPoints underMean() {
    return held.get(held.size() - 1).points();
  }
}
