package org.throughtime.sweep.job;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.throughtime.model.kernel.KernelProvider;
import org.throughtime.model.train.RunSpec;
import org.throughtime.model.train.Trainer;
import org.throughtime.model.train.TrainingListener;
import org.throughtime.sweep.TestRuns;

class GuardedTrainingTest {
  private static final TrainingListener NOBODY = new TrainingListener() {};
  private static final RunSpec SPEC = TestRuns.spec("r", "mem", 60);

  private long bytes;
  private long nanoseconds;
  private int reloads;

  private GuardedTraining training(AllocationGuard guard) {
    return new GuardedTraining(
        SPEC,
        Trainer.start(SPEC, KernelProvider.active()),
        guard,
        () -> {
          reloads++;
          return KernelProvider.reloaded();
        });
  }

  private GuardedTraining undisturbed() {
    return training(new AllocationGuard(SPEC, () -> 0, () -> 0));
  }

  /** Every look at the counters finds more. */
  private GuardedTraining slow() {
    return training(
        new AllocationGuard(SPEC, () -> bytes += 1 << 20, () -> nanoseconds += 10_000_000_000L));
  }

  private static void finish(GuardedTraining training) {
    while (training.ended().isEmpty()) {
      training.step(NOBODY);
    }
  }

  @Test
  void aTrainingWithReloadedKernelsHasTheSameBits() {
    GuardedTraining undisturbed = undisturbed();
    finish(undisturbed);
    assertEquals(0, reloads);
    assertEquals(List.of(), undisturbed.notes());
    GuardedTraining slow = slow();
    finish(slow);
    assertEquals(GuardedTraining.MOST_RELOADS, reloads);
    assertEquals(GuardedTraining.MOST_RELOADS, slow.kernelReloads());
    assertEquals(GuardedTraining.MOST_RELOADS, slow.notes().size());
    assertTrue(
        slow.notes()
            .get(0)
            .matches(
                "the JVM keeps vectors as objects, 1\\.0 MB a pass, which makes training slower;"
                    + " loaded the kernels again at iteration \\d+ \\(1 of at most 3 times\\)"),
        slow.notes().get(0));
    Map<String, float[]> expected = undisturbed.parameters().toArrays();
    slow.parameters()
        .toArrays()
        .forEach((name, actual) -> assertArrayEquals(expected.get(name), actual, name));
    assertEquals(undisturbed.snapshot().window(), slow.snapshot().window());
  }
}
