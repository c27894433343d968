package org.throughtime.sweep.table;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import org.apache.parquet.format.ColumnChunk;
import org.apache.parquet.format.ColumnMetaData;
import org.apache.parquet.format.FileMetaData;
import org.apache.parquet.format.RowGroup;
import org.apache.parquet.format.Util;

/**
 * Parquet files one behind the other, and behind them a footer over the rows of all: each of them
 * is still there byte for byte, and together they are one Parquet file. A reader of that file skips
 * the footers in between, since a footer says where each column begins.
 */
public final class JoinedParquet {
  private static final byte[] MAGIC = "PAR1".getBytes(StandardCharsets.US_ASCII);
  private static final int TRAILER = Integer.BYTES + MAGIC.length;

  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
  private final FileMetaData footer;

  /**
   * Begins with no file.
   *
   * @param first a file; others with the same {@link #kind} can be added
   * @throws IOException if it is not a Parquet file
   */
  public JoinedParquet(byte[] first) throws IOException {
    this.footer = withoutRows(first);
  }

  /**
   * What files must have in common to be joined, as a text: columns and their order, and the
   * writer.
   *
   * @throws IOException where the file is no Parquet file
   */
  public static String kind(byte[] file) throws IOException {
    return withoutRows(file).toString();
  }

  private static FileMetaData withoutRows(byte[] file) throws IOException {
    FileMetaData footer = footer(file);
    footer.setNum_rows(0);
    footer.setRow_groups(new ArrayList<>());
    return footer;
  }

  private static FileMetaData footer(byte[] file) throws IOException {
    try {
      int end = file.length - TRAILER;
      int length =
          ByteBuffer.wrap(file, end, Integer.BYTES).order(ByteOrder.LITTLE_ENDIAN).getInt();
      return Util.readFileMetaData(new ByteArrayInputStream(file, end - length, length));
    } catch (RuntimeException e) {
      throw new IOException("is not a Parquet file", e);
    }
  }

  /**
   * Adds a file.
   *
   * @return where its first byte is
   * @throws IOException if it is not a Parquet file
   */
  public long add(byte[] file) throws IOException {
    long offset = bytes.size();
    FileMetaData added = footer(file);
    for (RowGroup group : added.getRow_groups()) {
      shift(group, offset);
      footer.addToRow_groups(group);
    }
    footer.setNum_rows(footer.getNum_rows() + added.getNum_rows());
    bytes.write(file);
    return offset;
  }

  private static void shift(RowGroup group, long offset) {
    // It has 16 bits, and counts within the file that the group comes from.
    group.unsetOrdinal();
    if (group.isSetFile_offset()) {
      group.setFile_offset(group.getFile_offset() + offset);
    }
    for (ColumnChunk column : group.getColumns()) {
      column.setFile_offset(column.getFile_offset() + offset);
      // Page indexes name places in the file that they come from.
      column.unsetColumn_index_offset();
      column.unsetColumn_index_length();
      column.unsetOffset_index_offset();
      column.unsetOffset_index_length();
      ColumnMetaData data = column.getMeta_data();
      data.setData_page_offset(data.getData_page_offset() + offset);
      if (data.isSetDictionary_page_offset()) {
        data.setDictionary_page_offset(data.getDictionary_page_offset() + offset);
      }
      data.unsetIndex_page_offset();
      data.unsetBloom_filter_offset();
      data.unsetBloom_filter_length();
    }
  }

  /**
   * The file; nothing may be added afterwards.
   *
   * @throws IOException where the footer cannot be written
   */
  public byte[] end() throws IOException {
    int before = bytes.size();
    Util.writeFileMetaData(footer, bytes);
    int length = bytes.size() - before;
    bytes.write(
        ByteBuffer.allocate(Integer.BYTES).order(ByteOrder.LITTLE_ENDIAN).putInt(length).array());
    bytes.write(MAGIC);
    return bytes.toByteArray();
  }
}
