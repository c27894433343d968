package org.throughtime.sweep.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.util.List;
import java.util.stream.Stream;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.throughtime.model.train.RunSpec;
import org.throughtime.sweep.table.TableName;

class LayoutTest {
  @TempDir java.nio.file.Path dir;

  /** What is derived from a run's name, whatever the name. */
  private static List<Path> files(ResultsDirectory results, String run) {
    return Stream.concat(
            Stream.of(TableName.CHECKPOINTS, TableName.ITERATIONS)
                .map(table -> results.segment(table, run, 99_999)),
            Stream.of(
                results.row(run),
                results.generalization(run),
                results.log(run),
                results.npz(run),
                results.checksums(run),
                results.generalizationChecksums(run),
                results.state(run, Integer.MAX_VALUE)))
        .toList();
  }

  @Test
  void everyFileOfTheLongestNameCanBeCommitted() throws Exception {
    ResultsDirectory results = new ResultsDirectory(dir.toString(), new Configuration());
    String longest = "_" + "x".repeat(199);
    assertTrue(RunSpec.NAME.matcher(longest).matches());
    assertTrue(!RunSpec.NAME.matcher(longest + "x").matches());
    for (Path file : files(results, longest)) {
      results.commitText(file, "x");
      assertTrue(Files.exists(java.nio.file.Path.of(file.toUri())), file::toString);
    }
  }

  @Test
  void aNameThatIsBeingWrittenIsLittleLongerThanTheFilesOwn() {
    ResultsDirectory results = new ResultsDirectory(dir.toString(), new Configuration());
    for (Path file : files(results, "run")) {
      Path temporary = TemporaryName.of(file);
      int added = temporary.getName().length() - file.getName().length();
      assertTrue(added <= TemporaryName.MOST_ADDED, temporary::toString);
      assertTrue(TemporaryName.is(temporary), temporary::toString);
      assertTrue(ResultsDirectory.mayBelong(results.path(temporary), "run"), temporary::toString);
      assertEquals(file.getParent(), temporary.getParent());
    }
  }

  @Test
  void whatASweepLeavesNamesListsOfChecksumsThatAreThere() {
    ResultsDirectory results = new ResultsDirectory("/sweep", new Configuration());
    String commands = "commands.txt (the course command of every run)";
    String own = ", checksums/NAME.sha256";
    String joined = ", checksums/@joined.sha256";
    assertEquals(commands, results.contents(0, 0).get(1));
    assertEquals(commands + own, results.contents(2, 0).get(1));
    assertEquals(commands + own + joined, results.contents(2, 1).get(1));
    assertEquals(commands + joined, results.contents(2, 2).get(1));
  }
}
