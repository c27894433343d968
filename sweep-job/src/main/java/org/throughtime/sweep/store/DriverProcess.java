package org.throughtime.sweep.store;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.throughtime.sweep.table.Provenance;

/**
 * Identifies the process that runs a sweep by values that setting a clock does not change. On Linux
 * these are the boot of its machine and the tick of that boot at which it started (proc(5), {@code
 * starttime}).
 *
 * @param host name of its machine
 * @param boot names one boot of one machine; empty where the system has no such name
 * @param processes where its process number counts: two containers of one host may share numbers
 * @param pid its process number there
 * @param ticks of the boot before the process began; empty where the system does not tell
 * @param began the same by the wall clock, for systems that tell nothing better
 */
record DriverProcess(
    String host, String boot, String processes, long pid, String ticks, Instant began) {
  /** Linux tells when a process began in hundredths of a second, but counts from a whole one. */
  private static final Duration SAME_BEGIN = Duration.ofSeconds(2);

  /** Fields of {@code /proc/PID/stat} between the process's name and its {@code starttime}. */
  private static final int BEFORE_TICKS = 19;

  /** What can be known of a process from here. */
  enum Fate {
    LIVES,
    DEAD,
    /** It is of another machine, or of a system that tells too little. */
    UNKNOWN
  }

  /** This one. */
  static DriverProcess current() {
    ProcessHandle process = ProcessHandle.current();
    return new DriverProcess(
        Provenance.hostName(),
        currentBoot(),
        currentSpace(),
        process.pid(),
        ticks(process.pid()).orElse(""),
        process.info().startInstant().orElse(Instant.EPOCH));
  }

  private static String currentBoot() {
    try {
      return Files.readString(Path.of("/proc/sys/kernel/random/boot_id")).strip();
    } catch (IOException | SecurityException e) {
      return "";
    }
  }

  /** Linux names the space in which a process has its number; elsewhere a host has one. */
  private static String currentSpace() {
    try {
      return Files.readSymbolicLink(Path.of("/proc/self/ns/pid")).toString();
    } catch (IOException | UnsupportedOperationException | SecurityException e) {
      return "";
    }
  }

  /**
   * When a process of this machine began; empty where there is none, or the system does not tell.
   */
  static Optional<String> ticks(long pid) {
    try {
      String stat = Files.readString(Path.of("/proc/" + pid + "/stat"));
      // The name before it is in brackets and may hold any character.
      String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ");
      return Optional.of(fields[BEFORE_TICKS]);
    } catch (IOException | SecurityException | IndexOutOfBoundsException e) {
      return Optional.empty();
    }
  }

  /** Whether it still is. */
  Fate fate() {
    if (!host.equals(Provenance.hostName()) || !processes.equals(currentSpace())) {
      return Fate.UNKNOWN;
    }
    if (boot.isEmpty() || ticks.isEmpty()) {
      return beganAsNow() ? Fate.LIVES : Fate.UNKNOWN;
    }
    if (!boot.equals(currentBoot())) {
      // Before this machine's boot, or on another one of the same name.
      return Fate.UNKNOWN;
    }
    return ticks(pid).equals(Optional.of(ticks)) ? Fate.LIVES : Fate.DEAD;
  }

  private boolean beganAsNow() {
    return ProcessHandle.of(pid)
        .filter(ProcessHandle::isAlive)
        .flatMap(process -> process.info().startInstant())
        .filter(start -> Duration.between(start, began).abs().compareTo(SAME_BEGIN) < 0)
        .isPresent();
  }
}
