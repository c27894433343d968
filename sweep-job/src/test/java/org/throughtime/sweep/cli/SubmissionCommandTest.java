package org.throughtime.sweep.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.throughtime.model.train.RunSpec;
import org.throughtime.sweep.config.AssignedRuns;
import org.throughtime.sweep.config.Overrides;
import org.throughtime.sweep.config.SweepConfigLoader;
import org.throughtime.sweep.submission.TrainedSweep;

class SubmissionCommandTest extends DrawingCommandTest {
  @TempDir private Path dir;

  private Path sweep() {
    RunSpec run =
        TrainedSweep.small("name", "mine", "task", "mem", "model", "rnn", "clipstyle", "nothing");
    Path results = dir.resolve("results");
    new TrainedSweep(results).train(List.of(run));
    return results;
  }

  @Test
  void itGoesBesideTheResultsAndSaysWhatIsMissing() {
    Path results = sweep();
    assertEquals(1, execute("submission", results.toString()), err::toString);
    assertTrue(Files.exists(results.resolve("submission/plots/mine/loss.pdf")));
    assertTrue(out.toString().contains("0 of 7 mandatory runs are complete"), out::toString);
    assertTrue(
        out.toString().contains("missing    A1 (mine): differs from the mandatory run: "),
        out::toString);
    assertTrue(
        out.toString().contains("yours      The AI disclosure, which is mandatory: "),
        out::toString);
    assertEquals("", err.toString());
    assertEquals(0, execute("digest", results.toString(), "--verify"), err::toString);
  }

  @Test
  void itGoesWhereItIsSaidTo() {
    Path results = sweep();
    Path to = dir.resolve("a/b");
    assertEquals(1, execute("submission", results.toString(), "--to", "file://" + to));
    assertTrue(Files.exists(to.resolve("checklist.md")));
    assertFalse(Files.exists(results.resolve("submission")));
  }

  @Test
  void aPlaceThatItCannotGoToIsRefusedInOneLine() throws IOException {
    Path results = sweep();
    Path file = Files.writeString(dir.resolve("file"), "");
    for (Path place : List.of(file, results)) {
      assertEquals(2, execute("submission", results.toString(), "--to", place.toString()));
    }
    assertEquals(2, err.toString().lines().count(), err::toString);
    assertTrue(err.toString().contains("is a file"), err::toString);
    assertTrue(err.toString().contains("that this command did not write"), err::toString);
  }

  @Test
  void aPlaceWithoutASweepIsRefusedInOneLine() {
    assertEquals(2, execute("submission", dir.toString()));
    assertEquals(1, err.toString().lines().count(), err::toString);
    assertTrue(err.toString().contains("contains no sweep"), err::toString);
    assertFalse(Files.exists(dir.resolve("submission")));
  }

  @Test
  void theProgramListsTheCommand() {
    assertEquals(0, execute("--help"));
    assertTrue(out.toString().contains("submission"), out::toString);
    assertEquals(0, execute("submission", "--help"));
    assertTrue(out.toString().contains("--to=FOLDER"), out::toString);
  }

  @Test
  void theAssignedRunsAreThoseOfTheShippedFile() {
    assertEquals(
        SweepConfigLoader.load(Path.of("..", "conf", "canonical.conf"), Overrides.of(List.of()))
            .runs(),
        AssignedRuns.all());
  }
}
