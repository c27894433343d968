package org.throughtime.sweep.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ProcessEndTest {
  @TempDir private Path folder;

  @ParameterizedTest
  @CsvSource({
    "yarn, cluster, 0, false",
    "yarn, cluster, 1, true",
    "yarn, cluster, 130, true",
    "yarn, client, 0, true",
    "yarn, , 0, true",
    "local[2], , 0, true",
    "k8s://https://host, cluster, 0, true",
    ", , 0, true"
  })
  void onlyASuccessInAnApplicationMasterReturns(
      String master, String mode, int status, boolean exits) {
    Properties properties = new Properties();
    if (master != null) {
      properties.setProperty("spark.master", master);
    }
    if (mode != null) {
      properties.setProperty("spark.submit.deployMode", mode);
    }
    List<Integer> exited = new ArrayList<>();
    new ProcessEnd(exited::add).with(status, properties);
    assertEquals(exits ? List.of(status) : List.of(), exited);
  }

  /** What YARN's application master does, as far as {@code main} can tell. */
  static final class ApplicationMaster {
    private ApplicationMaster() {}

    public static void main(String[] args) {
      System.setProperty("spark.master", "yarn");
      System.setProperty("spark.submit.deployMode", "cluster");
      Main.main(args);
      System.exit(77);
    }
  }

  /** The master exits then, with a status of its own. */
  @Test
  void mainReturnsToTheApplicationMaster() throws Exception {
    Process process =
        new ProcessBuilder(
                ProcessHandle.current().info().command().orElseThrow(),
                "--add-modules=jdk.incubator.vector",
                "-cp",
                System.getProperty("java.class.path"),
                ApplicationMaster.class.getName(),
                "help")
            .redirectErrorStream(true)
            .redirectOutput(folder.resolve("said").toFile())
            .start();
    assertEquals(77, process.waitFor(), () -> "see " + said());
  }

  private String said() {
    try {
      return Files.readString(folder.resolve("said"));
    } catch (java.io.IOException e) {
      return e.toString();
    }
  }
}
