package org.throughtime.sweep.query;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.throughtime.model.train.RunSpec;
import org.throughtime.sweep.TestRuns;
import org.throughtime.sweep.TestSpark;
import org.throughtime.sweep.job.SweepContext;
import org.throughtime.sweep.job.SweepJob;
import org.throughtime.sweep.progress.ProgressDisplay;
import org.throughtime.sweep.progress.SweepProgress;
import org.throughtime.sweep.store.ResultsDirectory;
import org.throughtime.sweep.strategy.SweepPlan;

/** Every query of conf/queries, on a small sweep that was really trained. */
class ShippedQueriesTest {
  private static final QueryFolder QUERIES = new QueryFolder(Path.of("../conf/queries"));

  @TempDir static Path dir;
  private static SweepSql sql;
  private static List<RunSpec> runs;

  private static RunSpec run(String name, Object... changes) {
    List<Object> all =
        new ArrayList<>(
            List.of(
                "name",
                name,
                "nhid",
                8,
                "bs",
                4,
                "maxiters",
                61,
                "ebs",
                8,
                "cbs",
                4,
                "checkFreq",
                10,
                "max_length",
                60));
    all.addAll(List.of(changes));
    return TestRuns.canonical(all.toArray());
  }

  @BeforeAll
  static void train() throws IOException {
    runs =
        List.of(
            run("mem_rnn"),
            run("mem_gru", "model", "gru", "diagGates", true, "clipstyle", "rescale"),
            run("mul_clipped", "task", "mul", "clipstyle", "rescale", "cutoff", .001),
            run("torder_1", "task", "torder", "init", "smart_tanh", "seed", 1),
            run("torder_2", "task", "torder", "init", "smart_tanh", "seed", 2),
            run("no_diags", "task", "torder", "collectDiags", false));
    ResultsDirectory results = new ResultsDirectory(dir.toString(), new Configuration());
    new SweepJob(
            new SweepContext(
                new JavaSparkContext(TestSpark.session(2).sparkContext()),
                results,
                new Silent(),
                note -> {},
                () -> {}))
        .run(new SweepPlan("small", runs), false);
    sql = RecordedSweep.sql("small", results);
  }

  private static final class Silent implements ProgressDisplay {
    @Override
    public void show(SweepProgress progress) {}

    @Override
    public void finish(SweepProgress progress) {}
  }

  @AfterAll
  static void forget() {
    sql = null;
  }

  static List<String> names() throws IOException {
    return QUERIES.all().stream().map(QueryFolder.NamedQuery::name).toList();
  }

  private static QueryResult ask(String name) throws IOException {
    List<Statement> statements = Statement.all(QUERIES.named(name).text());
    assertEquals(1, statements.size(), name);
    return sql.ask(statements.get(0));
  }

  @ParameterizedTest
  @MethodSource("names")
  void answers(String name) throws IOException {
    QueryResult result = ask(name);
    assertFalse(result.rows().isEmpty(), name);
    assertTrue(Set.of(result.columns().fieldNames()).contains("sweep"), name);
    assertFalse(QUERIES.named(name).answers().isEmpty(), name + " says what it answers");
    Set<String> expected =
        runs.stream()
            .map(RunSpec::name)
            .filter(
                run ->
                    switch (name) {
                      case "left-chance" -> run.startsWith("torder") || run.equals("no_diags");
                      case "who-vanishes", "saturation", "rho-and-gradient" ->
                          !run.equals("no_diags");
                      default -> true;
                    })
            .collect(Collectors.toCollection(TreeSet::new));
    if (!name.equals("leaderboard")) {
      Set<String> told =
          result.rows().stream()
              .map(row -> row.<String>getAs("run"))
              .collect(Collectors.toCollection(TreeSet::new));
      assertEquals(expected, told, name);
    }
  }

  private static Row of(String query, String run) throws IOException {
    return ask(query).rows().stream()
        .filter(row -> row.<String>getAs("run").equals(run))
        .findFirst()
        .orElseThrow();
  }

  @Test
  void metricsAreThoseOfTheRuns() throws IOException {
    Row clipped = of("clipping", "mul_clipped");
    assertEquals(1.0, clipped.<Double>getAs("share_clipped"));
    assertEquals(.001, clipped.<Double>getAs("largest_after"), 1e-9);
    assertEquals(61L, clipped.<Long>getAs("iterations"));
    Row vanishing = of("who-vanishes", "mem_rnn");
    assertEquals(60, vanishing.<Integer>getAs("iter"));
    assertEquals(80L, vanishing.<Long>getAs("steps"), "max_length + 2 * mempos");
    assertEquals(5, ask("leaderboard").rows().size(), "two seeds are one setting");
    assertEquals(61, of("slowest", "torder_1").<Integer>getAs("iterations"));
  }
}
