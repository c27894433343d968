package org.throughtime.sweep.query;

import com.univocity.parsers.csv.CsvWriter;
import com.univocity.parsers.csv.CsvWriterSettings;
import java.io.IOException;
import java.io.StringWriter;
import java.io.Writer;
import java.util.Arrays;
import org.apache.spark.sql.Row;

/**
 * RFC 4180, the names of the columns first. A null is an empty field and an empty text is {@code
 * ""}; what has parts, such as a profile, is JSON.
 */
public final class CsvFormat implements ResultFormat {
  @Override
  public void write(QueryResult result, Writer out) throws IOException {
    CsvWriterSettings settings = new CsvWriterSettings();
    settings.getFormat().setLineSeparator("\r\n");
    settings.getFormat().setQuoteEscape('"');
    settings.setIgnoreLeadingWhitespaces(false);
    settings.setIgnoreTrailingWhitespaces(false);
    settings.setNormalizeLineEndingsWithinQuotes(false);
    settings.setNullValue("");
    settings.setEmptyValue("\"\"");
    settings.setMaxColumns(Math.max(1, result.columns().length()));
    StringWriter text = new StringWriter();
    CsvWriter csv = new CsvWriter(text, settings);
    csv.writeHeaders(result.columns().fieldNames());
    for (Row row : result.rows()) {
      for (int i = 0; i < row.length(); i++) {
        csv.addValue(i, cell(row.get(i)));
      }
      csv.writeValuesToRow();
    }
    csv.close();
    out.write(text.toString());
  }

  private static String cell(Object value) throws IOException {
    boolean parts =
        value instanceof Row
            || value instanceof scala.collection.Map<?, ?>
            || value instanceof scala.collection.Seq<?>;
    if (value instanceof byte[] bytes) {
      return Arrays.toString(bytes);
    }
    return value == null ? null : parts ? JsonFormat.text(value) : value.toString();
  }
}
