package org.throughtime.sweep.answers;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Shipped queries conclude of every run what the report concludes of it. */
class QueriesAgreeTest {
  private static List<RunMetrics> runs;
  private static SparkSession spark;

  /** Runs that together are read in every way. */
  @BeforeAll
  static void views() {
    runs = new ArrayList<>(EvidenceTest.runs());
    Stream.of(
            MadeUp.run("trend")
                .rho(k -> .5 + k / 50 + .02 * MadeUp.wiggle(k, 1))
                .log10Grad((k, t) -> t == 1 ? -6 + k / 20 + .05 * MadeUp.wiggle(k, 4) : -7),
            MadeUp.run("against")
                .rho(k -> 1 + .3 * MadeUp.wiggle(k, 2))
                .log10Grad((k, t) -> t == 1 ? -5 - MadeUp.wiggle(k, 2) : -7),
            MadeUp.run("even")
                .rho(k -> .5 + k / 16)
                .log10Grad((k, t) -> t == 1 ? -6 + MadeUp.wiggle(k, 4) : -7),
            MadeUp.run("with")
                .rho(k -> 1 + .3 * MadeUp.wiggle(k, 2))
                .log10Grad((k, t) -> t == 1 ? -5 + MadeUp.wiggle(k, 2) : -7),
            MadeUp.run("short_run")
                .rho(k -> (k < 12 ? 1 : 3) + .3 * MadeUp.wiggle(k, 2))
                .log10Grad(
                    (k, t) -> t == 1 ? (k < 6 || k >= 18 ? -2 : -6) + MadeUp.wiggle(k, 2) : -8),
            MadeUp.run("still").rho(k -> 1 + .3 * MadeUp.wiggle(k, 2)),
            MadeUp.run("nine").checkpoints(9).rho(k -> 1 + .3 * MadeUp.wiggle(k, 2)),
            MadeUp.run("unrelated")
                .rho(k -> 1 + .3 * MadeUp.wiggle(k, 2))
                .log10Grad((k, t) -> t == 1 ? -5 + MadeUp.wiggle(k, 9) : -7),
            MadeUp.run("all_nan").log10Grad((k, t) -> Double.NaN).norm(k -> Double.NaN),
            MadeUp.run("from_zero").norm(k -> k == 0 ? 0 : 3),
            MadeUp.run("infinite").norm(k -> k == 7 ? Double.POSITIVE_INFINITY : 1),
            MadeUp.run("at_once").norm(k -> k == 7 ? 50 : 1),
            MadeUp.run("slowly").norm(k -> Math.pow(1.3, k)),
            MadeUp.run("over_t").log10Grad((k, t) -> t > 36 ? .1 : -3))
        .map(MadeUp::metrics)
        .forEach(runs::add);
    spark = EvidenceTest.session();
    Views.create(spark, runs);
  }

  private static List<Row> ask(String query) throws IOException {
    String sql = Files.readString(Path.of("../conf/queries/" + query + ".sql")).strip();
    return spark.sql(sql.substring(0, sql.length() - 1)).collectAsList();
  }

  private static Map<String, String> column(List<Row> rows, String name) {
    Map<String, String> column = new TreeMap<>();
    rows.forEach(row -> column.put(row.getAs("run"), row.getAs(name)));
    return column;
  }

  @Test
  void rhoAndGradientConcludesWhatTheReportConcludes() throws IOException {
    Map<String, String> reported = new TreeMap<>();
    for (RunMetrics run : runs) {
      if (run.checkpoints().stream().anyMatch(CheckpointProfiles::present)) {
        reported.put(
            run.spec().name(),
            new CheckpointAssociations(new CheckpointQueries(run))
                .radiusWithRange()
                .reading()
                .label());
      }
    }
    assertEquals(
        Stream.of(Association.Reading.values()).map(Association.Reading::label).toList().size(),
        new TreeSet<>(reported.values()).size(),
        () -> "every reading occurs: " + reported);
    List<Row> rows = ask("rho-and-gradient");
    assertEquals(reported, column(rows, "conclusion"));
    int conclusions =
        (int)
            rows.stream()
                .map(row -> row.<String>getAs("conclusion"))
                .takeWhile(c -> c.equals("together") || c.equals("against each other"))
                .count();
    assertTrue(
        rows.subList(conclusions, rows.size()).stream()
            .map(row -> row.<String>getAs("conclusion"))
            .noneMatch(c -> c.equals("together") || c.equals("against each other")),
        "conclusions stand first");
  }

  @Test
  void whoExplodesConcludesWhatTheReportConcludesAndIsSortedByIt() throws IOException {
    Map<String, String> reported = new TreeMap<>();
    Map<String, Boolean> overSteps = new TreeMap<>();
    for (RunMetrics run : runs) {
      if (!run.checkpoints().isEmpty()) {
        CheckpointQueries queries = new CheckpointQueries(run);
        reported.put(run.spec().name(), NormOverTraining.Growth.of(queries).label());
        overSteps.put(
            run.spec().name(),
            !queries.profiled().isEmpty()
                && GradientThroughTime.Fate.of(GradientThroughTime.last(run, queries))
                    == GradientThroughTime.Fate.EXPLODES);
      }
    }
    assertEquals(NormOverTraining.Growth.values().length, new TreeSet<>(reported.values()).size());
    List<Row> rows = ask("who-explodes");
    assertEquals(reported, column(rows, "norm"));
    List<Integer> ranks =
        rows.stream()
            .map(
                row -> {
                  Double share = row.getAs("share_above_1");
                  assertEquals(
                      overSteps.get(row.<String>getAs("run")),
                      share != null && share >= .1,
                      row::toString);
                  String norm = row.getAs("norm");
                  boolean exploded = norm.equals("exploded") || norm.equals("not finite");
                  return share != null && share >= .1 ? 0 : exploded ? 1 : 2;
                })
            .toList();
    assertEquals(ranks.stream().sorted().toList(), ranks, "explosions stand first");
  }
}
