package org.throughtime.sweep.table;

import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.apache.hadoop.conf.Configuration;
import org.apache.parquet.hadoop.CodecFactory;
import org.apache.parquet.hadoop.ParquetWriter;
import org.apache.parquet.hadoop.api.WriteSupport;
import org.apache.parquet.hadoop.metadata.CompressionCodecName;
import org.apache.parquet.io.api.RecordConsumer;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.Type;
import org.throughtime.model.metric.Metric;
import org.throughtime.model.metric.MetricType;
import org.throughtime.model.metric.MetricValues;
import org.throughtime.model.metric.Schema;

/**
 * A table of a sweep: a name, its columns, and how its rows become a Parquet file.
 *
 * <p>Its first column is always {@code run}, the name of the run a row belongs to. The bytes of a
 * file depend on its rows alone: no time, no host and no random identifier gets into it.
 *
 * @param <S> what a row is measured from
 */
public final class Table<S> {
  /** The column every table starts with. */
  public static final String RUN = "run";

  /**
   * Bytes that compressors have room for at first: most pages need less, and Parquet's 1 MB costs.
   */
  private static final int COMPRESSED = 4096;

  private final TableName name;
  private final Schema<S> rows;
  private final MessageType schema;

  /**
   * @param name of the table and of its folder
   * @param rows all columns but {@code run}, in order
   */
  public Table(TableName name, Schema<S> rows) {
    this.name = name;
    this.rows = rows;
    if (rows.metric(RUN).isPresent()) {
      throw new IllegalArgumentException("table " + name + " has two columns " + RUN);
    }
    this.schema = new MessageType(name.toString(), fields(rows.metrics()));
  }

  private static List<Type> fields(List<? extends Metric<?, ?>> columns) {
    List<Type> fields = new ArrayList<>();
    fields.add(ParquetCells.column(RUN, MetricType.TEXT));
    columns.forEach(column -> fields.add(ParquetCells.column(column.name(), column.type())));
    return fields;
  }

  /** Its name, and that of the folder its files are in. */
  public TableName name() {
    return name;
  }

  /** Every column but {@code run}, which comes before them. */
  public List<Metric<S, ?>> columns() {
    return rows.metrics();
  }

  /** The same as what a row holds. */
  public Schema<S> rows() {
    return rows;
  }

  /** The Parquet schema of every file of this table. */
  public MessageType schema() {
    return schema;
  }

  /** The cells of a row, {@code run} first; null where there is none. */
  public List<Object> cells(String run, MetricValues row) {
    List<Object> cells = new ArrayList<>(List.of(run));
    cells.addAll(row.cells(rows));
    return cells;
  }

  /**
   * Writes one file.
   *
   * @param out where to; left open
   * @param run name of the run all rows belong to
   * @param rows in the order in which they stand in the file
   * @throws IOException where the stream fails
   */
  public void write(OutputStream out, String run, List<MetricValues> rows) throws IOException {
    ParquetBytes file = new ParquetBytes();
    try (ParquetWriter<MetricValues> writer = new Builder(file, run).build()) {
      for (MetricValues row : rows) {
        writer.write(row);
      }
    }
    file.writeTo(out);
  }

  /**
   * What is made from every row of a file, in order.
   *
   * @throws IOException where it is damaged
   */
  public <R> List<R> read(byte[] file, Function<MetricValues, R> row) throws IOException {
    return RowReader.whole(this).all(new ParquetInput(file), row);
  }

  private final class Builder extends ParquetWriter.Builder<MetricValues, Builder> {
    private final String run;

    Builder(ParquetBytes file, String run) {
      super(file);
      this.run = run;
      // Neither site files nor the job's settings may change the bytes.
      Configuration settings = new Configuration(false);
      withConf(settings);
      withCompressionCodec(CompressionCodecName.ZSTD);
      withCodecFactory(new CodecFactory(settings, COMPRESSED));
      // Metrics hardly repeat: dictionaries made the files larger, and took half the time.
      withDictionaryEncoding(false);
    }

    @Override
    protected Builder self() {
      return this;
    }

    @Override
    @SuppressWarnings("deprecation") // abstract in Parquet, so there is no way around it
    protected WriteSupport<MetricValues> getWriteSupport(Configuration conf) {
      return new RowWriter(run);
    }
  }

  private final class RowWriter extends WriteSupport<MetricValues> {
    private final String run;
    private RecordConsumer consumer;

    RowWriter(String run) {
      this.run = run;
    }

    @Override
    @SuppressWarnings("deprecation") // abstract in Parquet, so there is no way around it
    public WriteContext init(Configuration configuration) {
      return new WriteContext(schema, Map.of());
    }

    @Override
    public void prepareForWrite(RecordConsumer recordConsumer) {
      consumer = recordConsumer;
    }

    @Override
    public void write(MetricValues row) {
      consumer.startMessage();
      cell(RUN, 0, MetricType.TEXT, run);
      List<Object> cells = row.cells(rows);
      for (int i = 0; i < cells.size(); i++) {
        if (cells.get(i) != null) {
          Metric<S, ?> column = rows.metrics().get(i);
          cell(column.name(), i + 1, column.type(), cells.get(i));
        }
      }
      consumer.endMessage();
    }

    private void cell(String field, int index, MetricType type, Object value) {
      consumer.startField(field, index);
      ParquetCells.write(consumer, type, value);
      consumer.endField(field, index);
    }
  }
}
