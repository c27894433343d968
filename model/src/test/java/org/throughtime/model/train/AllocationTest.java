package org.throughtime.model.train;

import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.function.LongSupplier;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.throughtime.model.cell.CellSpec;
import org.throughtime.model.cell.Network;
import org.throughtime.model.cell.Parameters;
import org.throughtime.model.kernel.KernelProvider;
import org.throughtime.model.kernel.Kernels;
import org.throughtime.model.random.LegacyRandom;
import org.throughtime.model.task.Batch;
import org.throughtime.model.task.Task;
import org.throughtime.model.task.Tasks;
import org.throughtime.model.task.TestTasks;

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
  @CsvSource({
    "mem, rnn, 0, full",
    "torder, rnn, 2, immediate",
    "torder, rnn, 2, full",
    "torder, rnn, 2, direct",
    "mem, rnn, 2, full",
    "mul, rnn, 0, full",
    "mem, gru, 0, full",
    "mul, gru, 0, full",
    "mem, lstm, 0, full"
  })
  void anIterationAllocatesTheSameForAnySize(
      String task, String model, double alpha, String omegaGradient) {
    Trainer small = trainer(task, model, alpha, omegaGradient, 50, 20);
    Trainer longer = trainer(task, model, alpha, omegaGradient, 200, 20);
    Trainer wider = trainer(task, model, alpha, omegaGradient, 50, 60);
    allocatesTheSame(
        () -> perIteration(small),
        () -> Math.max(perIteration(longer), perIteration(wider)),
        "a larger iteration");
  }

  /**
   * With {@code -XX:PerMethodTrapLimit} left at 100, about one JVM in three with Java 17 kept the
   * vectors of a gru's pass as objects.
   */
  @ParameterizedTest
  @CsvSource({"mem, rnn", "mul, rnn", "mem, gru", "mul, gru", "mul, lstm"})
  void aValidationPassAllocatesTheSameForAnySize(String task, String cell) {
    Task drawn = Tasks.create(TestTasks.spec(task, 5, 10, false, 50, 50));
    CellSpec spec = TestCells.spec(cell, "basic_tanh", 20);
    Parameters weights = spec.draw(drawn, new LegacyRandom(52));
    Kernels kernels = KernelProvider.active();
    Network network = spec.model().network(kernels, spec, weights, drawn.head(), 0.2);
    Batch few = batch(drawn, 64);
    Batch many = batch(drawn, 640);
    allocatesTheSame(
        () -> perPass(network, few), () -> perPass(network, many), "a pass of more sequences");
  }

  private static Batch batch(Task task, int sequences) {
    Batch batch = task.newBatch(sequences);
    task.draw(new LegacyRandom(7), 50, batch);
    return batch;
  }

  private long perPass(Network network, Batch batch) {
    return least(() -> network.evaluate(batch));
  }

  private static void allocatesTheSame(LongSupplier small, LongSupplier large, String what) {
    long more = Long.MAX_VALUE;
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    while (more > ALLOWANCE && System.nanoTime() < deadline) {
      long bytes = small.getAsLong();
      more = large.getAsLong() - bytes;
    }
    assertTrue(more <= ALLOWANCE, what + " allocates " + more + " bytes more");
  }

  private Trainer trainer(
      String task, String model, double alpha, String omegaGradient, int length, int sequences) {
    Trainer trainer =
        Trainer.start(
            TestRuns.of(
                task,
                model,
                alpha,
                "omegaGradient",
                omegaGradient,
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
                false),
            KernelProvider.active());
    for (int i = 0; i < WARM_UP; i++) {
      trainer.step(NOBODY);
    }
    return trainer;
  }

  private long perIteration(Trainer trainer) {
    return least(() -> trainer.step(NOBODY));
  }

  /** The least over a few calls: a compilation may make one of them allocate. */
  private long least(Runnable call) {
    long id = Thread.currentThread().getId();
    long least = Long.MAX_VALUE;
    for (int i = 0; i < MEASURED; i++) {
      long before = threads.getThreadAllocatedBytes(id);
      call.run();
      least = Math.min(least, threads.getThreadAllocatedBytes(id) - before);
    }
    return least;
  }
}
