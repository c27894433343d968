package org.throughtime.sweep.progress;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.throughtime.model.number.Decimal;

/**
 * Rows in columns, for people: the first columns left-aligned, the others right-aligned, the first
 * one cut in its middle where the table would be wider than 120 characters.
 *
 * @param left how many columns are left-aligned
 * @param rows the headings first, all of the same length
 */
public record TextTable(int left, List<List<String>> rows) {
  private static final int WIDTH = 120;
  private static final int LEAST = 12;
  private static final String GAP = "  ";

  public TextTable {
    rows = List.copyOf(rows);
  }

  /** The table as lines, each ended by a newline. */
  public String render() {
    int[] widths =
        IntStream.range(0, rows.get(0).size())
            .map(i -> rows.stream().mapToInt(row -> row.get(i).length()).max().orElse(0))
            .toArray();
    int others = Arrays.stream(widths).skip(1).map(width -> GAP.length() + width).sum();
    widths[0] = Math.min(widths[0], Math.max(LEAST, WIDTH - others));
    StringBuilder text = new StringBuilder();
    rows.forEach(row -> append(text, row, widths));
    return text.toString();
  }

  private void append(StringBuilder text, List<String> row, int[] widths) {
    StringBuilder line = new StringBuilder();
    for (int i = 0; i < widths.length; i++) {
      String cell = shortened(row.get(i), widths[i]);
      String space = " ".repeat(widths[i] - cell.length());
      line.append(i == 0 ? "" : GAP).append(i < left ? cell + space : space + cell);
    }
    text.append(line.toString().stripTrailing()).append('\n');
  }

  /** Names of a grid differ at their ends, so the middle goes. */
  private static String shortened(String name, int width) {
    if (name.length() <= width) {
      return name;
    }
    int head = (width - 2) / 3;
    return name.substring(0, head) + ".." + name.substring(name.length() - (width - 2 - head));
  }

  /** A metric with so many digits, or with an exponent where these would not show it. */
  public static String number(double value, int digits) {
    if (Double.isNaN(value) || Double.isInfinite(value)) {
      return Double.isNaN(value) ? "nan" : value > 0 ? "inf" : "-inf";
    }
    boolean wide = Math.abs(value) >= 1e6;
    boolean tiny = value != 0 && Math.abs(value) < 0.5 * Math.pow(10, -digits);
    return Decimal.format(wide || tiny ? "%.1e" : "%." + digits + "f", value);
  }
}
