package org.throughtime.benchmark;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** What was measured, as Markdown tables. */
final class Tables {
  private final StringBuilder out = new StringBuilder();
  private final List<BenchmarkResult> measured;
  private final List<String> kernels;
  private final Map<String, BenchmarkResult> peaks = new LinkedHashMap<>();

  private Tables(List<BenchmarkResult> measured) {
    this.measured = measured;
    this.kernels = measured.stream().map(BenchmarkResult::kernels).distinct().toList();
    of("PeakBenchmark").forEach(m -> peaks.put(m.kernels(), m));
  }

  static String markdown(List<BenchmarkResult> measured) {
    Tables tables = new Tables(measured);
    tables.out.append(
        format(
            "Java %s (%s), %s %s\n\n",
            System.getProperty("java.version"),
            System.getProperty("java.vm.name"),
            System.getProperty("os.name"),
            System.getProperty("os.arch")));
    tables.peaks();
    tables.kernels();
    tables.passes();
    return tables.out.toString();
  }

  private List<BenchmarkResult> of(String benchmark) {
    return measured.stream().filter(m -> m.benchmark().equals(benchmark)).toList();
  }

  private void row(List<String> cells) {
    out.append("| ").append(String.join(" | ", cells)).append(" |\n");
  }

  private void head(List<String> names) {
    row(names);
    row(names.stream().map(n -> "---").toList());
  }

  private void peaks() {
    head(List.of("one core's peak", "GFLOP/s", "worst to best"));
    for (BenchmarkResult m : peaks.values()) {
      row(
          List.of(
              m.kernels(),
              format("%.1f", m.gigaflops()),
              format("%.1f to %.1f", m.flops() / m.most(), m.flops() / m.least())));
    }
    out.append('\n');
  }

  /** Products with their share of the peak of the same width, everything else per element. */
  private void kernels() {
    List<BenchmarkResult> all = of("KernelBenchmark");
    if (all.isEmpty()) {
      return;
    }
    List<String> names = new ArrayList<>(List.of("kernel", "shape", "unit"));
    names.addAll(kernels);
    head(names);
    for (String what : all.stream().map(BenchmarkResult::what).distinct().toList()) {
      KernelCall call = KernelCase.valueOf(what).call();
      List<String> cells = new ArrayList<>(List.of(call.kernel(), call.shape(), unit(call)));
      for (String k : kernels) {
        Optional<BenchmarkResult> one =
            all.stream().filter(m -> m.what().equals(what) && m.kernels().equals(k)).findFirst();
        cells.add(one.map(m -> inItsUnit(call, m)).orElse(""));
      }
      row(cells);
    }
    out.append('\n');
  }

  private static String unit(KernelCall call) {
    if (call.flops() > 0) {
      return "GFLOP/s (of peak)";
    }
    return call.kernel().equals("descend") ? "GB/s" : "ns/element";
  }

  private String inItsUnit(KernelCall call, BenchmarkResult m) {
    return switch (unit(call)) {
      case "GB/s" -> format("%.0f", call.bytes() / m.median());
      case "ns/element" -> format("%.3f", m.median() / call.elements());
      default -> format("%.1f (%s)", m.gigaflops(), share(m));
    };
  }

  private String share(BenchmarkResult m) {
    return format("%.0f %%", 100 * m.gigaflops() / peaks.get(m.kernels()).gigaflops());
  }

  private void passes() {
    List<BenchmarkResult> all = new ArrayList<>(of("ValidationBenchmark"));
    all.addAll(of("IterationBenchmark"));
    if (all.isEmpty()) {
      return;
    }
    head(
        List.of(
            "pass",
            "run",
            "kernels",
            "ms",
            "least to most",
            "GFLOP/s",
            "of peak",
            "bytes allocated"));
    for (BenchmarkResult m : all) {
      row(
          List.of(
              m.benchmark().startsWith("Validation") ? "validation" : "iteration",
              m.what(),
              m.kernels(),
              format("%.3f", m.median() / 1e6),
              format("%.3f to %.3f", m.least() / 1e6, m.most() / 1e6),
              format("%.1f", m.gigaflops()),
              share(m),
              format("%.0f", m.bytes())));
    }
    out.append('\n');
  }

  private static String format(String format, Object... values) {
    return String.format(Locale.ROOT, format, values);
  }
}
