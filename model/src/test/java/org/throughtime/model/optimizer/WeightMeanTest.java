package org.throughtime.model.optimizer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.throughtime.model.cell.Parameter;
import org.throughtime.model.cell.Parameters;
import org.throughtime.model.flag.FlagValues;
import org.throughtime.model.flag.FromLength;
import org.throughtime.model.kernel.KernelProvider;
import org.throughtime.model.kernel.Updates;

class WeightMeanTest {
  private static final Updates UPDATES = KernelProvider.active().updates();

  private final Parameter weight = Parameter.matrix("W_hh", 1, 1);
  private final Parameters weights = new Parameters(List.of(weight));

  private Optimizer optimizer(String name) {
    FlagValues own = FlagValues.of(Optimizers.FLAGS, flag -> flag.neutral().orElseThrow());
    return Optimizers.create(new UpdateRule(name, own, FromLength.NONE), UPDATES, weights);
  }

  private WeightMean mean(int every) {
    return new WeightMean(every, UPDATES, weights);
  }

  /** The weight after each of the updates 0, 1, ..., each by -1 where nothing averages. */
  private List<Float> after(Optimizer optimizer, WeightMean mean, int updates) {
    Parameter gradient = weight.zerosLike();
    gradient.set(0, 0, 1);
    List<Float> after = new ArrayList<>();
    for (int n = 0; n < updates; n++) {
      optimizer.step(n, 1, new Parameters(List.of(gradient)));
      mean.add(n);
      after.add(weight.get(0, 0));
    }
    return after;
  }

  @Test
  void goesOnFromTheMeanOfTheWindow() {
    assertEquals(
        List.of(-1f, -2f, -3f, (-2 - 3 - 4) / 3f, -4f, -5f, (-4 - 5 - 6) / 3f, -6f),
        after(optimizer("sgd"), mean(3), 8));
  }

  @Test
  void aWindowOfOneChangesNothing() {
    assertEquals(List.of(-1f, -2f, -3f), after(optimizer("sgd"), mean(1), 3));
  }

  /** The velocity is that of the weights before, so the next update is as long as without. */
  @Test
  void theOptimizerKeepsItsSlots() {
    Optimizer momentum = optimizer("momentum");
    List<Float> after = after(momentum, mean(2), 4);
    assertEquals(-1, after.get(0));
    assertEquals(-2.9f, after.get(1), 1e-6f);
    assertEquals((-2.9f - 5.61f) / 2, after.get(2), 1e-6f);
    assertEquals(after.get(2) - 3.439f, after.get(3), 1e-6f);
  }

  @Test
  void itsSlotsAreBesideThoseOfTheOptimizer() {
    Optimizer momentum = optimizer("momentum");
    WeightMean mean = mean(2);
    after(momentum, mean, 4);
    Slots slots = momentum.slots().and(mean.slots());
    assertEquals(List.of("velocity.W_hh", "mean.W_hh"), List.copyOf(slots.toArrays().keySet()));
    slots.clear();
    slots.toArrays().values().forEach(slot -> assertEquals(0, slot[0]));
    assertTrue(weight.get(0, 0) < -1, "the weights stay");
    assertTrue(mean(0).slots().toArrays().isEmpty());
  }
}
