package org.throughtime.sweep.snapshot;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.throughtime.model.metric.Metric;
import org.throughtime.model.metric.MetricValues;
import org.throughtime.model.train.RunSpec;
import org.throughtime.sweep.store.ResultsDirectory;
import org.throughtime.sweep.table.ParquetInput;
import org.throughtime.sweep.table.Provenance;
import org.throughtime.sweep.table.RowReader;
import org.throughtime.sweep.table.RunRow;
import org.throughtime.sweep.table.RunTable;

/** What computed the ended runs of a directory, as their rows in {@code runs} tell. */
public final class RecordedProvenance {
  private static final List<Metric<RunRow, String>> COLUMNS =
      List.of(
          RunTable.VERSION, RunTable.JVM, RunTable.ARCHITECTURE, RunTable.KERNEL, RunTable.HOST);

  private RecordedProvenance() {}

  /**
   * Reads it.
   *
   * @param runs of the directory
   * @return by the run's name, in the order of the runs; runs without a row that can be read are
   *     left out
   * @throws IOException where the directory cannot be read
   */
  public static Map<String, Provenance> read(ResultsDirectory directory, List<RunSpec> runs)
      throws IOException {
    Map<String, Provenance> provenance = new LinkedHashMap<>();
    if (runs.isEmpty()) {
      return provenance;
    }
    RowReader rows = RowReader.of(RunTable.table(runs.get(0)), COLUMNS);
    for (RunSpec run : runs) {
      byte[] file;
      try {
        file = directory.read(directory.row(run.name()));
      } catch (FileNotFoundException e) {
        continue;
      }
      try {
        rows.last(new ParquetInput(file)).ifPresent(row -> provenance.put(run.name(), of(row)));
      } catch (IOException e) {
        // damaged: then the run has not ended
      }
    }
    return provenance;
  }

  private static Provenance of(MetricValues row) {
    return new Provenance(
        text(row, RunTable.VERSION),
        text(row, RunTable.JVM),
        text(row, RunTable.ARCHITECTURE),
        text(row, RunTable.KERNEL),
        text(row, RunTable.HOST));
  }

  private static String text(MetricValues row, Metric<RunRow, String> column) {
    return row.get(column).orElse("unknown");
  }
}
