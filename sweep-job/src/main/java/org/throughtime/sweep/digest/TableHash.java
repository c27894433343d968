package org.throughtime.sweep.digest;

import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.apache.parquet.HadoopReadOptions;
import org.apache.parquet.ParquetReadOptions;
import org.apache.parquet.column.page.PageReadStore;
import org.apache.parquet.hadoop.ParquetFileReader;
import org.apache.parquet.hadoop.util.HadoopInputFile;
import org.apache.parquet.io.ColumnIOFactory;
import org.apache.parquet.io.MessageColumnIO;
import org.apache.parquet.io.RecordReader;
import org.apache.parquet.io.api.Converter;
import org.apache.parquet.io.api.GroupConverter;
import org.apache.parquet.io.api.RecordMaterializer;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.Type;
import org.throughtime.model.metric.Metric;
import org.throughtime.model.metric.MetricType;
import org.throughtime.model.metric.Presence;
import org.throughtime.sweep.table.ParquetCells;
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

  private final CanonicalHash hash;
  private final Map<String, Column> first = new LinkedHashMap<>();
  private final Map<String, Late> late = new TreeMap<>();
  private long count;
  private long last = -1;

  private record Column(MetricType type, ColumnCell cell) {}

  /** A column that counts where it has a value. */
  private static final class Late {
    final MetricType type;
    final ColumnCell cell;
    final CanonicalHash values = new CanonicalHash();
    boolean present;

    Late(MetricType type) {
      this.type = type;
      this.cell = ColumnCell.of(type);
    }
  }

  /**
   * @param table one that grows while a run trains
   * @param hash what its rows are added to
   */
  TableHash(Table<?> table, CanonicalHash hash) {
    this.hash = hash;
    addColumn(Table.RUN, MetricType.TEXT);
    for (Metric<?, ?> column : table.columns()) {
      if (column.presence() != Presence.LATE) {
        addColumn(column.name(), column.type());
      }
    }
    hash.text(table.name().toString());
    hash.integer(first.size());
    first.forEach(
        (name, column) -> {
          hash.text(name);
          hash.text(column.type().name());
        });
  }

  private void addColumn(String name, MetricType type) {
    first.put(name, new Column(type, ColumnCell.of(type)));
  }

  /**
   * Adds the rows of one file, behind those of the files before it.
   *
   * @throws UnreadableException where it is damaged, lacks a column that is not late, or has rows
   *     that do not go on from those before them
   */
  void add(Path file, Configuration configuration) throws UnreadableException {
    ParquetReadOptions options =
        HadoopReadOptions.builder(configuration).usePageChecksumVerification(true).build();
    try (ParquetFileReader reader =
        ParquetFileReader.open(HadoopInputFile.fromPath(file, configuration), options)) {
      MessageType schema = reader.getFileMetaData().getSchema();
      Rows rows = new Rows(cells(schema));
      MessageColumnIO columns = new ColumnIOFactory().getColumnIO(schema);
      for (PageReadStore pages = reader.readNextRowGroup();
          pages != null;
          pages = reader.readNextRowGroup()) {
        RecordReader<List<ColumnCell>> records = columns.getRecordReader(pages, rows);
        for (long left = pages.getRowCount(); left > 0; left--) {
          records.read();
          addRow();
        }
      }
    } catch (IOException | RuntimeException e) {
      // What Parquet makes of bytes that are not what it wrote is any of these.
      throw UnreadableException.of(file, e);
    }
  }

  /** The cells of a file's columns, in order. */
  private List<ColumnCell> cells(MessageType schema) throws IOException {
    List<ColumnCell> cells = new ArrayList<>();
    int known = 0;
    for (Type field : schema.getFields()) {
      MetricType type =
          ParquetCells.type(field)
              .orElseThrow(() -> new IOException("its column " + field + " is of another version"));
      Column column = first.get(field.getName());
      if (column == null) {
        Late added = late.computeIfAbsent(field.getName(), name -> new Late(type));
        requireType(field, added.type, type);
        cells.add(added.cell);
      } else {
        requireType(field, column.type(), type);
        cells.add(column.cell());
        known++;
      }
    }
    if (known < first.size()) {
      throw new IOException("its columns are not those of this version");
    }
    return cells;
  }

  private static void requireType(Type field, MetricType expected, MetricType actual)
      throws IOException {
    if (expected != actual) {
      throw new IOException(
          "its column " + field.getName() + " is " + actual + ", must be " + expected);
    }
  }

  private void addRow() throws IOException {
    long order = ((ColumnCell.Single) first.get(ORDER).cell()).number();
    if (order <= last) {
      throw new IOException("a row of " + ORDER + " " + order + " comes behind one of " + last);
    }
    last = order;
    count++;
    hash.flag(true);
    first.values().forEach(column -> column.cell().addTo(hash));
    for (Late column : late.values()) {
      if (column.cell.present()) {
        column.present = true;
        column.values.integer(order);
        column.cell.addValueTo(column.values);
      }
    }
  }

  /**
   * Ends the table in the hash.
   *
   * @return how many rows were added
   */
  long end() {
    hash.flag(false);
    late.forEach(
        (name, column) -> {
          if (column.present) {
            hash.text(name);
            hash.text(column.type.name());
            hash.text(column.values.hex());
          }
        });
    return count;
  }

  /** Clears the cells of all columns before a row: a file may lack those of the one before. */
  private void clear() {
    first.values().forEach(column -> column.cell().clear());
    late.values().forEach(column -> column.cell.clear());
  }

  private final class Rows extends RecordMaterializer<List<ColumnCell>> {
    private final List<ColumnCell> cells;
    private final GroupConverter root =
        new GroupConverter() {
          @Override
          public Converter getConverter(int field) {
            return cells.get(field).converter();
          }

          @Override
          public void start() {
            clear();
          }

          @Override
          public void end() {}
        };

    Rows(List<ColumnCell> cells) {
      this.cells = cells;
    }

    @Override
    public List<ColumnCell> getCurrentRecord() {
      return cells;
    }

    @Override
    public GroupConverter getRootConverter() {
      return root;
    }
  }
}
