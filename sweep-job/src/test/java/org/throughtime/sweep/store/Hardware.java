package org.throughtime.sweep.store;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** A simulated machine: a name, boots, processes, a wall clock that jumps, and one that drifts. */
final class Hardware {
  private static final Instant BEGIN = Instant.parse("2026-01-01T00:00:00Z");

  /** More than there ever are at once, and few enough to be used again. */
  private static final int MOST_PROCESSES = 40;

  private final Scheduler scheduler;
  private final String name;
  private final int number;
  private final boolean oneBoot;
  private final List<SimulatedProcess> processes = new ArrayList<>();
  private final double rate;
  private long ahead;
  private int boots;
  private long booted;
  private long slept;
  private long numbers;

  /**
   * @param rate of its clocks to true time
   * @param oneBoot whether it tells every boot by its name alone, which is a fault
   */
  Hardware(Scheduler scheduler, String name, int number, double rate, boolean oneBoot) {
    this.scheduler = scheduler;
    this.name = name;
    this.number = number;
    this.rate = rate;
    this.oneBoot = oneBoot;
  }

  String name() {
    return name;
  }

  String boot() {
    return oneBoot ? "of " + name : "boot " + boots + " of #" + number;
  }

  /** The next process number, if it is free: the numbers are used in turn. */
  long nextNumber() {
    return numbers++ % MOST_PROCESSES;
  }

  /** Processes that live. */
  List<SimulatedProcess> processes() {
    return processes;
  }

  /** Sets the wall clock. */
  void jump(Duration by) {
    ahead += by.toNanos();
    scheduler.note(this + ": the clock jumps by " + by.toSeconds() + " s");
  }

  Instant wall() {
    return BEGIN.plusNanos((long) (scheduler.now() * rate) + ahead);
  }

  /** Does not count while the machine sleeps. */
  long monotonic() {
    return (long) ((scheduler.now() - booted - slept) * rate);
  }

  /** How long something by this machine's clock takes in true time. */
  long trueNanos(Duration duration) {
    return (long) (duration.toNanos() / rate);
  }

  /** Hundredths of a second since the boot. */
  String ticks() {
    return Long.toString((scheduler.now() - booted) / 10_000_000);
  }

  /** Every process ends; the machine is there again at once. */
  void reboot() {
    scheduler.note(this + ": reboots");
    List.copyOf(processes).forEach(SimulatedProcess::kill);
    boots++;
    booted = scheduler.now();
    slept = 0;
  }

  /** All of it stands still for some time, also its monotonic clock. */
  void suspend(long nanos) {
    scheduler.note(this + ": sleeps for " + nanos / 1_000_000_000 + " s");
    processes.forEach(process -> process.freeze(nanos));
    slept += nanos;
  }

  @Override
  public String toString() {
    return name + "#" + number;
  }
}
