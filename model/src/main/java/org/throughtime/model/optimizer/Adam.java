package org.throughtime.model.optimizer;

import java.util.List;
import org.throughtime.model.cell.Parameters;
import org.throughtime.model.flag.Flag;
import org.throughtime.model.flag.FlagValues;
import org.throughtime.model.kernel.Updates;

/**
 * Adam (Kingma &amp; Ba 2015), as PyTorch's without weight decay, in update t = 1, 2, ...:
 *
 * <pre>
 *   m = beta1 * m + (1 - beta1) * g,  v = beta2 * v + (1 - beta2) * g^2
 *   w = w - rate / (1 - beta1^t) * m / (sqrt(v) / sqrt(1 - beta2^t) + epsilon)
 * </pre>
 */
final class Adam implements Optimizer {
  private static final Flag<Double> BETA1 = share("beta1").neutral(.9);
  private static final Flag<Double> BETA2 = share("beta2").neutral(.999);

  /** Keeps a step finite where every gradient so far was 0. */
  static final Flag<Double> EPSILON = Flag.real("epsilon", d -> d > 0, "above 0").neutral(1e-8);

  static final List<Flag<?>> FLAGS = List.of(BETA1, BETA2, EPSILON);

  private static final String MEAN = "mean";
  private static final String MEAN_SQUARE = "mean_square";

  private final Updates updates;
  private final Parameters weights;
  private final Slots slots;
  private final double beta1;
  private final double beta2;
  private final float epsilon;

  Adam(Updates updates, Parameters weights, FlagValues own) {
    this.updates = updates;
    this.weights = weights;
    this.slots = Slots.zero(weights, List.of(MEAN, MEAN_SQUARE));
    this.beta1 = own.get(BETA1);
    this.beta2 = own.get(BETA2);
    this.epsilon = own.get(EPSILON).floatValue();
  }

  private static Flag<Double> share(String name) {
    return Flag.real(name, d -> d >= 0 && d < 1, "from 0 to below 1");
  }

  @Override
  public void step(int n, double rate, Parameters gradients) {
    float corrected = (float) (rate / (1 - StrictMath.pow(beta1, n + 1)));
    float scale = (float) (1 / Math.sqrt(1 - StrictMath.pow(beta2, n + 1)));
    for (int i = 0; i < weights.all().size(); i++) {
      float[] g = gradients.all().get(i).data();
      float[] m = slots.get(MEAN).all().get(i).data();
      float[] v = slots.get(MEAN_SQUARE).all().get(i).data();
      updates.average(m, (float) beta1, g, (float) (1 - beta1));
      updates.averageSquares(v, (float) beta2, g, (float) (1 - beta2));
      updates.descendByRoot(weights.all().get(i).data(), m, v, corrected, scale, epsilon);
    }
  }

  @Override
  public Slots slots() {
    return slots;
  }
}
