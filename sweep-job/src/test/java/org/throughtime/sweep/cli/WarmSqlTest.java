package org.throughtime.sweep.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalInt;
import org.apache.hadoop.conf.Configuration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.throughtime.model.train.RunSpec;
import org.throughtime.sweep.TestRuns;
import org.throughtime.sweep.TestSpark;
import org.throughtime.sweep.query.QueryFolder;
import org.throughtime.sweep.resume.Preparation;
import org.throughtime.sweep.store.ResultsDirectory;
import org.throughtime.sweep.store.SweepManifest;
import org.throughtime.sweep.warm.Call;

class WarmSqlTest {
  @TempDir private Path dir;
  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final ByteArrayOutputStream err = new ByteArrayOutputStream();
  private WarmSql warm;
  private String results;

  @BeforeEach
  void prepare() throws IOException {
    results = dir.resolve("out").toString();
    List<RunSpec> runs = List.of(TestRuns.spec("r", "mem", 20));
    new Preparation(new ResultsDirectory(results, new Configuration()), note -> {})
        .prepare(new SweepManifest("s", runs), runs, false);
    warm = new WarmSql(() -> TestSpark.session(2), new QueryFolder(dir.resolve("queries")));
  }

  private OptionalInt ask(boolean keyboard, String in, String... words) {
    out.reset();
    err.reset();
    List<String> all = new ArrayList<>(List.of("sql", results));
    all.addAll(Arrays.asList(words));
    return warm.execute(
        new Call("key", 0, keyboard, all),
        new ByteArrayInputStream(in.getBytes(StandardCharsets.UTF_8)),
        out,
        err);
  }

  @Test
  void oneProcessAnswersManyCalls() {
    String csv = "run,status\r\nr,waiting\r\n";
    for (int i = 0; i < 2; i++) {
      assertEquals(
          OptionalInt.of(ExitStatus.OK),
          ask(false, "", "SELECT run, status FROM runs", "--format", "csv"));
      assertEquals(csv, out.toString(StandardCharsets.UTF_8));
    }
    assertEquals(
        OptionalInt.of(ExitStatus.OK),
        ask(false, "SELECT run, status FROM runs", "--format", "csv"));
    assertEquals(csv, out.toString(StandardCharsets.UTF_8));
  }

  @Test
  void aMistakeIsRefusedWithItsStatus() {
    assertEquals(OptionalInt.of(ExitStatus.WRONG_CALL), ask(false, "", "DROP VIEW runs"));
    assertEquals(
        "read-only: DROP is not allowed; use SELECT, DESCRIBE or SHOW\n",
        err.toString(StandardCharsets.UTF_8));
    assertEquals("", out.toString(StandardCharsets.UTF_8));
  }

  @Test
  void aPromptAndAPipeAreForAProcessOfTheirOwn() throws Exception {
    assertEquals(OptionalInt.empty(), ask(true, ""));
    Path pipe = dir.resolve("pipe");
    assertEquals(0, new ProcessBuilder("mkfifo", pipe.toString()).start().waitFor());
    assertEquals(OptionalInt.empty(), ask(false, "", "-f", pipe.toString()));
    assertEquals("", out.toString(StandardCharsets.UTF_8));
    assertEquals("", err.toString(StandardCharsets.UTF_8));
    Files.delete(pipe);
  }
}
