package org.throughtime.sweep.query;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.StringWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Test;
import org.throughtime.sweep.TestSpark;

class ResultFormatTest {
  private static final String ODD =
      """
      SELECT * FROM VALUES
        ('a, "b"', 1, 0.123456789D, CAST('NaN' AS DOUBLE), array(1.5F, 2.5F), true),
        ('', 20000, 1.5e-9D, CAST('-Infinity' AS DOUBLE), array(1F, 2F, 3F, 4F, 5F), false),
        (CAST(NULL AS STRING), NULL, NULL, 1e20D, NULL, NULL),
        ('two\\nlines', -3, 100D, 0D, array(), true) AS t(text, number, real, odd, profile, flag)
      """;

  private static String written(String statement, ResultFormat format) throws IOException {
    SparkSession spark = TestSpark.session(2);
    var rows = spark.sql(statement);
    StringWriter out = new StringWriter();
    format.write(new QueryResult(rows.schema(), rows.collectAsList()), out);
    return out.toString();
  }

  @Test
  void tablesAreForReaders() throws IOException {
    assertEquals(
        """
        text       number      real        odd  profile          flag
        ---------  ------  --------  ---------  ---------------  -----
        a, "b"          1  0.123457        NaN  [1.5 2.5]        true
                    20000   1.5e-09  -Infinity  [1 2 .. 5] of 5  false
        null         null      null      1e+20  null             null
        two lines      -3       100          0  []               true
        4 rows
        """,
        written(ODD, new TableFormat(80)));
  }

  @Test
  void tablesAreNoWiderThanTheTerminal() throws IOException {
    String wide = "SELECT repeat('x', 100) AS a, 'short' AS b, repeat('y', 60) AS c, 1 AS d";
    String table = written(wide, new TableFormat(80));
    table.lines().forEach(line -> assertTrue(line.length() <= 80, line));
    assertTrue(table.contains("..") && table.contains("short"), table);
    String many = "SELECT " + "123456789 AS a, ".repeat(20) + "repeat('x', 200) AS last";
    String below = written(many, new TableFormat(80));
    below.lines().forEach(line -> assertTrue(line.length() <= 80, line));
    assertTrue(below.startsWith("-- row 1\na     123456789\n"), below);
    assertEquals(200, below.chars().filter(c -> c == 'x').count(), below);
  }

  @Test
  void csvIsRfc4180() throws IOException {
    assertEquals(
        "text,number,real,odd,profile,flag\r\n"
            + "\"a, \"\"b\"\"\",1,0.123456789,NaN,\"[1.5,2.5]\",true\r\n"
            + "\"\",20000,1.5E-9,-Infinity,\"[1.0,2.0,3.0,4.0,5.0]\",false\r\n"
            + ",,,1.0E20,,\r\n"
            + "\"two\nlines\",-3,100.0,0.0,[],true\r\n",
        written(ODD, new CsvFormat()));
    assertEquals("a\r\n x \r\n", written("SELECT ' x ' AS a", new CsvFormat()));
  }

  @Test
  void csvKeepsEveryRowAndEveryCell() throws IOException {
    assertEquals(
        "a\r\nx\r\n\"\"\r\ny\r\n\"\"\r\n",
        written("SELECT * FROM VALUES ('x'), (NULL), ('y'), ('') AS t(a)", new CsvFormat()));
    assertEquals(
        "\"a \"\"quoted\"\"\",b\r\n,\r\n",
        written(
            "SELECT CAST(NULL AS STRING) AS `a \"quoted\"`, CAST(NULL AS INT) AS b",
            new CsvFormat()));
    for (String text :
        List.of("6\" nails", "\"", "\"\"", "\"x\"", "# no comment", "a\rb", "\n", "\t,")) {
      String literal = text.replace("\r", "\\r").replace("\n", "\\n").replace("\t", "\\t");
      String csv = written("SELECT '" + literal + "' AS a, 1 AS b", new CsvFormat());
      assertEquals(List.of("a", "b", text, "1"), cells(csv), csv);
    }
  }

  /** Java itself writes these with other digits before version 19. */
  @Test
  void everyJavaWritesTheSameDigits() throws IOException {
    String numbers =
        "SELECT 8.41e21D AS d, CAST(8.5e9 AS FLOAT) AS f, array(2e23D) AS a, map(2e23D, 1) AS m";
    assertEquals(
        "d,f,a,m\r\n8.41E21,8.5E9,[2.0E23],\"{\"\"2.0E23\"\":1}\"\r\n",
        written(numbers, new CsvFormat()));
    assertEquals(
        "{\"d\":8.41E21,\"f\":8.5E9,\"a\":[2.0E23],\"m\":{\"2.0E23\":1}}\n",
        written(numbers, new JsonFormat()));
  }

  /** What RFC 4180 says that a text holds: its fields, one after the other. */
  private static List<String> cells(String csv) {
    List<String> cells = new ArrayList<>();
    Matcher field =
        Pattern.compile("(?:\"((?:[^\"]|\"\")*)\"|([^\",\r\n]*))(?:,|\r\n)").matcher(csv);
    int end = 0;
    while (end < csv.length() && field.find(end) && field.start() == end) {
      cells.add(field.group(1) != null ? field.group(1).replace("\"\"", "\"") : field.group(2));
      end = field.end();
    }
    assertEquals(csv.length(), end, "no RFC 4180 from " + end + " on: " + csv);
    return cells;
  }

  @Test
  void jsonRefusesTwoColumnsOfOneName() {
    QueryException e =
        assertThrows(
            QueryException.class, () -> written("SELECT 1 AS a, 2 AS a", new JsonFormat()));
    assertEquals(
        "two columns have the name a, and JSON can keep only one; rename one with AS",
        e.getMessage());
  }

  @Test
  void jsonIsAnObjectALine() throws IOException {
    List<String> lines = written(ODD, new JsonFormat()).lines().toList();
    assertEquals(
        "{\"text\":\"a, \\\"b\\\"\",\"number\":1,\"real\":0.123456789,\"odd\":\"NaN\","
            + "\"profile\":[1.5,2.5],\"flag\":true}",
        lines.get(0));
    JsonNode nulls = new JsonMapper().readTree(lines.get(2));
    assertTrue(nulls.get("text").isNull() && nulls.get("profile").isNull());
    String nested =
        written(
            "SELECT named_struct('a', 1, 'b', map('k', array(1L))) AS s, 1.50BD AS d,"
                + " DATE '2013-06-16' AS day",
            new JsonFormat());
    assertEquals("{\"s\":{\"a\":1,\"b\":{\"k\":[1]}},\"d\":1.50,\"day\":\"2013-06-16\"}\n", nested);
  }

  @Test
  void noRowsAreNoErrorInAnyFormat() throws IOException {
    String none = "SELECT 1 AS a WHERE false";
    assertEquals("a\n-\n0 rows\n", written(none, new TableFormat(80)));
    assertEquals("a\r\n", written(none, new CsvFormat()));
    assertEquals("", written(none, new JsonFormat()));
  }
}
