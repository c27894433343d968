package org.throughtime.sweep.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.hadoop.conf.Configuration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.throughtime.model.train.RunSpec;
import org.throughtime.sweep.TestRuns;

class SweepManifestTest {
  @TempDir private Path dir;

  /** Java itself writes this learning rate with other digits before version 19. */
  @Test
  void everyJavaWritesTheSameDigits() throws IOException {
    Map<String, Object> flags = new HashMap<>(TestRuns.spec("r", "mem", 20).flags());
    flags.put("lr", 5.684341886080802e-14);
    SweepManifest manifest = new SweepManifest("s", List.of(RunSpec.fromFlags(flags)));
    ResultsDirectory results = new ResultsDirectory(dir.toString(), new Configuration());
    manifest.write(results);
    String text = results.readText(results.manifest());
    assertTrue(text.contains("lr=5.684341886080802E-14"), text);
    assertEquals(Optional.of(manifest), SweepManifest.read(results));
  }

  /** So a driver that starts again leaves alone what readers follow. */
  @Test
  void whatIsThereIsNotWrittenAgain() throws IOException {
    ResultsDirectory results =
        new ResultsDirectory("objects://manifest/out", ObjectFileSystem.configuration());
    ObjectFileSystem objects =
        (ObjectFileSystem) results.root().getFileSystem(results.configuration());
    SweepManifest manifest = new SweepManifest("s", List.of(TestRuns.spec("r", "mem", 20)));
    manifest.write(results);
    manifest.write(results);
    assertEquals(1, objects.puts());
    SweepManifest more = manifest.with(List.of(TestRuns.spec("t", "mem", 20)));
    more.write(results);
    assertEquals(2, objects.puts());
    assertEquals(Optional.of(more), SweepManifest.read(results));
  }
}
