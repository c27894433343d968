package org.throughtime.sweep.job;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.hadoop.conf.Configuration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.throughtime.model.train.RunSpec;
import org.throughtime.sweep.config.Overrides;
import org.throughtime.sweep.config.SweepConfig;
import org.throughtime.sweep.config.SweepConfigLoader;
import org.throughtime.sweep.resume.Preparation;
import org.throughtime.sweep.store.ResultsDirectory;
import org.throughtime.sweep.store.SweepManifest;

/** What a driver does for 10,000 runs before the first one starts. */
class QuickStartTest {
  private static final int RUNS = 10_000;

  /** Of processor time, which other work on the machine does not lengthen much. */
  private static final double MOST_SECONDS = 20;

  @TempDir Path dir;

  @Test
  void tenThousandRunsAreReadPlannedAndPreparedInSeconds() throws IOException {
    Path conf = dir.resolve("tiny.conf");
    String seeds =
        IntStream.rangeClosed(1, RUNS).mapToObj(String::valueOf).collect(Collectors.joining(","));
    Files.writeString(
        conf,
        "defaults { task = mem, maxiters = 2, nhid = 2, bs = 2, cbs = 2, ebs = 2, bound = 1e-21 }\n"
            + "grid.g.seed = ["
            + seeds
            + "]\n");
    ThreadMXBean threads = ManagementFactory.getThreadMXBean();
    long before = threads.getCurrentThreadCpuTime();
    SweepConfig config = SweepConfigLoader.load(conf, Overrides.of(List.of()));
    List<RunSpec> runs = config.plan().runs();
    ResultsDirectory results =
        new ResultsDirectory(dir.resolve("results").toString(), new Configuration());
    SweepManifest manifest = SweepManifest.extend(results, config.name(), runs);
    Map<String, Integer> begun =
        new Preparation(results, note -> {}).prepare(manifest, runs, false);
    double seconds = (threads.getCurrentThreadCpuTime() - before) / 1e9;
    assertEquals(RUNS, runs.size());
    assertEquals(Map.of(), begun);
    assertEquals(manifest, SweepManifest.read(results).orElseThrow());
    assertTrue(seconds < MOST_SECONDS, "seconds: " + seconds);
  }
}
