package org.throughtime.sweep.digest;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
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
import org.throughtime.sweep.table.Column;
import org.throughtime.sweep.table.ColumnType;
import org.throughtime.sweep.table.Table;

/**
 * Adds a run's rows of one table to a hash: the name of the table, the names and types of its
 * columns, then every row, all its columns in order. How Parquet stores them, and which rows share
 * a file, leaves no trace in it.
 */
final class TableHash {
  /** The column by which the rows of every table that grows are in order. */
  private static final String ORDER = "iter";

  private final MessageType schema;
  private final CanonicalHash hash;
  private final List<Cell> cells = new ArrayList<>();
  private final Cell.Single order;
  private final RecordMaterializer<List<Cell>> rows = new Rows();
  private long count;
  private long last = -1;

  /**
   * @param table one that grows while a run trains
   * @param hash what its rows are added to
   */
  TableHash(Table<?> table, CanonicalHash hash) {
    this.schema = table.schema();
    this.hash = hash;
    hash.text(table.name());
    hash.integer(table.columns().size() + 1);
    Cell.Single order = null;
    addColumn(Table.RUN, ColumnType.TEXT);
    for (Column<?> column : table.columns()) {
      Cell cell = addColumn(column.name(), column.type());
      if (column.name().equals(ORDER)) {
        order = (Cell.Single) cell;
      }
    }
    this.order = order;
  }

  private Cell addColumn(String name, ColumnType type) {
    hash.text(name);
    hash.text(type.name());
    Cell cell = Cell.of(type);
    cells.add(cell);
    return cell;
  }

  /**
   * Adds the rows of one file, behind those of the files before it.
   *
   * @throws UnreadableException where it is damaged, has other columns, or rows that do not go on
   *     from those before them
   */
  void add(Path file, Configuration configuration) throws UnreadableException {
    ParquetReadOptions options =
        HadoopReadOptions.builder(configuration).usePageChecksumVerification(true).build();
    try (ParquetFileReader reader =
        ParquetFileReader.open(HadoopInputFile.fromPath(file, configuration), options)) {
      if (!reader.getFileMetaData().getSchema().equals(schema)) {
        throw new IOException("its columns are not those of this version");
      }
      MessageColumnIO columns = new ColumnIOFactory().getColumnIO(schema);
      for (PageReadStore pages = reader.readNextRowGroup();
          pages != null;
          pages = reader.readNextRowGroup()) {
        RecordReader<List<Cell>> records = columns.getRecordReader(pages, rows);
        for (long left = pages.getRowCount(); left > 0; left--) {
          addRow(records.read());
        }
      }
    } catch (IOException | RuntimeException e) {
      // What Parquet makes of bytes that are not what it wrote is any of these.
      throw UnreadableException.of(file, e);
    }
  }

  private void addRow(List<Cell> row) throws IOException {
    if (order.number() <= last) {
      throw new IOException(
          "a row of " + ORDER + " " + order.number() + " comes behind one of " + last);
    }
    last = order.number();
    count++;
    hash.flag(true);
    row.forEach(cell -> cell.addTo(hash));
  }

  /**
   * Ends the table in the hash.
   *
   * @return how many rows were added
   */
  long end() {
    hash.flag(false);
    return count;
  }

  private final class Rows extends RecordMaterializer<List<Cell>> {
    private final GroupConverter root =
        new GroupConverter() {
          @Override
          public Converter getConverter(int field) {
            return cells.get(field).converter();
          }

          @Override
          public void start() {
            cells.forEach(Cell::clear);
          }

          @Override
          public void end() {}
        };

    @Override
    public List<Cell> getCurrentRecord() {
      return cells;
    }

    @Override
    public GroupConverter getRootConverter() {
      return root;
    }
  }
}
