package org.throughtime.benchmark;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.openjdk.jmh.profile.GCProfiler;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.CommandLineOptionException;
import org.openjdk.jmh.runner.options.CommandLineOptions;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.throughtime.model.kernel.KernelProvider;

/**
 * Runs the benchmarks, each in a JVM of its own: kernels on the scalar loops and on every vector
 * width of this processor, passes on the widest, and the peak beside them. Arguments are JMH's.
 *
 * <p>The property {@code benchmark.kernels} names kernels to run everything on instead, separated
 * by commas; {@code benchmark.output} is the folder for tables and metrics.
 */
public final class Benchmarks {
  private static final List<String> KERNELS =
      List.of("scalar", "vector-128", "vector-256", "vector-512");
  private static final String PASSES = ".*(IterationBenchmark|ValidationBenchmark).*";

  private Benchmarks() {}

  /** Prints JMH's progress, then the tables. */
  public static void main(String[] args)
      throws CommandLineOptionException, RunnerException, IOException {
    CommandLineOptions options = new CommandLineOptions(args);
    String widest = KernelProvider.active().name();
    String asked = System.getProperty("benchmark.kernels", "");
    List<BenchmarkResult> measured = new ArrayList<>();
    for (String kernels : KERNELS.subList(0, KERNELS.indexOf(widest) + 1)) {
      if (asked.isEmpty() || List.of(asked.split(",")).contains(kernels)) {
        boolean passes = kernels.equals(widest) || !asked.isEmpty();
        measured.addAll(run(options, kernels, passes));
      }
    }
    Path folder = Path.of(System.getProperty("benchmark.output", "."));
    String tables = Tables.markdown(measured);
    Files.writeString(folder.resolve("benchmarks.md"), tables);
    Files.writeString(folder.resolve("benchmarks.csv"), BenchmarkResult.csv(measured));
    System.out.println(tables);
    System.out.println("these tables, and all metrics: benchmarks.md and .csv in " + folder);
  }

  private static List<BenchmarkResult> run(
      CommandLineOptions options, String kernels, boolean passes) throws RunnerException {
    OptionsBuilder one = new OptionsBuilder();
    one.parent(options)
        .include(PeakBenchmark.class.getName())
        .addProfiler(GCProfiler.class)
        .jvmArgsAppend(
            "--add-modules=jdk.incubator.vector",
            "-XX:PerMethodTrapLimit=1000",
            "-D" + KernelProvider.PROPERTY + "=" + kernels);
    if (!passes) {
      one.exclude(PASSES);
    }
    return new Runner(one.build()).run().stream().map(r -> BenchmarkResult.of(r, kernels)).toList();
  }
}
