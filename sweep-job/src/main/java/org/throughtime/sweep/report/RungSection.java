package org.throughtime.sweep.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.throughtime.model.metric.Metric;
import org.throughtime.model.number.ReadableNumber;
import org.throughtime.model.train.CheckpointMetrics;
import org.throughtime.sweep.table.LatestMetrics;

/**
 * The rungs of a search: which run got how far, its metrics there, and which runs it left behind.
 */
final class RungSection {
  private static final String NONE = "-";

  /** A metric at each rung, with the words for it and its decimals. */
  private record Column(String words, Metric<?, Double> metric, int decimals) {}

  private static final List<Column> COLUMNS =
      List.of(
          new Column("valid NLL", CheckpointMetrics.VALID_NLL, 4),
          new Column("valid error %", CheckpointMetrics.VALID_ERROR, 2),
          new Column("hold", CheckpointMetrics.HOLD, 0));

  private RungSection() {}

  /** Empty where no search left a run behind. */
  static Optional<Section> of(SweepContents sweep) {
    RungTable rungs = sweep.rungs();
    if (rungs.rows().isEmpty()) {
      return Optional.empty();
    }
    List<Block> blocks = new ArrayList<>();
    blocks.add(
        new Block.Prose(
            "The metrics at a rung are those of the last checkpoint before it. Runs that got further"
                + " come first."
                + (rungs.rows().size() < rungs.runs()
                    ? " The first " + rungs.rows().size() + " of " + rungs.runs() + " are listed."
                    : "")));
    blocks.add(table(sweep, rungs));
    return Optional.of(new Section("rungs", "Rungs of the search", blocks));
  }

  private static Block table(SweepContents sweep, RungTable rungs) {
    List<String> detailed = sweep.details().stream().map(RunDetail::name).toList();
    List<Column> shown =
        COLUMNS.stream().filter(column -> isMeasured(rungs, column.metric())).toList();
    List<String> headings = new ArrayList<>(List.of("run", "result", "iterations"));
    for (int rung : rungs.rungs()) {
      shown.forEach(column -> headings.add(column.words() + " at " + ReadableNumber.count(rung)));
    }
    return new Block.Table(
        "Runs and their metrics at the rungs",
        2,
        headings,
        rungs.rows().stream().map(row -> row(row, rungs.rungs(), shown, detailed)).toList());
  }

  private static boolean isMeasured(RungTable rungs, Metric<?, Double> metric) {
    return rungs.rows().stream()
        .flatMap(row -> row.metrics().values().stream())
        .anyMatch(at -> !Double.isNaN(at.value(metric)));
  }

  private static List<Block.Cell> row(
      RungTable.Row row, List<Integer> rungs, List<Column> shown, List<String> detailed) {
    String name = row.run().spec().name();
    String result = row.left() ? "left behind" : row.run().status().label();
    Stream<Block.Cell> metrics =
        rungs.stream()
            .flatMap(
                rung ->
                    shown.stream()
                        .map(
                            column ->
                                Block.Cell.of(
                                    text(Optional.ofNullable(row.metrics().get(rung)), column))));
    return Stream.concat(
            Stream.of(
                new Block.Cell(name, detailed.contains(name) ? Section.idOf(name) : ""),
                Block.Cell.of(result),
                Block.Cell.of(ReadableNumber.count(row.run().iterations()))),
            metrics)
        .toList();
  }

  private static String text(Optional<LatestMetrics> at, Column column) {
    return at.map(metrics -> metrics.value(column.metric()))
        .filter(value -> !Double.isNaN(value))
        .map(value -> ReadableNumber.fixed(value, column.decimals()))
        .orElse(NONE);
  }
}
