package org.throughtime.sweep.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ProcessEndTest {
  @TempDir private Path folder;

  @ParameterizedTest
  @CsvSource({
    "yarn, cluster, 0, false",
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
    new ProcessEnd(exited::add).with(status, "why", properties);
    assertEquals(exits ? List.of(status) : List.of(), exited);
  }

  @ParameterizedTest
  @ValueSource(ints = {ExitStatus.FAILED, ExitStatus.WRONG_CALL})
  void anApplicationMasterIsToldWhyByAnException(int status) {
    Properties properties = new Properties();
    properties.setProperty("spark.master", "yarn");
    properties.setProperty("spark.submit.deployMode", "cluster");
    List<Integer> exited = new ArrayList<>();
    FailedApplicationException told =
        assertThrows(
            FailedApplicationException.class,
            () -> new ProcessEnd(exited::add).with(status, "1 of 3 runs failed", properties));
    assertEquals("exit status " + status + ": 1 of 3 runs failed", told.getMessage());
    assertEquals(0, told.getStackTrace().length);
    assertEquals(List.of(), exited);
  }

  @Test
  void theReasonIsTheLastLineThatWasPrinted() {
    StringWriter passedOn = new StringWriter();
    LastLine last = new LastLine(passedOn);
    assertEquals("", last.get());
    PrintWriter out = new PrintWriter(last, true);
    out.println("note: one");
    out.print("two\r\n\n \n");
    assertEquals("two", last.get());
    out.print(" three ");
    assertEquals("three", last.get());
    assertEquals("note: one\ntwo\r\n\n \n three ", passedOn.toString());
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
