package org.throughtime.model.optimizer;

import org.throughtime.model.cell.Parameters;
import org.throughtime.model.kernel.Updates;

/** Plain gradient descent, {@code w = w - rate * g} (SPEC section 5, step 5). */
final class Sgd implements Optimizer {
  private final Updates updates;
  private final Parameters weights;

  Sgd(Updates updates, Parameters weights) {
    this.updates = updates;
    this.weights = weights;
  }

  @Override
  public void step(int n, double rate, Parameters gradients) {
    for (int i = 0; i < weights.all().size(); i++) {
      updates.descend(weights.all().get(i).data(), gradients.all().get(i).data(), (float) rate);
    }
  }

  @Override
  public Slots slots() {
    return Slots.NONE;
  }
}
