package org.throughtime.sweep.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.SparkConf;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.throughtime.sweep.config.Overrides;
import org.throughtime.sweep.config.SweepConfig;
import org.throughtime.sweep.config.SweepConfigLoader;
import org.throughtime.sweep.config.value.ConfigurationException;
import org.throughtime.sweep.store.ResultsDirectory;
import org.throughtime.sweep.store.ResultsException;

class FeasibilityTest {
  @TempDir private Path folder;

  @ParameterizedTest
  @CsvSource({"ebs, 2000000000", "maxiters, 2000000000", "bs, 100000"})
  void refusesARunThatDoesNotFit(String flag, String value) {
    SweepConfig config =
        SweepConfigLoader.ofFlags("train", Map.of(flag, value, "checkFreq", "10000"));
    String message = refusal(config, "1g");
    assertTrue(message.startsWith("train: run mem_rnn_basic_tanh_s52 needs more than "), message);
    assertTrue(message.endsWith("--executor-memory"), message);
    Feasibility.requireMemory(config, cluster("600g"));
  }

  @Test
  void refusesAFinalStateThatNoArrayHolds() {
    SweepConfig config =
        SweepConfigLoader.ofFlags("train", Map.of("maxiters", "100000000", "checkFreq", "1"));
    assertEquals(
        "train: run mem_rnn_basic_tanh_s52 has too many checkpoints for its final state: maxiters /"
            + " checkFreq * T must be below 2^31",
        refusal(config, "9000g"));
  }

  @Test
  void refusesWhatALaterRoundCouldProposeThatDoesNotFit() throws IOException {
    Path file =
        Files.writeString(
            folder.resolve("s.conf"),
            """
            search.tpe.t {
              name = "t{draw}"
              draws = 9
              startup = 1
              batch = 2
              metric = valid_nll
              bs = { log-uniform = [1, 100000] }
            }
            """);
    SweepConfig config = SweepConfigLoader.load(file, Overrides.none());
    assertEquals(1, config.runs().size());
    assertTrue(config.runs().get(0).optimizer().bs() < 50_000);
    String message = refusal(config, "1g");
    assertTrue(
        message.startsWith(file + ":2: a later run, as t1 with values at the ends of those"),
        message);
    Feasibility.requireMemory(config, cluster("600g"));
  }

  @ParameterizedTest
  @CsvSource({"canonical.conf", "quick.conf", "temporal-order.conf", "adaptive.conf"})
  void letsTheShippedSweepsRunOnTheSmallestExecutor(String file) {
    Path conf = Path.of("..", "conf").resolve(file);
    Feasibility.requireMemory(SweepConfigLoader.load(conf, Overrides.none()), cluster("1g"));
  }

  @Test
  void refusesAPlaceThatIsNoDirectory() throws IOException {
    Path file = Files.writeString(folder.resolve("file"), "");
    for (Path place : new Path[] {file, file.resolve("below/it")}) {
      String message =
          assertThrows(ResultsException.class, () -> Feasibility.requirePlace(results(place)))
              .getMessage();
      assertTrue(message.endsWith("/file is a file; give a directory"), message);
    }
    Feasibility.requirePlace(results(folder));
    Feasibility.requirePlace(results(folder.resolve("new/one")));
    assertFalse(Files.exists(folder.resolve("new")));
  }

  @Test
  void refusesTheWorkingFolderOfADriverOnACluster() {
    String relative = "results/s";
    ResultsDirectory results = results(Path.of(relative));
    String message =
        assertThrows(
                ResultsException.class, () -> Feasibility.requireLasting(results, relative, true))
            .getMessage();
    assertTrue(message.startsWith(relative + ": with --deploy-mode cluster"), message);
    assertTrue(message.endsWith("such as hdfs://HOST/DIR"), message);
    Feasibility.requireLasting(results, relative, false);
    Feasibility.requireLasting(results(folder), folder.toString(), true);
    Feasibility.requireLasting(results(folder), folder.toUri().toString(), true);
  }

  /** Where rights let everybody write, and the file system nobody: the kernel's own. */
  @Test
  @EnabledOnOs(OS.LINUX)
  void refusesAPlaceWhereNoFileCanBeMade() throws IOException {
    String message =
        assertThrows(
                ResultsException.class,
                () -> Feasibility.requireWritable(results(Path.of("/proc/sys/results"))))
            .getMessage();
    assertTrue(message.contains("/proc/sys/results: cannot be written to"), message);
    assertTrue(message.endsWith("give another directory"), message);
    Feasibility.requireWritable(results(folder.resolve("new/one")));
    Files.createDirectories(folder.resolve("tables/runs"));
    Feasibility.requireWritable(results(folder));
    try (Stream<Path> left = Files.walk(folder)) {
      assertEquals(List.of(), left.filter(Files::isRegularFile).toList());
    }
  }

  private static ResultsDirectory results(Path place) {
    return new ResultsDirectory(place.toString(), new Configuration());
  }

  private static String refusal(SweepConfig config, String memory) {
    return assertThrows(
            ConfigurationException.class, () -> Feasibility.requireMemory(config, cluster(memory)))
        .getMessage();
  }

  private static SparkConf cluster(String memory) {
    return new SparkConf(false)
        .set("spark.master", "spark://host:7077")
        .set("spark.executor.memory", memory);
  }
}
