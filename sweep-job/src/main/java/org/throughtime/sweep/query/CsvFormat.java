package org.throughtime.sweep.query;

import java.io.IOException;
import java.io.Writer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.commons.text.StringEscapeUtils;
import org.apache.spark.sql.Row;
import org.throughtime.model.number.Decimal;

/**
 * RFC 4180, with the names of the columns first. A null is an empty field, and an empty text is
 * {@code ""}. A value with parts, such as a profile, is JSON. A row of one null is also {@code ""},
 * because readers skip an empty line.
 */
public final class CsvFormat implements ResultFormat {
  private static final String EMPTY = "\"\"";
  private static final String LINE_END = "\r\n";

  @Override
  public void write(QueryResult result, Writer out) throws IOException {
    write(Arrays.asList(result.columns().fieldNames()), out);
    for (Row row : result.rows()) {
      List<String> cells = new ArrayList<>();
      for (int i = 0; i < row.length(); i++) {
        cells.add(text(row.get(i)));
      }
      write(cells, out);
    }
  }

  private static void write(List<String> cells, Writer out) throws IOException {
    List<String> fields = cells.stream().map(CsvFormat::field).toList();
    String line = String.join(",", fields);
    out.write(line.isEmpty() && !cells.isEmpty() ? EMPTY : line);
    out.write(LINE_END);
  }

  private static String field(String cell) {
    if (cell == null) {
      return "";
    }
    return cell.isEmpty() ? EMPTY : StringEscapeUtils.escapeCsv(cell);
  }

  private static String text(Object value) throws IOException {
    boolean parts =
        value instanceof Row
            || value instanceof scala.collection.Map<?, ?>
            || value instanceof scala.collection.Seq<?>;
    if (value instanceof byte[] bytes) {
      return Arrays.toString(bytes);
    }
    return value == null ? null : parts ? JsonFormat.text(value) : Decimal.text(value);
  }
}
