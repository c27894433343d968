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
  /** Silent, because standard output and error are one file here. */
  private static final List<String> PARSER =
      List.of(
          "-Dthroughtime.parser=true",
          "-Dslf4j.provider=org.slf4j.helpers.NOP_FallbackServiceProvider",
          "-Dslf4j.internal.verbosity=ERROR");

  @TempDir private Path folder;

  /** Of the JVM that runs it. */
  private List<String> options = List.of();

  @Test
  void aMistakeIsRefusedBeforeAnythingOfSparkIsLoaded() throws Exception {
    Path conf = Files.writeString(folder.resolve("wrong.conf"), "runs = [ { maxitres = 7 } ]\n");
    String refusal = conf + ":1: there is no flag maxitres; did you mean maxiters?";
    String[] run = {"run", conf.toString(), "--out", folder.resolve("out").toString()};
    assertEquals(over(refusal), said(List.of(), run));
    assertEquals(over(refusal), said(List.of("--check"), run));
    requireSparkNotLoaded();
  }

  @Test
  void aStatementThatIsNoQuestionIsRefusedBeforeAnythingOfSparkIsLoaded() throws Exception {
    assertEquals(
        over("read-only: DROP is not allowed; use SELECT, DESCRIBE or SHOW"),
        said(List.of(), "sql", "nowhere", " -- away with it\n drop VIEW runs"));
    requireSparkNotLoaded();
  }

  /** {@code submit.sh} says so if it has an archive of the parser's classes. */
  @Test
  void aStatementThatReachesBeyondTheViewsIsRefusedIfTheParserLoadsQuickly() throws Exception {
    String[] call = {"sql", "nowhere", "SELECT 1; SELECT * FROM text.`/etc/hostname`"};
    options = PARSER;
    String said = said(List.of("--check"), call);
    assertTrue(said.startsWith("over\0002\0there is no view text./etc/hostname; known: "), said);
    Path file = Files.writeString(folder.resolve("questions.sql"), "SELEC run FROM runs");
    String syntax = said(List.of("--check"), "sql", "nowhere", "-f", file.toString());
    assertTrue(syntax.startsWith("over\0002\0syntax error at "), syntax);
    options = List.of();
    assertEquals("", said(List.of("--check"), call));
  }

  /** The process of the command may have a larger stack. */
  @Test
  void aStatementThatIsNestedTooDeeplyIsLeftToTheCommand() throws Exception {
    String deep = "SELECT " + "(".repeat(20_000) + "1" + ")".repeat(20_000);
    Path file = Files.writeString(folder.resolve("deep.sql"), deep);
    options = PARSER;
    assertEquals("", said(List.of("--check"), "sql", "nowhere", "-f", file.toString()));
  }

  /** A user's own Spark is started by its spark-submit. */
  @Test
  void aCallThatIsOnlyCheckedLaunchesNothing() throws Exception {
    assertEquals("", said(List.of("--check"), "sql", "nowhere", "SELECT 1"));
  }

  /** The driver of a cluster finds them in its working folder, by their names alone. */
  @Test
  void namesTheFilesThatTravelToADriverOnACluster() throws Exception {
    Path beside = Files.writeString(folder.resolve("beside.conf"), "defaults.nhid = 4\n");
    Path conf =
        Files.writeString(
            folder.resolve("s.conf"),
            "include \"beside.conf\"\nname = s\nruns = [ { name = a, task = mem } ]\n");
    String file = conf.toString();
    assertEquals(
        "send\0%s,%s\0run\0--out\0%s\0s.conf\0--yes\0".formatted(conf, beside, file),
        said(List.of("--send"), "run", "--out", file, file, "--yes"));
    requireSparkNotLoaded();
    assertEquals("send\0\0train\0--name\0a\0", said(List.of("--send"), "train", "--name", "a"));
  }

  @Test
  void refusesASweepFileThatDoesNotTravelToADriverOnACluster() throws Exception {
    Path below = folder.resolve("below/b.conf");
    Files.createDirectories(below.getParent());
    Files.writeString(below, "defaults.nhid = 4\n");
    Path conf =
        Files.writeString(
            folder.resolve("s.conf"),
            "include \"below/b.conf\"\nname = s\nruns = [ { name = a, task = mem } ]\n");
    assertEquals(
        over(
            conf
                + ": includes "
                + below
                + " from another folder, and --deploy-mode cluster sends one folder; move the file"
                + " beside s.conf, or leave out --deploy-mode cluster"),
        said(List.of("--send"), "run", conf.toString()));
    String missing = folder.resolve("missing.conf").toString();
    String said = said(List.of("--send"), "run", missing);
    assertTrue(said.startsWith("over\0002\0" + missing + ": there is no such file"), said);
  }

  private static String over(String refusal) {
    return "over\0002\0" + refusal + "\n\0";
  }

  private String said(List<String> first, String... call) throws Exception {
    Path said = folder.resolve("said");
    List<String> command = new ArrayList<>();
    command.add(ProcessHandle.current().info().command().orElseThrow());
    command.add("-Xlog:class+load:file=" + folder.resolve("classes"));
    command.addAll(options);
    command.addAll(List.of("-cp", System.getProperty("java.class.path"), Start.class.getName()));
    command.addAll(first);
    command.addAll(
        List.of(
            "org.apache.spark.deploy.SparkSubmit",
            "--master",
            "local[*]",
            "--class",
            Main.class.getName(),
            "this.jar"));
    command.addAll(List.of(call));
    Process process =
        new ProcessBuilder(command)
            .redirectError(said.toFile())
            .redirectOutput(said.toFile())
            .start();
    assertEquals(0, process.waitFor(), () -> "see " + said);
    return Files.readString(said);
  }

  private void requireSparkNotLoaded() throws Exception {
    List<String> loaded =
        Files.readAllLines(folder.resolve("classes")).stream()
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
