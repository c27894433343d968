package org.throughtime.sweep.query;

import java.util.List;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.StructType;

/**
 * The result of a statement.
 *
 * @param columns of every row
 * @param rows in order
 */
public record QueryResult(StructType columns, List<Row> rows) {
  public QueryResult {
    rows = List.copyOf(rows);
  }
}
