package org.throughtime.model.cell;

import org.throughtime.model.random.NormalTable;

/**
 * Gaussian noise on every pre-activation of one pass: flag {@code stateNoise}. It is a constant of
 * a training pass, so the gradients are those of the pass with the noise in it.
 *
 * @param sd standard deviation; 0 for none
 * @param stream of {@link NormalTable#stream}, which decides every number of the pass
 */
public record StateNoise(double sd, long stream) {
  /** A pass without noise. */
  public static final StateNoise NONE = new StateNoise(0, 0);

  /** The noise of an iteration of a run. */
  public static StateNoise of(double sd, long seed, int iteration) {
    return sd == 0 ? NONE : new StateNoise(sd, NormalTable.stream(seed, iteration));
  }

  /** Whether there is any. */
  public boolean present() {
    return sd != 0;
  }
}
