package org.throughtime.sweep.answers;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.reflect.Field;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Test;
import org.throughtime.model.train.RunFlags;
import org.throughtime.sweep.TestSpark;

/** Every measured number in a sentence is what its statement gives. */
class EvidenceTest {
  private static final Pattern NUMBER = Pattern.compile("(?<![\\w^.])-?\\d[\\d,.]*(e-?\\d+)?");

  /** Runs that together make every kind of sentence. */
  static List<RunMetrics> runs() {
    Object[] clip = {"clipstyle", "rescale", "cutoff", .05};
    return Stream.of(
            MadeUp.run("calm"),
            MadeUp.run("clipped").flags(clip).norm(k -> 2 + k).post(k -> .05),
            MadeUp.run("vanishing")
                .flags("seed", 1)
                .log10Grad((k, t) -> t < 23 + k % 2 ? -16 + t / 5 : -3 + .1 * MadeUp.wiggle(k, t))
                .sat((k, t) -> .3 + t / 100 + .1 * MadeUp.wiggle(k, 3))
                .rho(k -> .7 + .2 * MadeUp.wiggle(k, 3)),
            MadeUp.run("exploding")
                .flags("seed", 2)
                .log10Grad((k, t) -> 3 - t / 6 + MadeUp.wiggle(k, 7))
                .norm(k -> k == 11 ? 1234.5 : .3 + .1 * MadeUp.wiggle(k, 1))
                .sat((k, t) -> .04 + t / 1000 + .03 * MadeUp.wiggle(k, 8))
                .rho(k -> 1.1 + .3 * MadeUp.wiggle(k, 7)),
            MadeUp.run("part")
                .flags("seed", 3)
                .status("running")
                .log10Grad((k, t) -> t < 9 ? -8.5 : -6 + k / 15 + .04 * MadeUp.wiggle(k, 1))
                .sat((k, t) -> (t < 9 ? .01 : .4) + k / 60 + .01 * MadeUp.wiggle(k, 4))
                .norm(k -> .1 * Math.pow(1.3, k))
                .peak(77, 817),
            MadeUp.run("diverged")
                .flags("seed", 4)
                .status("diverged")
                .validation(k -> k >= 20 ? 0 : 90, k -> k >= 20 ? Double.NaN : 2)
                .log10Grad((k, t) -> k >= 20 ? Double.NaN : -4 + MadeUp.wiggle(k, t))
                .sat((k, t) -> k >= 20 ? Double.NaN : .5 + .2 * MadeUp.wiggle(k, 5))
                .rho(k -> k == 23 ? Double.NaN : 1 + .1 * MadeUp.wiggle(k, 6))
                .norm(k -> k >= 22 ? Double.NaN : k == 21 ? Double.POSITIVE_INFINITY : 1 + k % 3),
            MadeUp.run("gated")
                .gates()
                .log10Grad((k, t) -> -6 + t / 20 + .3 * MadeUp.wiggle(k, t))
                .gateZ((k, t) -> .05 + t / 200 + .01 * k)
                .gateR((k, t) -> .45 - .1 * Math.abs(MadeUp.wiggle(k, t)))
                .nll(k -> 1.386),
            MadeUp.run("short").flags("seed", 5).checkpoints(1),
            MadeUp.run("bare").flags("seed", 6).withoutProfiles().norm(k -> 9 - .1 * k),
            MadeUp.run("empty").flags("seed", 7).checkpoints(0).status("waiting"))
        .map(MadeUp::metrics)
        .toList();
  }

  private static List<Sentence> sentences(List<RunMetrics> runs) {
    List<Answer> answers = new ArrayList<>();
    runs.forEach(run -> answers.addAll(Answers.of(run).values()));
    answers.addAll(Answers.compare(runs));
    answers.addAll(Answers.conclude(runs));
    return answers.stream().flatMap(answer -> answer.sentences().stream()).toList();
  }

  /** One of its own, in which hundreds of small statements take no time to compile. */
  static SparkSession session() {
    SparkSession spark = TestSpark.session(2).newSession();
    spark.conf().set("spark.sql.codegen.wholeStage", false);
    spark.conf().set("spark.sql.codegen.factoryMode", "NO_CODEGEN");
    spark.conf().set("spark.sql.adaptive.enabled", false);
    spark.conf().set("spark.sql.shuffle.partitions", 1);
    return spark;
  }

  @Test
  void everyStatementGivesTheNumberInItsSentence() {
    SparkSession spark = session();
    List<RunMetrics> runs = runs();
    Views.create(spark, runs);
    Map<String, String> metrics = new LinkedHashMap<>();
    Map<String, String> given = new LinkedHashMap<>();
    for (Sentence sentence : sentences(runs)) {
      for (Evidence evidence : sentence.evidence()) {
        String before = metrics.put(evidence.sql(), evidence.metric());
        assertTrue(before == null || before.equals(evidence.metric()), evidence::sql);
      }
    }
    metrics
        .keySet()
        .forEach(
            sql -> {
              List<String> rows = spark.sql(sql).as(Encoders.STRING()).collectAsList();
              assertEquals(1, rows.size(), sql);
              given.put(sql, rows.get(0));
            });
    assertEquals(metrics, given);
    assertTrue(metrics.size() > 300, "only " + metrics.size() + " statements");
  }

  @Test
  void everyOtherNumberIsABoundOrAFlag() throws IllegalAccessException {
    Set<String> known = new HashSet<>(Set.of("0", "1", "0.5"));
    for (Field bound : Thresholds.class.getDeclaredFields()) {
      known.add(((Bound) bound.get(null)).text());
    }
    List<RunMetrics> runs = runs();
    runs.forEach(
        run -> run.spec().flags().values().forEach(flag -> known.add(RunFlags.format(flag))));
    for (Sentence sentence : sentences(runs)) {
      String left = withoutMetrics(sentence);
      Matcher number = NUMBER.matcher(left);
      while (number.find()) {
        String found = number.group().replaceAll("[.,]+$", "");
        assertTrue(known.contains(found), () -> found + " has no evidence in: " + sentence.text());
      }
    }
  }

  private static String withoutMetrics(Sentence sentence) {
    StringBuilder left = new StringBuilder();
    int from = 0;
    for (Evidence evidence : sentence.evidence()) {
      left.append(sentence.text(), from, evidence.at()).append('#');
      from = evidence.at() + evidence.metric().length();
    }
    return left.append(sentence.text().substring(from)).toString();
  }
}
