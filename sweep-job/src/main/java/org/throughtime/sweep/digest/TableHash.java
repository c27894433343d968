package org.throughtime.sweep.digest;

import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.hadoop.conf.Configuration;
import org.apache.parquet.HadoopReadOptions;
import org.apache.parquet.ParquetReadOptions;
import org.apache.parquet.column.page.PageReadStore;
import org.apache.parquet.example.data.Group;
import org.apache.parquet.example.data.simple.convert.GroupRecordConverter;
import org.apache.parquet.hadoop.ParquetFileReader;
import org.apache.parquet.io.ColumnIOFactory;
import org.apache.parquet.io.MessageColumnIO;
import org.apache.parquet.io.RecordReader;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.Type;
import org.throughtime.model.metric.MetricType;
import org.throughtime.model.metric.Presence;
import org.throughtime.sweep.table.ParquetCells;
import org.throughtime.sweep.table.ParquetInput;
import org.throughtime.sweep.table.Table;

/**
 * Adds a run's rows of one table to a hash: the name of the table, the names and types of its
 * columns, then every row, all its columns in order. How Parquet stores them, and which rows share
 * a file, leaves no trace in it.
 *
 * <p>A column that was added late counts only where a row of the run has a value of it, behind all
 * rows, with the places of those rows: so the hash of a run stays the same in every version that
 * knows its columns, and one of a column that this version does not know counts too.
 */
final class TableHash {
  /** The column by which the rows of every table that grows are in order. */
  private static final String ORDER = "iter";

  private static final ParquetReadOptions OPTIONS =
      HadoopReadOptions.builder(new Configuration(false)).usePageChecksumVerification(true).build();

  private final CanonicalHash hash;

  /** Columns that count whatever they hold, in order. */
  private final List<String> first = new ArrayList<>();

  /** The types of these and of all others that were seen. */
  private final Map<String, MetricType> types = new LinkedHashMap<>();

  /** Of the other columns, those of which a row has a value. */
  private final Map<String, CanonicalHash> late = new TreeMap<>();

  private long count;
  private long last = -1;

  /**
   * @param table one that grows while a run trains
   * @param hash what its rows are added to
   */
  TableHash(Table<?> table, CanonicalHash hash) {
    this.hash = hash;
    types.put(Table.RUN, MetricType.TEXT);
    table.columns().stream()
        .filter(column -> column.presence() != Presence.LATE)
        .forEach(column -> types.put(column.name(), column.type()));
    first.addAll(types.keySet());
    hash.text(table.name().toString());
    hash.integer(first.size());
    types.forEach(
        (name, type) -> {
          hash.text(name);
          hash.text(type.name());
        });
  }

  /**
   * Adds the rows of one file, behind those of the files before it.
   *
   * @return how many rows were added so far
   * @throws IOException where it is damaged, lacks a column that is not late, or has rows that do
   *     not go on from those before them; Parquet throws a RuntimeException too where it is damaged
   */
  long add(byte[] file) throws IOException {
    try (ParquetFileReader reader = ParquetFileReader.open(new ParquetInput(file), OPTIONS)) {
      MessageType schema = reader.getFileMetaData().getSchema();
      List<String> added = addedColumns(schema);
      MessageColumnIO columns = new ColumnIOFactory().getColumnIO(schema);
      for (PageReadStore pages = reader.readNextRowGroup();
          pages != null;
          pages = reader.readNextRowGroup()) {
        RecordReader<Group> rows = columns.getRecordReader(pages, new GroupRecordConverter(schema));
        for (long left = pages.getRowCount(); left > 0; left--) {
          addRow(rows.read(), added);
        }
      }
    }
    return count;
  }

  /** The columns of a file that count where they have a value. */
  private List<String> addedColumns(MessageType schema) throws IOException {
    List<String> added = new ArrayList<>();
    for (Type field : schema.getFields()) {
      String name = field.getName();
      MetricType type =
          ParquetCells.type(field)
              .orElseThrow(() -> new IOException("its column " + field + " is of another version"));
      MetricType expected = types.computeIfAbsent(name, unseen -> type);
      if (type != expected) {
        throw new IOException("its column " + name + " is " + type + ", must be " + expected);
      }
      added.add(name);
    }
    if (!added.containsAll(first)) {
      throw new IOException("its columns are not those of this version");
    }
    added.removeAll(first);
    return added;
  }

  private void addRow(Group row, List<String> added) throws IOException {
    long order = ((Number) cell(row, ORDER)).longValue();
    if (order <= last) {
      throw new IOException("a row of " + ORDER + " " + order + " follows one of " + last);
    }
    last = order;
    count++;
    hash.flag(true);
    for (String column : first) {
      Object value = cell(row, column);
      hash.flag(value != null);
      if (value != null) {
        hash.value(types.get(column), value);
      }
    }
    for (String column : added) {
      Object value = cell(row, column);
      if (value != null) {
        CanonicalHash values = late.computeIfAbsent(column, unseen -> new CanonicalHash());
        values.integer(order);
        values.value(types.get(column), value);
      }
    }
  }

  private Object cell(Group row, String column) {
    return ParquetCells.read(row, column, types.get(column));
  }

  /**
   * Ends the table in the hash.
   *
   * @return how many rows were added
   */
  long end() {
    hash.flag(false);
    late.forEach(
        (name, values) -> {
          hash.text(name);
          hash.text(types.get(name).name());
          hash.text(values.hex());
        });
    return count;
  }
}
