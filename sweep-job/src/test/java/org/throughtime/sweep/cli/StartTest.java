package org.throughtime.sweep.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** In a process of its own, so that nobody else has loaded anything there. */
class StartTest {
  @TempDir private Path folder;

  @Test
  void aMistakeIsRefusedBeforeAnythingOfSparkIsLoaded() throws Exception {
    Path conf = Files.writeString(folder.resolve("wrong.conf"), "runs = [ { maxitres = 7 } ]\n");
    Path classes = folder.resolve("classes");
    Path err = folder.resolve("err");
    List<String> command = new ArrayList<>();
    command.add(ProcessHandle.current().info().command().orElseThrow());
    command.add("-Xlog:class+load:file=" + classes);
    command.addAll(List.of("-cp", System.getProperty("java.class.path"), Start.class.getName()));
    command.addAll(List.of("--master", "local[*]", "--class", Main.class.getName(), "this.jar"));
    command.addAll(List.of("run", conf.toString(), "--out", folder.resolve("out").toString()));
    Process process =
        new ProcessBuilder(command).redirectError(err.toFile()).redirectOutput(err.toFile()).start();
    assertEquals(ExitStatus.WRONG_CALL, process.waitFor(), () -> "see " + err);
    assertTrue(
        Files.readString(err).contains("there is no flag maxitres; did you mean maxiters?"),
        Files.readString(err));
    List<String> loaded =
        Files.readAllLines(classes).stream()
            .filter(line -> line.contains(" org.apache.spark.") || line.contains(" scala."))
            .toList();
    // The type of what starts Spark, named by a command that was not called; thousands come with it.
    assertTrue(loaded.size() <= 3, loaded::toString);
  }
}
