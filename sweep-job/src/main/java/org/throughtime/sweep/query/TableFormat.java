package org.throughtime.sweep.query;

import java.io.IOException;
import java.io.Writer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.NumericType;
import org.apache.spark.sql.types.StructField;
import org.throughtime.model.number.Decimal;
import scala.jdk.javaapi.CollectionConverters;

/**
 * Output for people: columns side by side, numbers right-aligned with six significant digits, as
 * wide as the terminal. If the columns do not fit, the longest texts lose their middles. If that is
 * not enough, the columns of a row are printed below each other.
 *
 * <p>The formats for programs leave nothing out.
 */
public final class TableFormat implements ResultFormat {
  private static final String GAP = "  ";
  private static final int SIGNIFICANT = 6;
  private static final int MOST_ELEMENTS = 4;

  /** Names of runs stay readable above it. */
  private static final int LEAST_TEXT = 24;

  private final int width;

  /**
   * @param columns width of the terminal, in characters
   */
  public TableFormat(int columns) {
    this.width = columns;
  }

  @Override
  public void write(QueryResult result, Writer out) throws IOException {
    List<List<String>> rows = new ArrayList<>();
    for (Row row : result.rows()) {
      List<String> cells = new ArrayList<>();
      for (int i = 0; i < row.length(); i++) {
        cells.add(cell(row.get(i)));
      }
      rows.add(cells);
    }
    StructField[] fields = result.columns().fields();
    int[] widths = new int[fields.length];
    for (int i = 0; i < fields.length; i++) {
      int column = i;
      widths[i] =
          Math.max(
              fields[i].name().length(),
              rows.stream().mapToInt(row -> row.get(column).length()).max().orElse(0));
    }
    if (shorten(widths, fields)) {
      besides(fields, rows, widths, out);
    } else {
      below(fields, rows, out);
    }
    out.write(rows.size() == 1 ? "1 row\n" : rows.size() + " rows\n");
  }

  /** Takes from the widest texts first; false where what they can spare is not enough. */
  private boolean shorten(int[] widths, StructField[] fields) {
    int over = Arrays.stream(widths).sum() + GAP.length() * (widths.length - 1) - width;
    while (over > 0) {
      int widest = -1;
      for (int i = 0; i < widths.length; i++) {
        int least = Math.max(LEAST_TEXT, fields[i].name().length());
        if (!isNumber(fields[i])
            && widths[i] > least
            && (widest < 0 || widths[i] > widths[widest])) {
          widest = i;
        }
      }
      if (widest < 0) {
        return false;
      }
      widths[widest]--;
      over--;
    }
    return true;
  }

  private static void besides(
      StructField[] fields, List<List<String>> rows, int[] widths, Writer out) throws IOException {
    line(fields, Stream.of(fields).map(StructField::name).toList(), widths, out);
    Stream<String> rules = Arrays.stream(widths).mapToObj("-"::repeat);
    out.write(rules.collect(Collectors.joining(GAP)) + "\n");
    for (List<String> row : rows) {
      line(fields, row, widths, out);
    }
  }

  private static void line(StructField[] fields, List<String> cells, int[] widths, Writer out)
      throws IOException {
    StringBuilder line = new StringBuilder();
    for (int i = 0; i < widths.length; i++) {
      String text = shortened(cells.get(i), widths[i]);
      String space = " ".repeat(widths[i] - text.length());
      line.append(i == 0 ? "" : GAP).append(isNumber(fields[i]) ? space + text : text + space);
    }
    out.write(line.toString().stripTrailing() + "\n");
  }

  private void below(StructField[] fields, List<List<String>> rows, Writer out) throws IOException {
    int name = Stream.of(fields).mapToInt(f -> f.name().length()).max().orElse(0);
    int room = Math.max(LEAST_TEXT, width - name - GAP.length());
    int number = 0;
    for (List<String> row : rows) {
      out.write("-- row " + ++number + "\n");
      for (int i = 0; i < fields.length; i++) {
        String left = fields[i].name() + " ".repeat(name - fields[i].name().length());
        String rest = row.get(i);
        while (rest.length() > room) {
          out.write(left + GAP + rest.substring(0, room) + "\n");
          left = " ".repeat(name);
          rest = rest.substring(room);
        }
        out.write((left + GAP + rest).stripTrailing() + "\n");
      }
    }
  }

  private static boolean isNumber(StructField field) {
    return field.dataType() instanceof NumericType;
  }

  /** Names of a grid differ at their ends, so the middle goes. */
  private static String shortened(String text, int width) {
    if (text.length() <= width) {
      return text;
    }
    int head = (width - 2) / 3;
    return text.substring(0, head) + ".." + text.substring(text.length() - (width - 2 - head));
  }

  private static String cell(Object value) throws IOException {
    if (value instanceof scala.collection.Seq<?> sequence) {
      return elements(CollectionConverters.asJava(sequence));
    }
    if (value instanceof Double number) {
      return number(number);
    }
    if (value instanceof Float number) {
      return number(number);
    }
    boolean parts = value instanceof Row || value instanceof scala.collection.Map<?, ?>;
    return parts ? JsonFormat.text(value) : String.valueOf(value).replaceAll("\\R", " ");
  }

  /** A profile has hundreds of elements: its ends, and how many there are. */
  private static String elements(List<?> elements) throws IOException {
    List<String> shown = new ArrayList<>();
    int n = elements.size();
    for (int i = 0; i < n; i++) {
      if (n <= MOST_ELEMENTS || i < 2 || i == n - 1) {
        shown.add(cell(elements.get(i)));
      } else if (i == 2) {
        shown.add("..");
      }
    }
    return "[" + String.join(" ", shown) + "]" + (n > MOST_ELEMENTS ? " of " + n : "");
  }

  /** Six metrics, without zeros behind the last one that counts. */
  private static String number(double value) {
    if (Double.isNaN(value) || Double.isInfinite(value)) {
      return Double.toString(value);
    }
    double size = Math.abs(value);
    if (size != 0 && (size < 1e-4 || size >= 1e9)) {
      return Decimal.format("%.5e", value).replaceFirst("\\.?0+e", "e");
    }
    int whole = size < 1 ? 0 : (int) Math.floor(Math.log10(size)) + 1;
    String text = Decimal.format("%." + Math.max(0, SIGNIFICANT - whole) + "f", value);
    return text.contains(".") ? text.replaceFirst("\\.?0+$", "") : text;
  }
}
