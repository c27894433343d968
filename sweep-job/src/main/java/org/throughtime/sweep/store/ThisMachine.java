package org.throughtime.sweep.store;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.throughtime.sweep.table.Provenance;

/** What the system under this process tells. */
final class ThisMachine implements Machine {
  /** Fields of {@code /proc/PID/stat} between the process's name and its {@code starttime}. */
  private static final int BEFORE_TICKS = 19;

  @Override
  public String host() {
    return Provenance.hostName();
  }

  @Override
  public String boot() {
    try {
      return Files.readString(Path.of("/proc/sys/kernel/random/boot_id")).strip();
    } catch (IOException | SecurityException e) {
      return "";
    }
  }

  /** Linux names the space in which a process has its number; elsewhere a host has one. */
  @Override
  public String processes() {
    try {
      return Files.readSymbolicLink(Path.of("/proc/self/ns/pid")).toString();
    } catch (IOException | UnsupportedOperationException | SecurityException e) {
      return "";
    }
  }

  @Override
  public Optional<String> ticks(long pid) {
    try {
      String stat = Files.readString(Path.of("/proc/" + pid + "/stat"));
      // The name before it is in brackets and may hold any character.
      String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ");
      return Optional.of(fields[BEFORE_TICKS]);
    } catch (IOException | SecurityException | IndexOutOfBoundsException e) {
      return Optional.empty();
    }
  }

  @Override
  public Instant now() {
    return Instant.now();
  }

  @Override
  public long nanoTime() {
    return System.nanoTime();
  }

  @Override
  public void sleep(Duration duration) throws InterruptedException {
    Thread.sleep(duration.toMillis());
  }

  @Override
  public Repetition repeat(String name, Duration every, Runnable what) {
    ScheduledExecutorService thread =
        Executors.newSingleThreadScheduledExecutor(
            task -> {
              Thread daemon = new Thread(task, name);
              daemon.setDaemon(true);
              return daemon;
            });
    thread.scheduleAtFixedRate(what, every.toMillis(), every.toMillis(), TimeUnit.MILLISECONDS);
    return thread::shutdownNow;
  }
}
