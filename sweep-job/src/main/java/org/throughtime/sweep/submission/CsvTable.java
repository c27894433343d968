package org.throughtime.sweep.submission;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.stream.Collectors;
import org.apache.commons.text.StringEscapeUtils;
import org.throughtime.model.number.Decimal;

/** The numbers of a plot, in RFC 4180. */
final class CsvTable {
  private static final String LINE_END = "\r\n";

  private final int width;
  private final StringBuilder text;

  /**
   * A table without rows.
   *
   * @param columns their names
   */
  CsvTable(String... columns) {
    this.width = columns.length;
    this.text = new StringBuilder(String.join(",", columns)).append(LINE_END);
  }

  /**
   * Adds a row.
   *
   * @param cells numbers, written with all of their digits, and words
   * @throws IllegalArgumentException where there are not as many as columns
   */
  void add(Object... cells) {
    if (cells.length != width) {
      throw new IllegalArgumentException(cells.length + " cells for " + width + " columns");
    }
    text.append(
        Arrays.stream(cells)
            .map(cell -> StringEscapeUtils.escapeCsv(Decimal.text(cell)))
            .collect(Collectors.joining(",")));
    text.append(LINE_END);
  }

  /** The file. */
  byte[] bytes() {
    return text.toString().getBytes(StandardCharsets.UTF_8);
  }
}
