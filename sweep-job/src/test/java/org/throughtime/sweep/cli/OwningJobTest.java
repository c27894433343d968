package org.throughtime.sweep.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.scheduler.SparkListener;
import org.apache.spark.scheduler.SparkListenerApplicationEnd;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** In processes of their own, because each starts and stops its own Spark. */
class OwningJobTest {
  @TempDir private Path folder;

  /** The process: owns a directory and does what its second argument says. */
  static final class Owning {
    private final Path directory;

    private Owning(Path directory) {
      this.directory = directory;
    }

    public static void main(String[] args) throws InterruptedException {
      System.setProperty("spark.master", "local[1]");
      System.setProperty("spark.ui.enabled", "false");
      Owning owning = new Owning(Path.of(args[0]));
      OwningJob job = new OwningJob("test", "interrupted", note -> {});
      job.run(
          args[0],
          (spark, results, owner) -> args[1].equals("ends") ? owning.ends(spark) : owning.deaf());
      System.exit(ExitStatus.OK);
    }

    /** Tells whether the directory is claimed now, and when Spark stops. */
    private Void ends(JavaSparkContext spark) {
      spark
          .sc()
          .addSparkListener(
              new SparkListener() {
                @Override
                public void onApplicationEnd(SparkListenerApplicationEnd end) {
                  System.out.println("Spark stops, claimed: " + isClaimed(directory));
                }
              });
      System.out.println("at work, claimed: " + isClaimed(directory));
      return null;
    }

    /** Never ends, as under a load that leaves it no processor time. */
    private Void deaf() {
      System.out.println("at work, claimed: " + isClaimed(directory));
      while (true) {
        try {
          Thread.sleep(1000);
        } catch (InterruptedException e) {
          // that is what it does
        }
      }
    }
  }

  private static boolean isClaimed(Path directory) {
    try (Stream<Path> files = Files.list(directory)) {
      // The name of a later version is not shorter.
      Optional<Path> newest =
          files
              .filter(file -> file.getFileName().toString().startsWith(".owner"))
              .max(
                  Comparator.comparing((Path file) -> file.toString().length())
                      .thenComparing(Comparator.naturalOrder()));
      return newest.isPresent() && !Files.readString(newest.get()).equals("# removed\n");
    } catch (NoSuchFileException e) {
      return isClaimed(directory);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private Process start(String work) throws IOException {
    List<String> command = new ArrayList<>();
    command.add(ProcessHandle.current().info().command().orElseThrow());
    ManagementFactory.getRuntimeMXBean().getInputArguments().stream()
        .filter(option -> option.startsWith("--") || option.startsWith("-XX:"))
        .forEach(command::add);
    command.addAll(
        List.of(
            "-cp",
            System.getProperty("java.class.path"),
            Owning.class.getName(),
            folder.resolve("out").toString(),
            work));
    return new ProcessBuilder(command).redirectError(folder.resolve("err").toFile()).start();
  }

  private static BufferedReader out(Process process) {
    return new BufferedReader(
        new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
  }

  @Test
  void givesTheDirectoryUpBeforeSparkStops() throws Exception {
    Process process = start("ends");
    try {
      assertEquals(
          List.of("at work, claimed: true", "Spark stops, claimed: false"),
          out(process).lines().toList());
      assertEquals(ExitStatus.OK, process.waitFor());
    } finally {
      process.destroyForcibly();
    }
  }

  /** SIGTERM: whoever tests in the background of a shell has the other two ignored. */
  @Test
  @EnabledOnOs({OS.LINUX, OS.MAC})
  void aProcessThatDoesNotEndInTimeGivesTheDirectoryUp() throws Exception {
    Process process = start("deaf");
    try {
      assertEquals("at work, claimed: true", out(process).readLine());
      new ProcessBuilder("kill", "-TERM", Long.toString(process.pid())).start().waitFor();
      assertEquals(ExitStatus.INTERRUPTED, process.waitFor());
      assertTrue(Files.isDirectory(folder.resolve("out")));
      assertFalse(isClaimed(folder.resolve("out")));
    } finally {
      process.destroyForcibly();
    }
  }
}
