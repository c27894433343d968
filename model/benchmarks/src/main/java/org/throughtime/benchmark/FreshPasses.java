package org.throughtime.benchmark;

import com.sun.management.ThreadMXBean;
import com.typesafe.config.ConfigRenderOptions;
import com.typesafe.config.ConfigValueFactory;
import java.lang.management.ManagementFactory;
import java.util.Arrays;
import java.util.Map;
import org.throughtime.model.train.RunSpec;

/**
 * Validation passes in a JVM that has done nothing else: does it come to keep vectors as objects?
 *
 * <p>Arguments: the label of one of the {@link ShippedRuns}, and the number of passes over 1,000
 * sequences. Prints one line of JSON: the bytes that the last pass allocated, and the median
 * milliseconds of processor time of the last half of the passes.
 */
public final class FreshPasses {
  private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

  private FreshPasses() {}

  /** Runs the passes. */
  public static void main(String[] args) {
    RunSpec spec = ShippedRuns.spec(args[0], Map.of("ebs", 1000, "cbs", 1000));
    ValidationPass pass = ValidationPass.of(spec);
    long[] nanoseconds = new long[Integer.parseInt(args[1])];
    long bytes = 0;
    double loss = 0;
    for (int i = 0; i < nanoseconds.length; i++) {
      long allocated = THREADS.getCurrentThreadAllocatedBytes();
      long begun = THREADS.getCurrentThreadCpuTime();
      loss += pass.score();
      nanoseconds[i] = THREADS.getCurrentThreadCpuTime() - begun;
      bytes = THREADS.getCurrentThreadAllocatedBytes() - allocated;
    }
    long[] last = Arrays.copyOfRange(nanoseconds, nanoseconds.length / 2, nanoseconds.length);
    Arrays.sort(last);
    Map<String, ?> answer =
        Map.of("bytes", bytes, "milliseconds", last[last.length / 2] / 1e6, "loss", loss);
    System.out.println(ConfigValueFactory.fromMap(answer).render(ConfigRenderOptions.concise()));
  }
}
