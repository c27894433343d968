package org.throughtime.sweep.table;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.throughtime.model.cell.LinearErrors;
import org.throughtime.model.metric.Metric;
import org.throughtime.model.metric.MetricValues;
import org.throughtime.model.metric.Schema;
import org.throughtime.model.train.CheckpointMetrics;

/**
 * The table {@code generalization}: a row for every run, length and certification. Nothing in it
 * tells when or where it was computed, so certifying again leaves the same bytes.
 */
public final class GeneralizationTable {
  private static final Metric<GeneralizationRow, String> SPEC_HASH =
      Metric.text(
          "spec_hash",
          "hex",
          "SHA-256 over every flag of the run but the name and neutral ones",
          GeneralizationRow::specHash);
  private static final Metric<GeneralizationRow, Integer> STEPS =
      Metric.integer(
          "steps",
          "iterations",
          "n of the last iteration behind the weights",
          GeneralizationRow::steps);
  private static final Metric<GeneralizationRow, Integer> LENGTH =
      Metric.<GeneralizationRow>integer(
              "length",
              "steps",
              "L of every sequence; null where lengths are drawn as the run draws them",
              GeneralizationRow::onlyLength)
          .sometimes();
  private static final Metric<GeneralizationRow, Integer> MIN_LENGTH =
      Metric.integer(
          "min_length", "steps", "the shortest length drawn, or L", GeneralizationRow::minLength);
  private static final Metric<GeneralizationRow, Integer> MAX_LENGTH =
      Metric.integer(
          "max_length",
          "steps",
          "one above the longest length drawn, or L",
          GeneralizationRow::maxLength);
  private static final Metric<GeneralizationRow, Long> SEED =
      Metric.count("seed", "", "of the fresh sequences", GeneralizationRow::seed);
  private static final Metric<GeneralizationRow, Long> SEQUENCES =
      Metric.count("sequences", "", "how many were scored", GeneralizationRow::sequences);
  private static final Metric<GeneralizationRow, Long> WRONG =
      Metric.count("wrong", "", "how many of them were wrong", GeneralizationRow::wrong);
  private static final Metric<GeneralizationRow, Double> NLL =
      Metric.real("nll", CheckpointMetrics.LOSS, "mean loss", GeneralizationRow::nll);
  private static final Metric<GeneralizationRow, Double> ERROR =
      Metric.real("error", "percent", "wrong of sequences", GeneralizationRow::error);

  /** Its columns. */
  public static final Table<GeneralizationRow> TABLE =
      new Table<>(
          TableName.GENERALIZATION,
          new Schema<>(
              List.of(
                  SPEC_HASH,
                  STEPS,
                  LENGTH,
                  MIN_LENGTH,
                  MAX_LENGTH,
                  SEED,
                  SEQUENCES,
                  WRONG,
                  NLL,
                  ERROR,
                  LinearErrors.MAE.within(GeneralizationRow::linear),
                  LinearErrors.ERR_05.within(GeneralizationRow::linear),
                  LinearErrors.ERR_10.within(GeneralizationRow::linear),
                  LinearErrors.ERR_ABS.within(GeneralizationRow::linear),
                  LinearErrors.MAXAE.within(GeneralizationRow::linear))));

  private static final RowReader ROWS = RowReader.whole(TABLE);

  private GeneralizationTable() {}

  /**
   * The rows of a file, in order.
   *
   * @throws IOException where it is damaged
   */
  public static List<GeneralizationRow> read(byte[] file) throws IOException {
    return ROWS.all(new ParquetInput(file), GeneralizationTable::row);
  }

  private static GeneralizationRow row(MetricValues row) {
    Optional<LinearErrors> linear =
        row.get(LinearErrors.MAE)
            .map(
                mae ->
                    new LinearErrors(
                        mae,
                        row.value(LinearErrors.ERR_05),
                        row.value(LinearErrors.ERR_10),
                        row.value(LinearErrors.ERR_ABS),
                        row.value(LinearErrors.MAXAE)));
    return new GeneralizationRow(
        row.value(SPEC_HASH),
        row.value(STEPS),
        row.get(LENGTH).orElse(null),
        row.value(MIN_LENGTH),
        row.value(MAX_LENGTH),
        row.value(SEED),
        row.value(SEQUENCES),
        row.value(WRONG),
        row.value(NLL),
        linear.orElse(null));
  }
}
