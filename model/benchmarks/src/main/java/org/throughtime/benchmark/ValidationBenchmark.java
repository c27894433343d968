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

/** A whole validation pass as a checkpoint makes it: 10,000 sequences of the frozen lengths. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 7, time = 700, timeUnit = TimeUnit.MILLISECONDS)
public class ValidationBenchmark {
  /** Label of one of the {@link ShippedRuns}. */
  @Param({"A1", "A4", "B1", "B2", "T1"})
  public String run;

  private ValidationPass pass;

  @Setup
  public void prepare() {
    pass = ValidationPass.of(ShippedRuns.spec(run, Map.of()));
  }

  @Benchmark
  public double score() {
    return pass.score();
  }

  /** Operations of the recurrent products, the only ones that are counted. */
  static double flops(String run) {
    return RecurrentProducts.ofStep(ShippedRuns.spec(run, Map.of()).cell())
        * ValidationPass.of(ShippedRuns.spec(run, Map.of())).positions();
  }
}
