package org.throughtime.sweep.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.apache.hadoop.conf.Configuration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.throughtime.model.train.RunSpec;
import org.throughtime.sweep.RecordedRuns;
import org.throughtime.sweep.TestRuns;
import org.throughtime.sweep.store.ResultsDirectory;
import org.throughtime.sweep.store.SweepManifest;
import org.throughtime.sweep.table.Execution;
import org.throughtime.sweep.table.Provenance;

class ReportCommandTest extends DrawingCommandTest {
  private static final RunSpec DONE = TestRuns.spec("done", "mem", 75);
  private static final RunSpec BEGUN = TestRuns.spec("begun", "mul", 75);

  @TempDir Path dir;

  private void write() throws IOException {
    ResultsDirectory results = new ResultsDirectory(dir.toString(), new Configuration());
    SweepManifest.extend(results, "s", List.of(DONE, BEGUN)).write(results);
    Provenance provenance = new Provenance("1", "some jvm", "arch", "scalar", "host");
    RecordedRuns.finish(results, DONE, new Execution(1, 1, provenance));
    RecordedRuns.begun(results, BEGUN, 25);
  }

  @Test
  void aSweepThatIsAtWorkHasAPageAndADocument() throws IOException {
    write();
    assertEquals(0, execute("report", dir.toString()), err::toString);
    String page = Files.readString(dir.resolve("report/index.html"));
    assertTrue(page.contains("some jvm"));
    assertTrue(page.contains("begun (21 of 75 iterations)"), "says how far the other is");
    assertTrue(Files.size(dir.resolve("report/report.pdf")) > 10_000);
    assertEquals(2, out.toString().lines().count(), out::toString);
    assertEquals(0, execute("report", dir.toString()), err::toString);
    assertEquals(page, Files.readString(dir.resolve("report/index.html")));
  }

  @Test
  void aPlaceWithoutASweepIsRefusedInOneLine() {
    assertEquals(2, execute("report", dir.toString()));
    assertEquals(1, err.toString().lines().count(), err::toString);
    assertTrue(err.toString().contains("contains no sweep"), err::toString);
  }

  @Test
  void aNegativeNumberOfRunsIsRefusedInOneLine() {
    assertEquals(2, execute("report", dir.toString(), "--runs", "-1"));
    assertTrue(err.toString().contains("must be 0 or more"), err::toString);
  }
}
