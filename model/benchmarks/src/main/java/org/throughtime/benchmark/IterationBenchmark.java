package org.throughtime.benchmark;

import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;
import org.throughtime.model.kernel.KernelProvider;
import org.throughtime.model.task.Tasks;
import org.throughtime.model.train.RunSpec;
import org.throughtime.model.train.Trainer;
import org.throughtime.model.train.TrainingListener;

/** One training iteration without a checkpoint, at a canonical run's mean length. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 7, time = 300, timeUnit = TimeUnit.MILLISECONDS)
public class IterationBenchmark {
  private static final TrainingListener NOBODY = new TrainingListener() {};
  private static final int LENGTH = 125;

  /**
   * Flags that leave iterations of one length, as many as it takes, with weights nearly as they
   * were. A run whose lr is 1e-8 or less has no iteration.
   */
  private static final Map<String, Object> CHANGES =
      Map.of(
          "min_length",
          LENGTH,
          "max_length",
          LENGTH,
          "lr",
          2e-8,
          "maxiters",
          Integer.MAX_VALUE,
          "checkFreq",
          Integer.MAX_VALUE,
          "ebs",
          1,
          "cbs",
          1,
          "collectDiags",
          false);

  /** Label of one of the {@link ShippedRuns}. */
  @Param({"A1", "A4", "B1", "B2", "T1"})
  public String run;

  private Trainer trainer;

  @Setup
  public void prepare() {
    trainer = Trainer.start(ShippedRuns.spec(run, CHANGES), KernelProvider.active());
  }

  @Benchmark
  public void step() {
    trainer.step(NOBODY);
  }

  /**
   * Operations of the recurrent products: forward, back through time, and the outer products of the
   * weights' gradients, each as much as forward alone.
   */
  static double flops(String run) {
    RunSpec spec = ShippedRuns.spec(run, CHANGES);
    int steps =
        switch (spec.task().task()) {
          case "mem" -> Tasks.create(spec.task()).longest(LENGTH);
          // A length of its own for every batch, LENGTH to LENGTH + LENGTH / 10 - 1.
          case "mul" -> LENGTH + (LENGTH / 10 - 1) / 2;
          default -> LENGTH;
        };
    return 3 * RecurrentProducts.ofStep(spec.cell()) * steps * spec.optimizer().bs();
  }
}
