package org.throughtime.sweep.table;

import java.io.IOException;
import java.util.List;
import org.throughtime.model.train.IterationMetrics;
import org.throughtime.model.train.IterationSource;

/** The table {@code iterations}: a row for every training iteration. */
public final class IterationTable {
  /** Its columns. */
  public static final Table<IterationSource> TABLE =
      new Table<>(TableName.ITERATIONS, IterationMetrics.SCHEMA);

  private static final RowReader ROWS = RowReader.whole(TABLE);

  private IterationTable() {}

  /**
   * The rows of a file, in order.
   *
   * @throws IOException where it is damaged
   */
  public static List<IterationMetrics> read(byte[] file) throws IOException {
    return ROWS.all(new ParquetInput(file), IterationMetrics::new);
  }
}
