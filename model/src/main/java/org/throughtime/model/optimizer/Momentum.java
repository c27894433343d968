package org.throughtime.model.optimizer;

import java.util.List;
import org.throughtime.model.cell.Parameters;
import org.throughtime.model.flag.Flag;
import org.throughtime.model.flag.FlagValues;
import org.throughtime.model.kernel.Updates;

/**
 * Gradient descent with momentum (Polyak 1964), as PyTorch's SGD without dampening:
 *
 * <pre>  v = momentum * v + g,  w = w - rate * v</pre>
 */
final class Momentum implements Optimizer {
  private static final Flag<Double> MOMENTUM =
      Flag.real("momentum", d -> d >= 0 && d < 1, "from 0 to below 1").neutral(.9);
  static final List<Flag<?>> FLAGS = List.of(MOMENTUM);

  private static final String VELOCITY = "velocity";

  private final Updates updates;
  private final Parameters weights;
  private final Slots slots;
  private final float momentum;

  Momentum(Updates updates, Parameters weights, FlagValues own) {
    this.updates = updates;
    this.weights = weights;
    this.slots = Slots.zero(weights, List.of(VELOCITY));
    this.momentum = own.get(MOMENTUM).floatValue();
  }

  @Override
  public void step(int n, double rate, Parameters gradients) {
    Parameters velocity = slots.get(VELOCITY);
    for (int i = 0; i < weights.all().size(); i++) {
      float[] v = velocity.all().get(i).data();
      updates.average(v, momentum, gradients.all().get(i).data(), 1);
      updates.descend(weights.all().get(i).data(), v, (float) rate);
    }
  }

  @Override
  public Slots slots() {
    return slots;
  }
}
