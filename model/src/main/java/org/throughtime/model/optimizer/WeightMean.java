package org.throughtime.model.optimizer;

import java.util.List;
import org.throughtime.model.cell.Parameter;
import org.throughtime.model.cell.Parameters;
import org.throughtime.model.kernel.Updates;

/**
 * Replaces the weights, at the end of each window of iterations, with their mean over the window:
 * Lookahead (Zhang et al. 2019, "Lookahead Optimizer: k steps forward, 1 step back"), with the mean
 * of the fast weights as the slow ones.
 *
 * <p>Where clipping gives every update the same length, the last weights swing about a mean that is
 * far better than they are (Polyak & Juditsky 1992).
 */
public final class WeightMean {
  private static final String MEAN = "mean";

  private final int window;
  private final Updates updates;
  private final Parameters weights;
  private final Slots slots;

  /**
   * @param window iterations; 0 where this does nothing and keeps nothing
   * @param updates the loops that it is made of
   * @param weights that it changes in place
   */
  public WeightMean(int window, Updates updates, Parameters weights) {
    this.window = window;
    this.updates = updates;
    this.weights = weights;
    this.slots = window > 0 ? Slots.zero(weights, List.of(MEAN)) : Slots.NONE;
  }

  /**
   * After the update of iteration n. A window ends where it divides n, as checkpoints do; n = 0 is
   * in none.
   */
  public void add(int n) {
    if (window == 0 || n == 0) {
      return;
    }
    int before = (n - 1) % window;
    float share = 1f / (before + 1);
    for (int i = 0; i < weights.all().size(); i++) {
      Parameter weight = weights.all().get(i);
      float[] mean = slots.get(MEAN).all().get(i).data();
      updates.average(mean, before * share, weight.data(), share);
      if (before == window - 1) {
        System.arraycopy(mean, 0, weight.data(), 0, mean.length);
      }
    }
  }

  /** The mean so far, live. */
  public Slots slots() {
    return slots;
  }
}
