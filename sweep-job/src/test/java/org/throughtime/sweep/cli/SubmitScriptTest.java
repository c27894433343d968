package org.throughtime.sweep.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What {@code submit.sh} says before it starts anything. */
class SubmitScriptTest {
  private static final Path BASH = Path.of("/bin/bash");

  @TempDir Path empty;

  /** Spark and Java take longer to load. */
  private static final double PROMPT = 1.5;

  private int status;
  private double seconds;

  /** What the script says with a PATH and variables of its own. */
  private String said(String path, Map<String, String> variables, String... words)
      throws IOException, InterruptedException {
    assumeTrue(Files.isExecutable(BASH));
    List<String> command =
        new ArrayList<>(List.of(BASH.toString(), Path.of("..", "submit.sh").toString()));
    command.addAll(List.of(words));
    ProcessBuilder call = new ProcessBuilder(command);
    call.environment().keySet().removeIf(name -> name.matches("(SPARK|HADOOP|YARN)_.*|JAVA_HOME"));
    call.environment().put("PATH", path);
    call.environment().putAll(variables);
    long begin = System.nanoTime();
    Process script = call.redirectErrorStream(true).start();
    script.getOutputStream().close();
    String said = new String(script.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    status = script.waitFor();
    seconds = (System.nanoTime() - begin) / 1e9;
    return said;
  }

  @Test
  void namesTheToolsThatAreMissing() throws IOException, InterruptedException {
    String said = said(empty.toString(), Map.of(), "status", "x");
    assertEquals(2, status, said);
    assertEquals(
        "not found in PATH: cat date find head ls mkdir mktemp mv readlink rm sed tail;"
            + " install coreutils, findutils and sed\n",
        said);
  }

  /**
   * What the script says with a Spark and a Java that only answer: Spark with the words that it is
   * given, Java with two files that travel. It builds nothing.
   *
   * @param parts of Spark that are there, as its jars name them
   */
  private String saidWithSpark(String version, List<String> parts, String... words)
      throws IOException, InterruptedException {
    Path spark = Files.createDirectories(empty.resolve("spark"));
    Files.createDirectories(spark.resolve("jars"));
    for (String part : parts) {
      Files.writeString(spark.resolve("jars/spark-" + part + "_2.13-" + version + ".jar"), "");
    }
    program(spark.resolve("bin/spark-submit"), "printf '%s\\n' \"$@\"");
    Path java = empty.resolve("java");
    program(
        java.resolve("bin/java"),
        "touch '" + started() + "'; printf 'send\\0/c/s.conf,/c/t.conf\\0run\\0s.conf\\0'");
    Files.writeString(java.resolve("release"), "JAVA_VERSION=\"17.0.1\"\n");
    Map<String, String> variables =
        Map.of(
            "SPARK_HOME", spark.toString(),
            "JAVA_HOME", java.toString(),
            "HADOOP_CONF_DIR", empty.toString(),
            "THROUGHTIME_BUILD", "running");
    return said(System.getenv("PATH"), variables, words).replace(spark.toString(), "SPARK");
  }

  /** The stand-in for Java creates this file when it starts. */
  private Path started() {
    return empty.resolve("started");
  }

  private void requirePrompt() {
    assertFalse(Files.exists(started()));
    assertTrue(seconds < PROMPT, () -> seconds + " s");
  }

  private static void program(Path file, String command) throws IOException {
    Files.createDirectories(file.getParent());
    Files.writeString(file, "#!/bin/bash\n" + command + "\n");
    assertTrue(file.toFile().setExecutable(true));
  }

  @ParameterizedTest
  @CsvSource({"3.5.6, 2", "2.4.8, 2", "4.0.0, 0", "4.2.0, 0", "10.0.1, 0"})
  void refusesAnOldSpark(String version, int expected) throws IOException, InterruptedException {
    String said = saidWithSpark(version, List.of("core"), "status", "x");
    assertEquals(expected, status, said);
    if (expected != 0) {
      assertEquals(
          "SPARK_HOME is SPARK, which holds Spark "
              + version
              + "; set it to Spark 4.0 or later, or unset it to use the Spark that the build"
              + " provides\n",
          said);
      requirePrompt();
    } else {
      assertTrue(Files.exists(started()));
    }
  }

  @Test
  void refusesASparkHomeWithoutSpark() throws IOException, InterruptedException {
    String said = saidWithSpark("4.0.0", List.of(), "status", "x");
    assertEquals(2, status);
    assertEquals(
        "SPARK_HOME is SPARK, which has no jars/spark-core_*.jar; unset it to use the Spark"
            + " that the build provides\n",
        said);
    requirePrompt();
  }

  @Test
  void refusesASparkHomeThatIsNotThere() throws IOException, InterruptedException {
    Path missing = empty.resolve("missing");
    String said =
        said(System.getenv("PATH"), Map.of("SPARK_HOME", missing.toString()), "run", "s.conf");
    assertEquals(2, status);
    assertEquals(
        "SPARK_HOME is "
            + missing
            + ", which has no bin/spark-submit; unset it to use the Spark that the build"
            + " provides\n",
        said);
    requirePrompt();
  }

  @ParameterizedTest
  @CsvSource({"yarn, yarn", "k8s://https://host, kubernetes"})
  void refusesAMasterOfWhichSparkHasNoPart(String master, String part)
      throws IOException, InterruptedException {
    String said = saidWithSpark("4.0.0", List.of("core"), "--master", master, "run", "s.conf");
    assertEquals(2, status, said);
    assertEquals(
        "--master %s: SPARK_HOME is SPARK, which has no jars/spark-%s_*.jar; set SPARK_HOME to a Spark 4.0 or later that has it, such as those of spark.apache.org\n"
            .formatted(master, part),
        said);
    saidWithSpark("4.0.0", List.of("core", part), "--master", master, "run", "s.conf");
    assertEquals(0, status);
  }

  @ParameterizedTest
  @CsvSource({
    "spark://host:7077, run, s.conf, does not send the program and the sweep file to the driver",
    "local[2], run, s.conf, does not send the program and the sweep file to the driver",
    "k8s://https://host, run, s.conf, add --conf spark.kubernetes.file.upload.path=URI",
    "yarn, status, x, status answers here; leave out --deploy-mode cluster",
    "yarn, run, --dry-run, --dry-run answers here; leave out --deploy-mode cluster"
  })
  void refusesADriverOnAClusterThatCouldNotWork(
      String master, String command, String word, String reason)
      throws IOException, InterruptedException {
    List<String> parts = List.of("core", "yarn", "kubernetes");
    String[] call = {"--master", master, "--deploy-mode", "cluster", command, word};
    String said = saidWithSpark("4.1.0", parts, call);
    assertEquals(2, status, said);
    assertTrue(said.startsWith("--deploy-mode cluster: "), said);
    assertTrue(said.contains(reason), said);
    assertEquals(1, said.lines().count(), said);
  }

  @Test
  void sendsTheSweepFileToADriverOnACluster() throws IOException, InterruptedException {
    String said =
        saidWithSpark(
            "4.2.0",
            List.of("core", "yarn"),
            "--master",
            "yarn",
            "--files",
            "/c/mine",
            "--conf",
            "spark.submit.deployMode=cluster",
            "run",
            "c/s.conf");
    assertEquals(0, status, said);
    List<String> words = said.lines().toList();
    int files = words.lastIndexOf("--files");
    assertEquals("/c/mine,/c/s.conf,/c/t.conf", words.get(files + 1), said);
    assertEquals(List.of("run", "s.conf"), words.subList(words.size() - 2, words.size()), said);
    assertFalse(said.contains("-Dthroughtime.log="), said);
    assertFalse(said.contains("-Dlog4j2.configurationFile="), said);
  }
}
