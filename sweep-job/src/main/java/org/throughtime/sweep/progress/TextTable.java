package org.throughtime.sweep.progress;

import java.util.Arrays;
import java.util.List;
import java.util.function.BiFunction;
import java.util.stream.IntStream;

/**
 * Rows in columns, for people: the first columns left-aligned, the others right-aligned, the first
 * one cut where the table would be wider than 120 characters.
 *
 * @param left how many columns are left-aligned
 * @param rows the headings first, all of the same length
 * @param cut shortens a text of the first column to a width, which is less than its own
 */
public record TextTable(
    int left, List<List<String>> rows, BiFunction<String, Integer, String> cut) {
  private static final int WIDTH = 120;
  private static final int LEAST = 12;
  private static final String GAP = "  ";

  public TextTable {
    rows = List.copyOf(rows);
  }

  /** One whose first column has names: those of a grid differ at their ends. */
  public TextTable(int left, List<List<String>> rows) {
    this(left, rows, TextTable::withoutMiddle);
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
      String whole = row.get(i);
      String cell = whole.length() > widths[i] ? cut.apply(whole, widths[i]) : whole;
      String space = " ".repeat(widths[i] - cell.length());
      line.append(i == 0 ? "" : GAP).append(i < left ? cell + space : space + cell);
    }
    text.append(line.toString().stripTrailing()).append('\n');
  }

  private static String withoutMiddle(String name, int width) {
    int head = (width - 2) / 3;
    return name.substring(0, head) + ".." + name.substring(name.length() - (width - 2 - head));
  }
}
