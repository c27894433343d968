package org.throughtime.sweep.query;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Set;
import java.util.TreeSet;
import org.apache.spark.sql.catalyst.analysis.FunctionRegistry;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Without a Spark that could do anything. */
class QueryScopeTest {
  /** With what is behind its first semicolon. */
  private static Statement whole(String text) {
    return new Statement(text, Statement.all(text).get(0).words(), text.split(" ")[0]);
  }

  /** Each reached beyond the views, or would have, were it let. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '!',
      value = {
        "SELECT * FROM text.`/etc/hostname` ! there is no view text./etc/hostname; known: runs",
        "SELECT * FROM parquet.`/etc` ! there is no view parquet./etc; known",
        "SELECT * FROM binaryFile.`file:///etc/hostname` ! there is no view binaryFile.file",
        "SELECT (SELECT max(value) FROM text.`/etc/hostname`) AS x FROM runs ! there is no view text",
        "SELECT * FROM runs WHERE run IN (SELECT value FROM csv.`/etc`) ! there is no view csv",
        "WITH runs AS (SELECT * FROM text.`/etc/hostname`) SELECT * FROM runs ! there is no view text",
        "WITH a AS (WITH b AS (TABLE json.`/etc`) TABLE b) TABLE a ! there is no view json",
        "SELECT * FROM runs, LATERAL (SELECT * FROM orc.`/etc`) ! there is no view orc",
        "SELECT * FROM IDENTIFIER('text.`/etc/hostname`') ! there is no view text",
        "SELECT * FROM IDENTIFIER('te' || 'xt.`/etc/hostname`') ! PlanWithUnresolvedIdentifier reach",
        "SELECT * FROM text.`/etc/hostname` TIMESTAMP AS OF '2020-01-01' ! RelationTimeTravel reaches",
        "SELECT * FROM STREAM runs ! NamedStreamingRelation reaches beyond the views",
        "FROM runs |> UNION ALL TABLE text.`/etc/hostname` ! there is no view text",
        "EXPLAIN SELECT * FROM text.`/etc/hostname` ! there is no view text",
        "EXPLAIN DROP VIEW runs ! only questions are answered here, and EXPLAIN is none",
        "DESCRIBE text.`/etc/hostname` ! there is no view text",
        "DESCRIBE QUERY SELECT * FROM text.`/etc/hostname` ! there is no view text",
        "SHOW COLUMNS IN parquet.`/etc` ! there is no view parquet",
        "SHOW TABLES IN other.place ! only questions are answered here, and SHOW is none",
        "SELECT * FROM global_temp.runs ! there is no view global_temp.runs",
        "SELECT * FROM spark_catalog.default.t ! there is no view spark_catalog.default.t",
        "SELECT TRANSFORM(run) USING 'cat' AS (x) FROM runs ! ScriptTransformation reaches beyond",
        "SELECT reflect('java.lang.System', 'getenv', 'HOME') ! function reflect reaches beyond",
        "SELECT java_method('java.lang.System', 'getenv', 'HOME') ! function java_method reaches",
        "SELECT try_reflect('java.lang.System', 'getenv', 'HOME') ! function try_reflect reaches",
        "SELECT REFLECT('java.lang.System', 'getenv', 'HOME') ! function REFLECT reaches beyond",
        "SELECT IDENTIFIER('reflect')('java.lang.System', 'getenv', 'HOME') ! a function whose name",
        "SELECT system.builtin.reflect('java.lang.System', 'exit') ! there is no function system",
        "SELECT transform(array(1), x -> reflect('java.lang.System', 'exit')) ! function reflect",
        "SELECT run FROM runs ORDER BY reflect('java.lang.System', 'exit') ! function reflect reaches",
        "SELECT max(run) FILTER (WHERE java_method('a', 'b') = '') FROM runs ! function java_method",
        "SELECT from_xml('<a/>', 'b INT', map('rowValidationXSDPath', '/etc')) ! function from_xml",
        "SELECT xpath_string('<a/>', 'a') ! function xpath_string reaches beyond the views",
        "SELECT from_avro(x, 'a', map('avroSchemaUrl', 'file:/etc')) ! function from_avro reaches",
        "SELECT from_protobuf(x, 'a', '/etc/hostname') ! function from_protobuf reaches beyond",
        "SELECT * FROM python_worker_logs() ! function python_worker_logs reaches beyond",
        "SELECT * FROM read_files('/etc') ! there is no function read_files",
        "SELECT current_user() ! function current_user reaches beyond the views",
        "ADD JAR '/tmp/x.jar' ! only questions are answered here, and ADD is none",
        "ADD FILE '/etc/hostname' ! only questions are answered here, and ADD is none",
        "LIST JARS ! only questions are answered here, and LIST is none",
        "SET spark.sql.runSQLOnFiles = true ! only questions are answered here, and SET is none",
        "SET ! only questions are answered here, and SET is none",
        "RESET ! only questions are answered here, and RESET is none",
        "SET TIME ZONE LOCAL ! only questions are answered here, and SET is none",
        "USE x ! only questions are answered here, and USE is none",
        "DECLARE x INT ! only questions are answered here, and DECLARE is none",
        "INSERT OVERWRITE DIRECTORY '/tmp/x' USING csv SELECT 1 ! only questions are answered here",
        "INSERT OVERWRITE LOCAL DIRECTORY '/tmp/x' SELECT 1 ! only questions are answered here",
        "CREATE FUNCTION f AS 'java.lang.System' ! only questions are answered here, and CREATE",
        "CREATE TEMPORARY FUNCTION f AS 'x.Y' USING JAR '/tmp/x.jar' ! only questions are answered",
        "CREATE FUNCTION f() RETURNS INT RETURN 1 ! only questions are answered here, and CREATE",
        "CREATE TEMPORARY VIEW v USING csv OPTIONS (path '/etc') ! only questions are answered here",
        "CREATE TABLE t USING text LOCATION '/etc' ! only questions are answered here, and CREATE",
        "LOAD DATA INPATH '/etc/hostname' INTO TABLE runs ! only questions are answered here",
        "CALL system.p() ! only questions are answered here, and CALL is none",
        "REFRESH '/etc' ! only questions are answered here, and REFRESH is none",
        "EXECUTE IMMEDIATE 'SELECT 1' ! only questions are answered here, and EXECUTE is none",
        "BEGIN SELECT 1; END ! only questions are answered here, and BEGIN is none",
      })
  void aStatementReachesTheViewsAndNothingElse(String text, String expected) {
    QueryException e = assertThrows(QueryException.class, () -> QueryScope.require(whole(text)));
    assertTrue(e.getMessage().startsWith(expected), e.getMessage());
    assertEquals(1, e.getMessage().lines().count(), e.getMessage());
  }

  /** What a later Spark adds is refused until it is looked at. */
  @Test
  void everyGroupOfFunctionsIsKnown() {
    Set<String> groups = new TreeSet<>();
    FunctionRegistry.builtin()
        .listFunction()
        .foreach(
            name -> groups.add(FunctionRegistry.builtin().lookupFunction(name).get().getGroup()));
    groups.removeIf(QueryScope::allowsGroup);
    assertEquals(
        Set.of("avro_funcs", "misc_funcs", "protobuf_funcs", "st_funcs", "xml_funcs"), groups);
  }

  @Test
  void aStatementNestedTooDeeplyIsRefusedInOneLine() {
    String text = "SELECT " + "(".repeat(20_000) + "1" + ")".repeat(20_000);
    QueryException e = assertThrows(QueryException.class, () -> QueryScope.require(whole(text)));
    assertEquals(1, e.getMessage().lines().count(), e.getMessage());
  }
}
