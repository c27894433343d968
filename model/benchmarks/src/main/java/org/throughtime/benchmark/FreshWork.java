package org.throughtime.benchmark;

import com.sun.management.ThreadMXBean;
import com.typesafe.config.ConfigRenderOptions;
import com.typesafe.config.ConfigValueFactory;
import java.lang.management.ManagementFactory;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import org.throughtime.model.train.RunSpec;

/**
 * One kind of work in a JVM that has done nothing else: did the compiler make good code of it?
 *
 * <p>Arguments: the label of one of the {@link ShippedRuns}, a {@link Kind}, and how often. Prints
 * one line of JSON: the bytes that the last time allocated, the least processor time of the last
 * half in milliseconds, and the same time divided by that of {@link FmaChains} in this JVM, which
 * does not depend on the clock of the processor.
 */
public final class FreshWork {
  private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();
  private static final int CHAIN_RUNS = 60;
  private static final int LINKS = 100_000;

  /** What a JVM does again and again. */
  enum Kind {
    /** Scores 1,000 sequences. */
    VALIDATION {
      @Override
      Runnable of(String label) {
        RunSpec spec = ShippedRuns.spec(label, Map.of("ebs", 1000, "cbs", 1000));
        ValidationPass pass = ValidationPass.of(spec);
        return pass::score;
      }
    },

    /** Trains for 20 iterations. */
    TRAINING {
      @Override
      Runnable of(String label) {
        SteadyIterations iterations = SteadyIterations.of(label);
        return () -> {
          for (int i = 0; i < 20; i++) {
            iterations.step();
          }
        };
      }
    };

    abstract Runnable of(String label);
  }

  private FreshWork() {}

  /** Does the work. */
  public static void main(String[] args) {
    Runnable work = Kind.valueOf(args[1].toUpperCase(Locale.ROOT)).of(args[0]);
    int times = Integer.parseInt(args[2]);
    double least = leastMilliseconds(work, times - 1);
    long allocated = THREADS.getCurrentThreadAllocatedBytes();
    work.run();
    long bytes = THREADS.getCurrentThreadAllocatedBytes() - allocated;
    FmaChains chains = FmaChains.ofActiveKernels();
    float[] sum = new float[1];
    double chain = leastMilliseconds(() -> sum[0] += chains.run(LINKS), CHAIN_RUNS);
    Map<String, ?> answer =
        Map.of("bytes", bytes, "milliseconds", least, "chains", least / chain, "unused", sum[0]);
    System.out.println(ConfigValueFactory.fromMap(answer).render(ConfigRenderOptions.concise()));
  }

  /** The least processor time of the last half of these times. */
  private static double leastMilliseconds(Runnable work, int times) {
    long[] nanoseconds = new long[times];
    for (int i = 0; i < times; i++) {
      long begun = THREADS.getCurrentThreadCpuTime();
      work.run();
      nanoseconds[i] = THREADS.getCurrentThreadCpuTime() - begun;
    }
    return Arrays.stream(nanoseconds, times / 2, times).min().orElseThrow() / 1e6;
  }
}
