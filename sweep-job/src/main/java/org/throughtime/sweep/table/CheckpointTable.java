package org.throughtime.sweep.table;

import java.io.IOException;
import java.util.List;
import org.throughtime.model.train.Checkpoint;
import org.throughtime.model.train.CheckpointMetrics;
import org.throughtime.model.train.CheckpointSource;

/** The table {@code checkpoints}: a row for every checkpoint of a run. */
public final class CheckpointTable {
  /** Its columns. */
  public static final Table<CheckpointSource> TABLE =
      new Table<>(TableName.CHECKPOINTS, CheckpointMetrics.SCHEMA);

  private static final RowReader ROWS = RowReader.whole(TABLE);

  private CheckpointTable() {}

  /**
   * The rows of a file, in order.
   *
   * @throws IOException where it is damaged
   */
  public static List<Checkpoint> read(byte[] file) throws IOException {
    return ROWS.all(new ParquetInput(file), Checkpoint::new);
  }
}
