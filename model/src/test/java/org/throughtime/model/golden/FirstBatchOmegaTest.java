package org.throughtime.model.golden;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;
import org.throughtime.model.cell.CellSpec;
import org.throughtime.model.cell.Network;
import org.throughtime.model.cell.OmegaGradient;
import org.throughtime.model.cell.Parameters;
import org.throughtime.model.cell.VanillaRnn;
import org.throughtime.model.kernel.KernelProvider;
import org.throughtime.model.random.LegacyRandom;
import org.throughtime.model.task.Batch;
import org.throughtime.model.task.Task;
import org.throughtime.model.task.Tasks;
import org.throughtime.model.task.TestTasks;
import org.throughtime.model.train.TestCells;

/** The two gradients of Omega on the first batch of a smart_tanh run on torder with seed 52. */
class FirstBatchOmegaTest {
  private final Task task = Tasks.create(TestTasks.spec("torder"));
  private final CellSpec cell = TestCells.spec("rnn", "smart_tanh", 50);
  private final LegacyRandom random = new LegacyRandom(52);
  private final Parameters weights = cell.draw(task, random);
  private final Network network =
      new VanillaRnn(KernelProvider.active(), cell, weights, task.head(), .2);

  @Test
  void theyDifferInLengthAndDirection() {
    Batch batch = task.newBatch(20);
    task.draw(random, 50 + random.randint(150), batch);
    float[] full = gradient(OmegaGradient.FULL, batch, .02911);
    float[] immediate = gradient(OmegaGradient.IMMEDIATE, batch, .02891);
    assertEquals(1.663, norm(full), .0005);
    assertEquals(.322, norm(immediate), .0005);
    assertEquals(.34, dot(full, immediate) / (norm(full) * norm(immediate)), .005);
  }

  private float[] gradient(OmegaGradient kind, Batch batch, double omega) {
    network.train(batch);
    network.gradients().clear();
    assertEquals(omega, network.omega(kind, 1, 1e-20).omega(), .000005, kind.label());
    return network.gradients().get("W_hh").toArray();
  }

  private static double norm(float[] v) {
    return Math.sqrt(dot(v, v));
  }

  private static double dot(float[] a, float[] b) {
    double sum = 0;
    for (int i = 0; i < a.length; i++) {
      sum += (double) a[i] * b[i];
    }
    return sum;
  }
}
