package org.throughtime.sweep.resume;

import java.io.IOException;
import java.util.List;
import org.throughtime.model.metric.MetricValues;
import org.throughtime.sweep.store.CommittedFile;
import org.throughtime.sweep.store.ResultsDirectory;
import org.throughtime.sweep.table.GeneralizationRow;
import org.throughtime.sweep.table.RunRow;
import org.throughtime.sweep.table.RunTable;
import org.throughtime.sweep.table.Table;
import org.throughtime.sweep.table.Tables;

/**
 * Commits the files of a sweep's tables.
 *
 * @param directory where to
 */
public record TableFiles(ResultsDirectory directory) {
  /** A file without rows: a table that has no other yet can be read with its columns. */
  void schema(Table<?> table) throws IOException {
    directory.commit(directory.schema(table.name()), out -> table.write(out, "", List.of()));
  }

  /** One segment of a run's table, counted from 0. */
  CommittedFile segment(Table<?> table, String run, int number, List<MetricValues> rows)
      throws IOException {
    return directory.commit(
        directory.segment(table.name(), run, number), out -> table.write(out, run, rows));
  }

  /** The rows of one checkpoint, by its n. */
  CommittedFile atCheckpoint(Table<?> table, String run, int n, List<MetricValues> rows)
      throws IOException {
    return directory.commit(
        directory.atCheckpoint(table.name(), run, n), out -> table.write(out, run, rows));
  }

  /** A run's row in {@code runs}: from now on it counts as ended. */
  public void row(RunRow row) throws IOException {
    String run = row.spec().name();
    MetricValues values = RunTable.TABLE.rows().measure(row);
    directory.commit(directory.row(run), out -> RunTable.TABLE.write(out, run, List.of(values)));
  }

  /** A run's rows in {@code generalization}. */
  CommittedFile generalization(String run, List<GeneralizationRow> rows) throws IOException {
    List<MetricValues> values = rows.stream().map(GeneralizationRow::values).toList();
    return directory.commit(
        directory.generalization(run), out -> Tables.GENERALIZATION.write(out, run, values));
  }
}
