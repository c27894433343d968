package org.throughtime.model.dynamics;

import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import org.throughtime.model.diagnostics.Eigenvalues;

/**
 * A state that a network under a held input maps to itself, or nearly so.
 *
 * @param state s {@code (size)}
 * @param speed the residual |F(s) - s|, Euclidean
 * @param eigenvalues of the Jacobian there; empty where they cannot be computed
 * @param answer the class of the largest logit there, or the value of a linear head
 * @param probability that the output layer gives to that class; empty for a linear head
 * @param starts number of starts from which the minimisation of the speed ends here
 * @param basin number of starts from which the network, under the held input, comes to rest here
 */
public record FixedPoint(
    List<Double> state,
    double speed,
    Optional<Eigenvalues> eigenvalues,
    double answer,
    OptionalDouble probability,
    int starts,
    int basin) {
  /** A direction is unstable above this |lambda|: 1, and what rounding may add to it. */
  private static final double UNSTABLE = 1 + 1e-9;

  public FixedPoint {
    state = List.copyOf(state);
  }

  /** How many eigenvalues are outside the unit circle; empty where {@link #eigenvalues} is. */
  public OptionalInt unstable() {
    return eigenvalues.isPresent()
        ? OptionalInt.of(eigenvalues.get().outside(UNSTABLE))
        : OptionalInt.empty();
  }
}
