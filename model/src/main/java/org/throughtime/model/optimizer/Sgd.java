package org.throughtime.model.optimizer;

import org.throughtime.model.cell.Parameters;
import org.throughtime.model.kernel.Kernels;

/** Plain gradient descent, {@code w = w - rate * g} (SPEC section 5, step 5). */
final class Sgd implements Optimizer {
  private final Kernels kernels;
  private final Parameters weights;

  Sgd(Kernels kernels, Parameters weights) {
    this.kernels = kernels;
    this.weights = weights;
  }

  @Override
  public void step(int n, double rate, Parameters gradients) {
    for (int i = 0; i < weights.all().size(); i++) {
      kernels.descend(weights.all().get(i).data(), gradients.all().get(i).data(), (float) rate);
    }
  }

  @Override
  public Slots slots() {
    return Slots.NONE;
  }
}
