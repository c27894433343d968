package org.throughtime.sweep.report;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.throughtime.sweep.table.Provenance;

/** The program version, Java and machines that computed the runs. It is the last section. */
final class ProvenanceSection {
  private static final int MOST_VALUES = 8;

  private ProvenanceSection() {}

  /** Empty where the sweep has no runs. */
  static Optional<Section> of(SweepContents sweep) {
    return sweep.status().runs().isEmpty()
        ? Optional.empty()
        : Optional.of(new Section("provenance", "Software and hardware", List.of(block(sweep))));
  }

  private static Block block(SweepContents sweep) {
    Collection<Provenance> known = sweep.provenance();
    if (known.isEmpty()) {
      return new Block.Missing(
          "Program version, JVM and kernels are not known yet: a run records them when it ends.");
    }
    return new Block.Table(
        "Software and hardware of the runs (" + known.size() + "), from the table runs",
        2,
        List.of("what", "value"),
        List.of(
            fact("results", sweep.directory()),
            fact("program version", counted(known, Provenance::version)),
            fact("JVM", counted(known, Provenance::jvm)),
            fact("processor", counted(known, Provenance::architecture)),
            fact("kernels", counted(known, Provenance::kernel)),
            fact("hosts", counted(known, Provenance::host))));
  }

  private static List<Block.Cell> fact(String name, String value) {
    return List.of(Block.Cell.of(name), Block.Cell.of(value));
  }

  /** Every value that occurs, with how often where there are several. */
  private static String counted(Collection<Provenance> known, Function<Provenance, String> metric) {
    Map<String, Long> counts =
        known.stream()
            .collect(Collectors.groupingBy(metric, LinkedHashMap::new, Collectors.counting()));
    return counts.entrySet().stream()
        .limit(MOST_VALUES)
        .map(value -> value.getKey() + (counts.size() > 1 ? " (" + value.getValue() + ")" : ""))
        .collect(Collectors.joining(", "));
  }
}
