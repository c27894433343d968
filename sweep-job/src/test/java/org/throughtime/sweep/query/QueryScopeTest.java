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
        "SELECT * FROM IDENTIFIER('te' || 'xt.`/etc/hostname`') ! PlanWithUnresolvedIdentifier is not allowed",
        "SELECT * FROM text.`/etc/hostname` TIMESTAMP AS OF '2020-01-01' ! RelationTimeTravel is not allowed, because it can read",
        "SELECT * FROM STREAM runs ! NamedStreamingRelation is not allowed, because it can read outside the views",
        "FROM runs |> UNION ALL TABLE text.`/etc/hostname` ! there is no view text",
        "EXPLAIN SELECT * FROM text.`/etc/hostname` ! there is no view text",
        "EXPLAIN DROP VIEW runs ! read-only: EXPLAIN is not allowed",
        "DESCRIBE text.`/etc/hostname` ! there is no view text",
        "DESCRIBE QUERY SELECT * FROM text.`/etc/hostname` ! there is no view text",
        "SHOW COLUMNS IN parquet.`/etc` ! there is no view parquet",
        "SHOW TABLES IN other.place ! read-only: SHOW is not allowed",
        "SELECT * FROM global_temp.runs ! there is no view global_temp.runs",
        "SELECT * FROM spark_catalog.default.t ! there is no view spark_catalog.default.t",
        "SELECT TRANSFORM(run) USING 'cat' AS (x) FROM runs ! ScriptTransformation is not allowed, because it can read outside",
        "SELECT reflect('java.lang.System', 'getenv', 'HOME') ! function reflect is not allowed, because it can read outside",
        "SELECT java_method('java.lang.System', 'getenv', 'HOME') ! function java_method is not allowed, because it can read",
        "SELECT try_reflect('java.lang.System', 'getenv', 'HOME') ! function try_reflect is not allowed, because it can read",
        "SELECT REFLECT('java.lang.System', 'getenv', 'HOME') ! function REFLECT is not allowed, because it can read outside",
        "SELECT IDENTIFIER('reflect')('java.lang.System', 'getenv', 'HOME') ! a function whose name",
        "SELECT system.builtin.reflect('java.lang.System', 'exit') ! there is no function system",
        "SELECT transform(array(1), x -> reflect('java.lang.System', 'exit')) ! function reflect",
        "SELECT run FROM runs ORDER BY reflect('java.lang.System', 'exit') ! function reflect is not allowed, because it can read",
        "SELECT max(run) FILTER (WHERE java_method('a', 'b') = '') FROM runs ! function java_method",
        "SELECT from_xml('<a/>', 'b INT', map('rowValidationXSDPath', '/etc')) ! function from_xml",
        "SELECT xpath_string('<a/>', 'a') ! function xpath_string is not allowed, because it can read outside the views",
        "SELECT from_avro(x, 'a', map('avroSchemaUrl', 'file:/etc')) ! function from_avro is not allowed, because it can read",
        "SELECT from_protobuf(x, 'a', '/etc/hostname') ! function from_protobuf is not allowed, because it can read outside",
        "SELECT * FROM python_worker_logs() ! function python_worker_logs is not allowed, because it can read outside",
        "SELECT * FROM read_files('/etc') ! there is no function read_files",
        "SELECT current_user() ! function current_user is not allowed, because it can read outside the views",
        "ADD JAR '/tmp/x.jar' ! read-only: ADD is not allowed",
        "ADD FILE '/etc/hostname' ! read-only: ADD is not allowed",
        "LIST JARS ! read-only: LIST is not allowed",
        "SET spark.sql.runSQLOnFiles = true ! read-only: SET is not allowed",
        "SET ! read-only: SET is not allowed",
        "RESET ! read-only: RESET is not allowed",
        "SET TIME ZONE LOCAL ! read-only: SET is not allowed",
        "USE x ! read-only: USE is not allowed",
        "DECLARE x INT ! read-only: DECLARE is not allowed",
        "INSERT OVERWRITE DIRECTORY '/tmp/x' USING csv SELECT 1 ! read-only: INSERT is not allowed",
        "INSERT OVERWRITE LOCAL DIRECTORY '/tmp/x' SELECT 1 ! read-only: INSERT is not allowed",
        "CREATE FUNCTION f AS 'java.lang.System' ! read-only: CREATE is not allowed",
        "CREATE TEMPORARY FUNCTION f AS 'x.Y' USING JAR '/tmp/x.jar' ! read-only: CREATE is not allowed",
        "CREATE FUNCTION f() RETURNS INT RETURN 1 ! read-only: CREATE is not allowed",
        "CREATE TEMPORARY VIEW v USING csv OPTIONS (path '/etc') ! read-only: CREATE is not allowed",
        "CREATE TABLE t USING text LOCATION '/etc' ! read-only: CREATE is not allowed",
        "LOAD DATA INPATH '/etc/hostname' INTO TABLE runs ! read-only: LOAD is not allowed",
        "CALL system.p() ! read-only: CALL is not allowed",
        "REFRESH '/etc' ! read-only: REFRESH is not allowed",
        "EXECUTE IMMEDIATE 'SELECT 1' ! read-only: EXECUTE is not allowed",
        "BEGIN SELECT 1; END ! read-only: BEGIN is not allowed",
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
