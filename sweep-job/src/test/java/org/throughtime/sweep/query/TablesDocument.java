package org.throughtime.sweep.query;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;

/** docs/tables.md, whose tables of columns are made from the columns' declarations. */
final class TablesDocument {
  private static final Path FILE = Path.of("../docs/tables.md");
  private static final String END = "<!-- end -->";
  private static final Pattern GENERATED =
      Pattern.compile("<!-- columns of (\\w+), generated -->\n.*?" + END, Pattern.DOTALL);

  private TablesDocument() {}

  static String committed() throws IOException {
    return Files.readString(FILE);
  }

  static void commit(String document) throws IOException {
    Files.writeString(FILE, document);
  }

  /** A document with the tables of columns as they are declared now. */
  static String generated(String document) {
    Map<String, StructType> views = SweepViews.schemas();
    return GENERATED
        .matcher(document)
        .replaceAll(
            match -> Matcher.quoteReplacement(table(match.group(1), views.get(match.group(1)))));
  }

  private static String table(String view, StructType columns) {
    return Stream.of(columns.fields())
        .map(TablesDocument::row)
        .collect(
            Collectors.joining(
                "\n",
                "<!-- columns of %s, generated -->\n| column | type | unit | meaning |\n| --- | --- | --- | --- |\n"
                    .formatted(view),
                "\n" + END));
  }

  private static String row(StructField column) {
    return "| `%s` | %s | %s | %s |"
        .formatted(
            column.name(),
            column.dataType().simpleString(),
            ViewColumns.unit(column),
            inCell(ViewColumns.meaning(column)));
  }

  private static String inCell(String text) {
    return text.replace("|", "\\|");
  }
}
