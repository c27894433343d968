package org.throughtime.benchmark;

import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.openjdk.jmh.infra.BenchmarkParams;
import org.openjdk.jmh.results.IterationResult;
import org.openjdk.jmh.results.Result;
import org.openjdk.jmh.results.RunResult;

/**
 * What a benchmark came to: nanoseconds of one operation over the measured intervals.
 *
 * @param kernels active ones
 * @param benchmark simple name of the class
 * @param what its parameter: a {@link KernelCase}, the label of a run, or nothing
 * @param median of the intervals
 * @param least of the intervals
 * @param most of the intervals
 * @param flops that are counted for one operation; 0 where none are
 * @param bytes that one operation allocates
 */
record BenchmarkResult(
    String kernels,
    String benchmark,
    String what,
    double median,
    double least,
    double most,
    double flops,
    double bytes) {
  private static final String CSV_HEAD =
      "kernels,benchmark,what,kernel,shape,ns,ns_min,ns_max,flops,bytes_moved,bytes_allocated\n";

  static BenchmarkResult of(RunResult result, String kernels) {
    BenchmarkParams params = result.getParams();
    String name = params.getBenchmark().replaceAll(".*\\.(\\w+)\\.\\w+", "$1");
    String what =
        params.getParamsKeys().stream().map(params::getParam).collect(Collectors.joining());
    double[] nanoseconds =
        result.getBenchmarkResults().stream()
            .flatMap(fork -> fork.getIterationResults().stream())
            .mapToDouble(BenchmarkResult::score)
            .sorted()
            .toArray();
    int last = nanoseconds.length - 1;
    return new BenchmarkResult(
        kernels,
        name,
        what,
        (nanoseconds[last / 2] + nanoseconds[(last + 1) / 2]) / 2,
        nanoseconds[0],
        nanoseconds[last],
        flops(name, what, kernels),
        allocated(result));
  }

  private static double score(IterationResult interval) {
    Result<?> score = interval.getPrimaryResult();
    return score.getScore();
  }

  private static double flops(String name, String what, String kernels) {
    return switch (name) {
      case "PeakBenchmark" -> PeakBenchmark.flops(kernels);
      case "KernelBenchmark" -> KernelCase.valueOf(what).call().flops();
      case "IterationBenchmark" -> IterationBenchmark.flops(what);
      case "ValidationBenchmark" -> ValidationBenchmark.flops(what);
      default -> throw new IllegalArgumentException("whose flops? " + name);
    };
  }

  private static double allocated(RunResult result) {
    Result<?> allocated = result.getSecondaryResults().get("gc.alloc.rate.norm");
    return allocated == null ? Double.NaN : allocated.getScore();
  }

  /** Of the counted operations. */
  double gigaflops() {
    return flops / median;
  }

  /** All of them, a line each below a line of names. */
  static String csv(List<BenchmarkResult> all) {
    StringBuilder csv = new StringBuilder(CSV_HEAD);
    all.forEach(m -> csv.append(m.csvLine()));
    return csv.toString();
  }

  private String csvLine() {
    boolean kernel = benchmark.equals("KernelBenchmark");
    KernelCall call = kernel ? KernelCase.valueOf(what).call() : null;
    return String.format(
        Locale.ROOT,
        "%s,%s,%s,%s,%s,%.4g,%.4g,%.4g,%.6g,%.6g,%.1f\n",
        kernels,
        benchmark,
        what,
        kernel ? call.kernel() : "",
        kernel ? call.shape() : "",
        median,
        least,
        most,
        flops,
        kernel ? call.bytes() : 0,
        bytes);
  }
}
