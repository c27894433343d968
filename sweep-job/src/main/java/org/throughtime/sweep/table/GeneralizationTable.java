package org.throughtime.sweep.table;

import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.apache.parquet.example.data.Group;
import org.throughtime.model.cell.LinearErrors;

/**
 * The table {@code generalization}: a row for every run, length and certification. Nothing in it
 * tells when or where it was computed, so certifying again leaves the same bytes.
 */
public final class GeneralizationTable {
  /** Its columns. */
  public static final Table<GeneralizationRow> TABLE =
      new Table<>(
          "generalization",
          List.of(
              new Column<>(
                  "spec_hash",
                  ColumnType.TEXT,
                  "SHA-256 over every flag of the run but the name",
                  GeneralizationRow::specHash),
              Column.integer(
                  "steps", "n of the last iteration behind the weights", GeneralizationRow::steps),
              Column.integer(
                  "length",
                  "L of every sequence; null where lengths are drawn as the run's are",
                  GeneralizationRow::onlyLength),
              Column.integer(
                  "min_length", "the shortest length drawn, or L", GeneralizationRow::minLength),
              Column.integer(
                  "max_length",
                  "one above the longest length drawn, or L",
                  GeneralizationRow::maxLength),
              count("seed", "of the fresh data", GeneralizationRow::seed),
              count("sequences", "how many were scored", GeneralizationRow::sequences),
              count("wrong", "how many of them were wrong", GeneralizationRow::wrong),
              Column.real("nll", "mean loss", GeneralizationRow::nll),
              Column.real("error", "wrong of sequences, percent", GeneralizationRow::error),
              linear("mae", "mean |y - yhat|; lastLinear only", LinearErrors::mae),
              linear("err_05", "share with |y - yhat| > .05, in [0, 1]", LinearErrors::err05),
              linear("err_10", "share with |y - yhat| > .10, in [0, 1]", LinearErrors::err10),
              linear("err_abs", "share with |y - yhat| > err_abs, in [0, 1]", LinearErrors::errAbs),
              linear("maxae", "the largest |y - yhat|", LinearErrors::maxae)));

  private GeneralizationTable() {}

  private static Column<GeneralizationRow> count(
      String name, String doc, Function<GeneralizationRow, Long> value) {
    return new Column<>(name, ColumnType.LONG, doc, value);
  }

  private static Column<GeneralizationRow> linear(
      String name, String doc, Function<LinearErrors, Double> value) {
    return Column.real(name, doc, value).within(GeneralizationRow::linear);
  }

  /** A row read back. */
  public static GeneralizationRow row(Group row) {
    Optional<LinearErrors> linear =
        SegmentReader.has(row, "mae")
            ? Optional.of(
                new LinearErrors(
                    row.getDouble("mae", 0),
                    row.getDouble("err_05", 0),
                    row.getDouble("err_10", 0),
                    row.getDouble("err_abs", 0),
                    row.getDouble("maxae", 0)))
            : Optional.empty();
    return new GeneralizationRow(
        row.getString("spec_hash", 0),
        row.getInteger("steps", 0),
        SegmentReader.has(row, "length") ? row.getInteger("length", 0) : null,
        row.getInteger("min_length", 0),
        row.getInteger("max_length", 0),
        row.getLong("seed", 0),
        row.getLong("sequences", 0),
        row.getLong("wrong", 0),
        row.getDouble("nll", 0),
        linear.orElse(null));
  }
}
