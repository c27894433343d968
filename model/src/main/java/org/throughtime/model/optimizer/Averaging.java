package org.throughtime.model.optimizer;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.throughtime.model.cell.Parameter;
import org.throughtime.model.cell.Parameters;
import org.throughtime.model.kernel.Updates;

/**
 * Lets another optimizer run for a window of iterations, replaces the weights with their mean over
 * the window, and goes on from there: Lookahead (Zhang et al. 2019, "Lookahead Optimizer: k steps
 * forward, 1 step back"), with the mean of the fast weights as the slow ones.
 *
 * <p>Where clipping gives every update the same length, the last weights swing about a mean that is
 * far better than they are (Polyak & Juditsky 1992).
 */
final class Averaging implements Optimizer {
  private static final String MEAN = "mean";

  private final Optimizer fast;
  private final int window;
  private final Updates updates;
  private final Parameters weights;
  private final Parameters mean;
  private final Slots slots;

  /**
   * @param fast the optimizer that runs
   * @param window iterations, at least 1
   */
  Averaging(Optimizer fast, int window, Updates updates, Parameters weights) {
    this.fast = fast;
    this.window = window;
    this.updates = updates;
    this.weights = weights;
    Slots own = Slots.zero(weights, List.of(MEAN));
    this.mean = own.get(MEAN);
    Map<String, Parameters> all = new LinkedHashMap<>(fast.slots().byName());
    all.putAll(own.byName());
    this.slots = new Slots(all);
  }

  /** A window ends with an iteration n that it divides, as checkpoints do; n = 0 is in none. */
  @Override
  public void step(int n, double rate, Parameters gradients) {
    fast.step(n, rate, gradients);
    if (n == 0) {
      return;
    }
    int before = (n - 1) % window;
    float share = 1f / (before + 1);
    for (int i = 0; i < weights.all().size(); i++) {
      Parameter weight = weights.all().get(i);
      float[] average = mean.all().get(i).data();
      updates.average(average, before * share, weight.data(), share);
      if (before == window - 1) {
        System.arraycopy(average, 0, weight.data(), 0, average.length);
      }
    }
  }

  @Override
  public Slots slots() {
    return slots;
  }
}
