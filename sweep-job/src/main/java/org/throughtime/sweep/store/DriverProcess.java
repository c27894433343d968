package org.throughtime.sweep.store;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

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
        Machine.THIS.host(),
        Machine.THIS.boot(),
        Machine.THIS.processes(),
        process.pid(),
        Machine.THIS.ticks(process.pid()).orElse(""),
        process.info().startInstant().orElse(Instant.EPOCH));
  }

  /** Whether it still is, as a process of some machine finds. */
  Fate fate(Machine machine) {
    if (!host.equals(machine.host()) || !processes.equals(machine.processes())) {
      return Fate.UNKNOWN;
    }
    if (boot.isEmpty() || ticks.isEmpty()) {
      return beganAsNow() ? Fate.LIVES : Fate.UNKNOWN;
    }
    if (!boot.equals(machine.boot())) {
      // Before this machine's boot, or on another one of the same name.
      return Fate.UNKNOWN;
    }
    return machine.ticks(pid).equals(Optional.of(ticks)) ? Fate.LIVES : Fate.DEAD;
  }

  private boolean beganAsNow() {
    return ProcessHandle.of(pid)
        .filter(ProcessHandle::isAlive)
        .flatMap(process -> process.info().startInstant())
        .filter(start -> Duration.between(start, began).abs().compareTo(SAME_BEGIN) < 0)
        .isPresent();
  }
}
