package org.throughtime.model.optimizer;

import java.util.List;
import org.throughtime.model.cell.Parameters;
import org.throughtime.model.flag.Flag;
import org.throughtime.model.flag.FlagValues;
import org.throughtime.model.kernel.Updates;

/**
 * RMSprop (Tieleman &amp; Hinton 2012, lecture 6.5), as PyTorch's, not centered and without
 * momentum; decay is what PyTorch calls alpha:
 *
 * <pre>  v = decay * v + (1 - decay) * g^2,  w = w - rate * g / (sqrt(v) + epsilon)</pre>
 */
final class RmsProp implements Optimizer {
  private static final Flag<Double> DECAY =
      Flag.real("decay", d -> d >= 0 && d < 1, "from 0 to below 1").neutral(.99);
  static final List<Flag<?>> FLAGS = List.of(DECAY, Adam.EPSILON);

  private static final String MEAN_SQUARE = "mean_square";

  private final Updates updates;
  private final Parameters weights;
  private final Slots slots;
  private final double decay;
  private final float epsilon;

  RmsProp(Updates updates, Parameters weights, FlagValues own) {
    this.updates = updates;
    this.weights = weights;
    this.slots = Slots.zero(weights, List.of(MEAN_SQUARE));
    this.decay = own.get(DECAY);
    this.epsilon = own.get(Adam.EPSILON).floatValue();
  }

  @Override
  public void step(int n, double rate, Parameters gradients) {
    for (int i = 0; i < weights.all().size(); i++) {
      float[] g = gradients.all().get(i).data();
      float[] v = slots.get(MEAN_SQUARE).all().get(i).data();
      updates.averageSquares(v, (float) decay, g, (float) (1 - decay));
      updates.descendByRoot(weights.all().get(i).data(), g, v, (float) rate, 1, epsilon);
    }
  }

  @Override
  public Slots slots() {
    return slots;
  }
}
