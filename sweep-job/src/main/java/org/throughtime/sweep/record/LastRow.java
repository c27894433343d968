package org.throughtime.sweep.record;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.apache.parquet.conf.HadoopParquetConfiguration;
import org.apache.parquet.conf.ParquetConfiguration;
import org.apache.parquet.example.data.Group;
import org.apache.parquet.hadoop.ParquetReader;
import org.apache.parquet.hadoop.api.ReadSupport;
import org.apache.parquet.hadoop.example.GroupReadSupport;
import org.apache.parquet.hadoop.util.HadoopInputFile;
import org.apache.parquet.io.InputFile;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.Type;

/**
 * Reads the last row of files of one table, some of its columns only.
 *
 * <p>Made for opening thousands of small files: where Parquet's own builder is given a path, it
 * parses Hadoop's default settings anew for every file, which takes longer than reading one.
 */
final class LastRow {
  private final ParquetConfiguration settings;
  private final Configuration files;

  /**
   * @param table whose files are read
   * @param columns names of the columns to read, of those that hold no profile
   * @param files finds and configures the file system
   */
  LastRow(Table<?> table, List<String> columns, Configuration files) {
    List<Type> read = columns.stream().map(table.schema()::getType).toList();
    this.settings = new HadoopParquetConfiguration(new Configuration(false));
    this.settings.set(
        ReadSupport.PARQUET_READ_SCHEMA, new MessageType(table.name(), read).toString());
    this.files = files;
  }

  /**
   * The last row of a file; empty where it has none.
   *
   * @throws IOException where it cannot be read
   */
  Optional<Group> of(Path file) throws IOException {
    Group last = null;
    try (ParquetReader<Group> reader =
        new Builder(HadoopInputFile.fromPath(file, files), settings).build()) {
      for (Group row = reader.read(); row != null; row = reader.read()) {
        last = row;
      }
    }
    return Optional.ofNullable(last);
  }

  private static final class Builder extends ParquetReader.Builder<Group> {
    Builder(InputFile file, ParquetConfiguration settings) {
      super(file, settings);
    }

    @Override
    protected ReadSupport<Group> getReadSupport() {
      return new GroupReadSupport();
    }
  }
}
