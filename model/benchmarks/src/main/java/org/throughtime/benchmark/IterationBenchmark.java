package org.throughtime.benchmark;

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
import org.throughtime.model.task.Tasks;
import org.throughtime.model.train.RunSpec;

/** One training iteration without a checkpoint, at a canonical run's mean length. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 7, time = 300, timeUnit = TimeUnit.MILLISECONDS)
public class IterationBenchmark {
  /** Label of one of the {@link ShippedRuns}. */
  @Param({"A1", "A4", "B1", "B2", "T1"})
  public String run;

  private SteadyIterations iterations;

  @Setup
  public void prepare() {
    iterations = SteadyIterations.of(run);
  }

  @Benchmark
  public void step() {
    iterations.step();
  }

  /**
   * Operations of the recurrent products: forward, back through time, and the outer products of the
   * weights' gradients, each as much as forward alone.
   */
  static double flops(String run) {
    RunSpec spec = SteadyIterations.spec(run);
    int length = SteadyIterations.LENGTH;
    int steps =
        switch (spec.task().task()) {
          case "mem" -> Tasks.create(spec.task()).longest(length);
          // A length of its own for every batch, length to length + length / 10 - 1.
          case "mul" -> length + (length / 10 - 1) / 2;
          default -> length;
        };
    return 3 * RecurrentProducts.ofStep(spec.cell()) * steps * spec.optimizer().bs();
  }
}
