package org.throughtime.sweep.table;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.apache.parquet.format.ColumnChunk;
import org.apache.parquet.format.Encoding;
import org.apache.parquet.format.FileMetaData;
import org.apache.parquet.format.RowGroup;
import org.apache.parquet.format.Util;
import org.apache.parquet.io.OutputFile;
import org.apache.parquet.io.PositionOutputStream;

/**
 * A Parquet file in memory, whose bytes do not depend on the process that wrote it.
 *
 * <p>Parquet's writer lists the encodings of a column in the order of a hash set of enum constants,
 * whose hash codes differ between JVMs. Readers ignore that order, but equal rows must give equal
 * bytes, so this class sorts the list.
 */
final class ParquetBytes implements OutputFile {
  /** Behind the footer: its length in four bytes, little endian, and the magic number PAR1. */
  private static final int TRAILER = 8;

  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

  /** Writes the file, which a writer has closed before, with its encodings in order. */
  void writeTo(OutputStream out) throws IOException {
    inOrder(bytes.toByteArray()).writeTo(out);
  }

  /** The same file with the encodings of every column in order. */
  static ByteArrayOutputStream inOrder(byte[] file) throws IOException {
    ByteBuffer trailer =
        ByteBuffer.wrap(file, file.length - TRAILER, TRAILER).order(ByteOrder.LITTLE_ENDIAN);
    int footer = file.length - TRAILER - trailer.getInt();
    FileMetaData metadata =
        Util.readFileMetaData(
            new ByteArrayInputStream(file, footer, file.length - TRAILER - footer));
    for (RowGroup group : metadata.getRow_groups()) {
      for (ColumnChunk column : group.getColumns()) {
        List<Encoding> encodings = new ArrayList<>(column.getMeta_data().getEncodings());
        Collections.sort(encodings);
        column.getMeta_data().setEncodings(encodings);
      }
    }
    ByteArrayOutputStream ordered = new ByteArrayOutputStream(file.length);
    ordered.write(file, 0, footer);
    Util.writeFileMetaData(metadata, ordered);
    byte[] length =
        ByteBuffer.allocate(4)
            .order(ByteOrder.LITTLE_ENDIAN)
            .putInt(ordered.size() - footer)
            .array();
    ordered.write(length);
    ordered.write(file, file.length - 4, 4);
    return ordered;
  }

  @Override
  public PositionOutputStream create(long blockSizeHint) {
    return new PositionOutputStream() {
      @Override
      public long getPos() {
        return bytes.size();
      }

      @Override
      public void write(int b) {
        bytes.write(b);
      }

      @Override
      public void write(byte[] b, int offset, int length) {
        bytes.write(b, offset, length);
      }
    };
  }

  @Override
  public PositionOutputStream createOrOverwrite(long blockSizeHint) {
    bytes.reset();
    return create(blockSizeHint);
  }

  @Override
  public boolean supportsBlockSize() {
    return false;
  }

  @Override
  public long defaultBlockSize() {
    return 0;
  }
}
