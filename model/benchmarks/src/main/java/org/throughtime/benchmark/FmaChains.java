package org.throughtime.benchmark;

import org.throughtime.model.kernel.KernelProvider;

/**
 * Chains of fused multiply-adds that do not depend on each other and stay in registers: as many as
 * one core can do of a vector width, and so what a kernel of that width is measured against.
 */
interface FmaChains {
  /** Chains that run side by side: more than latency times units of today's processors. */
  int COUNT = 12;

  /** What every link multiplies by and adds: sums stay near 1 and never become subnormal. */
  float FACTOR = .5f;

  /** See {@link #FACTOR}. */
  float TERM = .5f;

  /** Makes every chain {@code links} longer; the result is of no use but must be used. */
  float run(int links);

  /** Chains as wide as the vectors of this JVM's kernels; of single floats for the scalar ones. */
  static FmaChains ofActiveKernels() {
    String kernels = KernelProvider.active().name();
    if (kernels.equals("scalar")) {
      return new ScalarFmaChains();
    }
    try {
      // By name: the class that uses vectors is compiled after this one.
      return (FmaChains)
          Class.forName("org.throughtime.benchmark.VectorFmaChains")
              .getDeclaredConstructor()
              .newInstance();
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(e);
    }
  }
}
