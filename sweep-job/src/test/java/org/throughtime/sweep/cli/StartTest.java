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
    Path said = folder.resolve("said");
    List<String> command = new ArrayList<>();
    command.add(ProcessHandle.current().info().command().orElseThrow());
    command.add("-Xlog:class+load:file=" + classes);
    command.addAll(List.of("-cp", System.getProperty("java.class.path"), Start.class.getName()));
    command.addAll(
        List.of(
            "org.apache.spark.deploy.SparkSubmit",
            "--master",
            "local[*]",
            "--class",
            Main.class.getName(),
            "this.jar"));
    command.addAll(List.of("run", conf.toString(), "--out", folder.resolve("out").toString()));
    Process process =
        new ProcessBuilder(command)
            .redirectError(said.toFile())
            .redirectOutput(said.toFile())
            .start();
    assertEquals(0, process.waitFor(), () -> "see " + said);
    assertEquals(
        "over\0002\0" + conf + ":1: there is no flag maxitres; did you mean maxiters?\n\0",
        Files.readString(said));
    List<String> loaded =
        Files.readAllLines(classes).stream()
            .filter(line -> line.contains(" org.apache.spark.") || line.contains(" scala."))
            .toList();
    // The type of what starts Spark, named by a command that was not called; thousands come with
    // it.
    assertTrue(loaded.size() <= 3, loaded::toString);
  }

  /** Spark's launcher answers with a command that submit.sh executes. */
  @Test
  void everyOtherCallIsTheLaunchers() throws Exception {
    Path said = folder.resolve("said");
    Process process =
        new ProcessBuilder(
                ProcessHandle.current().info().command().orElseThrow(),
                "-cp",
                System.getProperty("java.class.path"),
                Start.class.getName(),
                "org.apache.spark.deploy.SparkSubmit",
                "--class",
                Main.class.getName(),
                "this.jar",
                "status",
                "nowhere")
            .redirectErrorStream(true)
            .redirectOutput(said.toFile())
            .start();
    process.waitFor();
    // It needs a folder of Spark, which tests have not.
    assertTrue(Files.readString(said).contains("Spark home not found"), Files.readString(said));
  }
}
