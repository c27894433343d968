package org.throughtime.sweep.store;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.apache.hadoop.conf.Configuration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NearbySweepsTest {
  @TempDir Path dir;

  @BeforeEach
  void sweeps() throws IOException {
    for (String name : List.of("quick", "canonical")) {
      ResultsDirectory results = directory("results/" + name);
      new SweepManifest(name, List.of()).write(results);
    }
    Files.createDirectories(dir.resolve("results/no-sweep"));
  }

  private ResultsDirectory directory(String name) {
    return new ResultsDirectory(dir.resolve(name).toString(), new Configuration());
  }

  private String message(String name) {
    return ResultsException.noSweep(name, directory(name)).getMessage();
  }

  @Test
  void aMisspelledDirectoryGetsASuggestion() {
    assertEquals(
        "results/quik: does not exist; did you mean results/quick?", message("results/quik"));
    assertEquals(
        "results/quik/: does not exist; did you mean results/quick?", message("results/quik/"));
  }

  @Test
  void aSweepIsLookedForInTheFolderResults() {
    assertEquals("quick: does not exist; did you mean results/quick?", message("quick"));
  }

  @Test
  void withoutANearOneTheSweepsBesideAreListed() {
    assertEquals(
        "results/other: does not exist; known: canonical, quick", message("results/other"));
    assertEquals(
        "else/other: does not exist; give the results directory of a sweep", message("else/other"));
  }

  @Test
  void theSweepsBelowADirectoryAreListed() {
    String below = "contains no sweep itself; the sweeps there: results/canonical, results/quick";
    assertEquals("results: " + below, message("results"));
    assertEquals(
        "results/no-sweep: contains no sweep; give the results directory of a sweep",
        message("results/no-sweep"));
    assertEquals(".: " + below, ResultsException.noSweep(".", here()).getMessage());
  }

  private ResultsDirectory here() {
    return new ResultsDirectory(dir.toString(), new Configuration());
  }
}
