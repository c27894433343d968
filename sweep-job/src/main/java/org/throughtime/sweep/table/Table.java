package org.throughtime.sweep.table;

import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.hadoop.conf.Configuration;
import org.apache.parquet.example.data.Group;
import org.apache.parquet.hadoop.CodecFactory;
import org.apache.parquet.hadoop.ParquetWriter;
import org.apache.parquet.hadoop.api.WriteSupport;
import org.apache.parquet.hadoop.metadata.CompressionCodecName;
import org.apache.parquet.io.api.RecordConsumer;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.Type;

/**
 * A table of a sweep: a name, its columns, and how its rows become a Parquet file.
 *
 * <p>Its first column is always {@code run}, the name of the run a row belongs to. The bytes of a
 * file depend on its rows alone: no time, no host and no random identifier gets into it.
 *
 * @param <R> what a row is made from
 */
public final class Table<R> {
  /** The column every table starts with. */
  public static final String RUN = "run";

  /**
   * Bytes that compressors have room for at first: most pages need less, and Parquet's 1 MB costs.
   */
  private static final int COMPRESSED = 4096;

  private final String name;
  private final List<Column<R>> columns;
  private final MessageType schema;

  /**
   * @param name of the table and of its folder
   * @param columns all but {@code run}, in order
   */
  Table(String name, List<Column<R>> columns) {
    this.name = name;
    this.columns = List.copyOf(columns);
    List<Type> fields = new ArrayList<>();
    Set<String> names = new LinkedHashSet<>();
    fields.add(ColumnType.TEXT.parquet(RUN));
    names.add(RUN);
    for (Column<R> column : columns) {
      if (!names.add(column.name())) {
        throw new IllegalArgumentException("table " + name + " has two columns " + column.name());
      }
      fields.add(column.type().parquet(column.name()));
    }
    this.schema = new MessageType(name, fields);
  }

  /** Three groups of columns as one list. */
  static <R> List<Column<R>> columns(
      List<Column<R>> first, List<Column<R>> second, List<Column<R>> third) {
    return Stream.of(first, second, third).flatMap(List::stream).toList();
  }

  /** Its name, and that of the folder its files are in. */
  public String name() {
    return name;
  }

  /** Every column but {@code run}, which comes before them. */
  public List<Column<R>> columns() {
    return columns;
  }

  /** The Parquet schema of every file of this table. */
  public MessageType schema() {
    return schema;
  }

  /** The cells of a row, {@code run} first; null where there is none. */
  public List<Object> cells(String run, R row) {
    List<Object> cells = new ArrayList<>(List.of(run));
    columns.forEach(column -> cells.add(column.value().apply(row)));
    return cells;
  }

  /** The cells of a row read back, which may have been written before some columns were there. */
  public List<Object> cells(Group row) {
    List<Object> cells = new ArrayList<>();
    cells.add(ColumnType.TEXT.readIfThere(row, RUN));
    columns.forEach(column -> cells.add(column.type().readIfThere(row, column.name())));
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
  public void write(OutputStream out, String run, List<? extends R> rows) throws IOException {
    ParquetBytes file = new ParquetBytes();
    try (ParquetWriter<R> writer = new Builder(file, run).build()) {
      for (R row : rows) {
        writer.write(row);
      }
    }
    file.writeTo(out);
  }

  private final class Builder extends ParquetWriter.Builder<R, Builder> {
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
    protected WriteSupport<R> getWriteSupport(Configuration conf) {
      return new RowWriter(run);
    }
  }

  private final class RowWriter extends WriteSupport<R> {
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
    public void write(R row) {
      consumer.startMessage();
      cell(RUN, 0, ColumnType.TEXT, run);
      for (int i = 0; i < columns.size(); i++) {
        Column<R> column = columns.get(i);
        Object value = column.value().apply(row);
        if (value != null) {
          cell(column.name(), i + 1, column.type(), value);
        }
      }
      consumer.endMessage();
    }

    private void cell(String field, int index, ColumnType type, Object value) {
      consumer.startField(field, index);
      type.write(consumer, value);
      consumer.endField(field, index);
    }
  }
}
