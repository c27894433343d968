package org.throughtime.benchmark;

import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** One core's peak at the width of the active kernels. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 500, timeUnit = TimeUnit.MILLISECONDS)
@Measurement(iterations = 7, time = 300, timeUnit = TimeUnit.MILLISECONDS)
public class PeakBenchmark {
  private static final int LINKS = 100_000;

  private final FmaChains chains = FmaChains.ofActiveKernels();

  /** {@value #LINKS} links of every chain. */
  @Benchmark
  public float chains() {
    return chains.run(LINKS);
  }

  /** Floating-point operations of one call with kernels of that name: two for a multiply-add. */
  static double flops(String kernels) {
    int lanes =
        kernels.equals("scalar") ? 1 : Integer.parseInt(kernels.substring("vector-".length())) / 32;
    return 2.0 * LINKS * FmaChains.COUNT * lanes;
  }
}
