package org.throughtime.sweep.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import picocli.CommandLine;

class EndBySignalTest {
  @TempDir private Path folder;

  /** Waits as for an answer of Spark, which fails where Spark is stopped at the end of the JVM. */
  @CommandLine.Command(name = "waits")
  static final class Waiting implements Callable<Integer> {
    @CommandLine.Parameters private String failure;

    @Override
    public Integer call() throws InterruptedException {
      CountDownLatch stopped = new CountDownLatch(1);
      Thread hook =
          new Thread(
              () -> {
                stopped.countDown();
                try {
                  Thread.sleep(500);
                } catch (InterruptedException e) {
                  // then it is over
                }
              });
      Runtime.getRuntime().addShutdownHook(hook);
      System.out.println("waiting");
      stopped.await();
      if (failure.equals("error")) {
        throw new NoClassDefFoundError("of a class that was never loaded");
      }
      throw new IllegalStateException("the context was shut down");
    }

    /** The process that the test ends. */
    public static void main(String[] args) {
      PrintWriter err = new PrintWriter(System.err, true);
      CommandLine line = new CommandLine(new Waiting()).setErr(err);
      System.exit(EndBySignal.execute(line, err, args));
    }
  }

  /** SIGTERM: whoever tests in the background of a shell has the other two ignored. */
  @ParameterizedTest
  @EnabledOnOs({OS.LINUX, OS.MAC})
  @CsvSource({"exception, false", "error, false", "error, true"})
  void aSignalEndsACommandInOneLine(String failure, boolean terminal) throws Exception {
    Path err = folder.resolve("err");
    Process process =
        new ProcessBuilder(
                ProcessHandle.current().info().command().orElseThrow(),
                "-cp",
                System.getProperty("java.class.path"),
                "-Dthroughtime.terminal=" + terminal,
                Waiting.class.getName(),
                failure)
            .redirectError(err.toFile())
            .start();
    try {
      BufferedReader out =
          new BufferedReader(
              new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
      assertEquals("waiting", out.readLine());
      new ProcessBuilder("kill", "-TERM", Long.toString(process.pid())).start().waitFor();
      assertEquals(ExitStatus.INTERRUPTED, process.waitFor());
      List<String> lines =
          Files.readAllLines(err).stream().filter(line -> !line.startsWith("SLF4J")).toList();
      // A terminal has shown ^C, without the end of its line.
      assertEquals(terminal ? List.of("", "interrupted") : List.of("interrupted"), lines);
    } finally {
      process.destroyForcibly();
    }
    assertTrue(!process.isAlive());
  }
}
