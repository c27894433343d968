package org.throughtime.sweep.table;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import org.apache.hadoop.conf.Configuration;
import org.apache.parquet.conf.HadoopParquetConfiguration;
import org.apache.parquet.conf.ParquetConfiguration;
import org.apache.parquet.example.data.Group;
import org.apache.parquet.hadoop.ParquetReader;
import org.apache.parquet.hadoop.api.InitContext;
import org.apache.parquet.hadoop.api.ReadSupport;
import org.apache.parquet.hadoop.example.GroupReadSupport;
import org.apache.parquet.io.InputFile;
import org.apache.parquet.schema.MessageType;
import org.throughtime.model.metric.Metric;
import org.throughtime.model.metric.MetricValues;
import org.throughtime.model.metric.Schema;

/**
 * Reads rows of the files of one table, with all of their columns or some. A column that a file
 * lacks reads as absent. A column that the table lacks is skipped.
 *
 * <p>It opens thousands of small files fast. Without settings of its own, Parquet's builder parses
 * Hadoop's default settings again for every file, which takes longer than reading the file.
 */
public final class RowReader {
  private static final ParquetConfiguration SETTINGS =
      new HadoopParquetConfiguration(new Configuration(false));
  private final Schema<?> rows;

  private RowReader(Schema<?> rows) {
    this.rows = rows;
  }

  /** Of every column that a file has. */
  public static RowReader whole(Table<?> table) {
    return new RowReader(table.rows());
  }

  /**
   * Of some columns; what the others hold is not even read.
   *
   * @param table whose files are read
   * @param columns by their names
   */
  public static <S> RowReader of(Table<S> table, List<? extends Metric<?, ?>> columns) {
    List<Metric<S, ?>> read = new ArrayList<>();
    columns.forEach(column -> read.add(table.rows().metric(column.name()).orElseThrow()));
    return new RowReader(new Schema<>(read));
  }

  /**
   * What is made from every row of a file, in order.
   *
   * @throws IOException where it cannot be read, or is no Parquet file of this table
   */
  public <R> List<R> all(InputFile file, Function<MetricValues, R> row) throws IOException {
    List<R> rows = new ArrayList<>();
    forEach(file, values -> rows.add(row.apply(values)));
    return rows;
  }

  /**
   * The last row of a file; empty where it has none.
   *
   * @throws IOException where it cannot be read, or is no Parquet file of this table
   */
  public Optional<MetricValues> last(InputFile file) throws IOException {
    MetricValues[] last = new MetricValues[1];
    forEach(file, row -> last[0] = row);
    return Optional.ofNullable(last[0]);
  }

  private void forEach(InputFile file, Consumer<MetricValues> told) throws IOException {
    try (ParquetReader<Group> reader = new Builder(file).build()) {
      for (Group row = reader.read(); row != null; row = reader.read()) {
        Group read = row;
        told.accept(rows.read(m -> ParquetCells.read(read, m.name(), m.type())));
      }
    } catch (RuntimeException e) {
      throw new IOException("not a Parquet file of this program", e);
    }
  }

  private final class Builder extends ParquetReader.Builder<Group> {
    Builder(InputFile file) {
      super(file, SETTINGS);
    }

    @Override
    protected ReadSupport<Group> getReadSupport() {
      return new GroupReadSupport() {
        @Override
        public ReadContext init(InitContext context) {
          MessageType file = context.getFileSchema();
          return new ReadContext(
              new MessageType(
                  file.getName(),
                  rows.metrics().stream()
                      .filter(metric -> file.containsField(metric.name()))
                      .map(metric -> file.getType(metric.name()))
                      .toList()));
        }
      };
    }
  }
}
