package org.throughtime.model.train;

import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** An iteration allocates a few small objects, however long its sequences and however many. */
class AllocationTest {
  private static final int WARM_UP = 20;
  private static final int MEASURED = 5;

  /** The compiler needs time to see that vectors need no objects; after this it must have. */
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  /** More than iterations of any size differ by, less than one float per step or sequence. */
  private static final long ALLOWANCE = 64;

  private static final TrainingListener NOBODY = new TrainingListener() {};

  private final ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();

  @ParameterizedTest
  @CsvSource({"mem, rnn, 0", "torder, rnn, 2", "mul, rnn, 0", "mem, gru, 0", "mul, gru, 0"})
  void anIterationAllocatesTheSameForAnySize(String task, String model, double alpha) {
    Trainer small = trainer(task, model, alpha, 50, 20);
    Trainer longer = trainer(task, model, alpha, 200, 20);
    Trainer wider = trainer(task, model, alpha, 50, 60);
    long least = Long.MAX_VALUE;
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    while (System.nanoTime() < deadline) {
      long bytes = perIteration(small);
      least = Math.max(perIteration(longer), perIteration(wider)) - bytes;
      if (least <= ALLOWANCE) {
        return;
      }
    }
    assertTrue(least <= ALLOWANCE, "a larger iteration allocates " + least + " bytes more");
  }

  private Trainer trainer(String task, String model, double alpha, int length, int sequences) {
    Trainer trainer =
        Trainer.start(
            TestRuns.with(
                "task",
                task,
                "model",
                model,
                "alpha",
                alpha,
                "min_length",
                length,
                "max_length",
                length,
                "bs",
                sequences,
                "nhid",
                20,
                "maxiters",
                1_000_000,
                "checkFreq",
                1_000_000,
                "ebs",
                1,
                "cbs",
                1,
                "collectDiags",
                false));
    for (int i = 0; i < WARM_UP; i++) {
      trainer.step(NOBODY);
    }
    return trainer;
  }

  /** The least over a few iterations: a compilation may make one of them allocate. */
  private long perIteration(Trainer trainer) {
    long id = Thread.currentThread().getId();
    long least = Long.MAX_VALUE;
    for (int i = 0; i < MEASURED; i++) {
      long before = threads.getThreadAllocatedBytes(id);
      trainer.step(NOBODY);
      least = Math.min(least, threads.getThreadAllocatedBytes(id) - before);
    }
    return least;
  }
}
