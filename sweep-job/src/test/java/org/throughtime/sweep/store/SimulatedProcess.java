package org.throughtime.sweep.store;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A process of a simulated machine, and what it is told of that. */
final class SimulatedProcess implements Machine {
  private final Scheduler scheduler;
  private final Hardware hardware;
  private final String role;
  private final String space;
  private final long pid;
  private final String ticks;
  private final List<Scheduler.Actor> actors = new ArrayList<>();
  private boolean lives = true;
  private long frozenUntil;

  private Lease lease = Lease.NONE;

  /** Whether it gives its claim back. */
  private boolean leaving;

  /**
   * @param role of it, for the trace
   * @param space where its number counts
   */
  SimulatedProcess(Scheduler scheduler, Hardware hardware, String role, String space) {
    this.scheduler = scheduler;
    this.hardware = hardware;
    this.role = role;
    this.space = space;
    long free = hardware.nextNumber();
    while (find(free).isPresent()) {
      free = hardware.nextNumber();
    }
    this.pid = free;
    this.ticks = hardware.ticks();
    hardware.processes().add(this);
  }

  private Optional<SimulatedProcess> find(long number) {
    return hardware.processes().stream()
        .filter(process -> process.pid == number && process.space.equals(space))
        .findFirst();
  }

  List<Scheduler.Actor> actors() {
    return actors;
  }

  Hardware hardware() {
    return hardware;
  }

  boolean lives() {
    return lives;
  }

  long frozenUntil() {
    return frozenUntil;
  }

  /** Id of the lease that it works under; empty where it has none. */
  String lease() {
    return lease.id();
  }

  /** The lease that it works under. */
  Lease held() {
    return lease;
  }

  void worksUnder(Lease held) {
    lease = held;
  }

  boolean leaves() {
    return leaving;
  }

  void leave() {
    leaving = true;
  }

  /** Who it is, as a claim says it. */
  DriverProcess identity() {
    return new DriverProcess(host(), boot(), processes(), pid, ticks, Instant.EPOCH);
  }

  /** It ends at once, whatever it does. */
  void kill() {
    if (lives) {
      lives = false;
      scheduler.note(this + " ends");
      hardware.processes().remove(this);
      scheduler.wakeAll(this);
    }
  }

  /** None of its threads makes a step for some time. */
  void freeze(long nanos) {
    frozenUntil = Math.max(frozenUntil, scheduler.now() + nanos);
    scheduler.note(this + " is frozen for " + nanos / 1_000_000_000 + " s");
  }

  @Override
  public String host() {
    return hardware.name();
  }

  @Override
  public String boot() {
    return hardware.boot();
  }

  @Override
  public String processes() {
    return space;
  }

  @Override
  public Optional<String> ticks(long number) {
    return find(number).map(process -> process.ticks);
  }

  @Override
  public Instant now() {
    pauseSometimes();
    return hardware.wall();
  }

  @Override
  public long nanoTime() {
    pauseSometimes();
    return hardware.monotonic();
  }

  /** A process may also be frozen where it asks for the time. */
  private void pauseSometimes() {
    if (scheduler.oneIn(50)) {
      scheduler.step("asks for the time", 0);
    }
  }

  @Override
  public void sleep(Duration duration) throws InterruptedException {
    scheduler.sleep(hardware.trueNanos(duration));
  }

  @Override
  public Repetition repeat(String name, Duration every, Runnable what) {
    Heart heart = new Heart(scheduler, this, every, what);
    heart.start(name);
    return heart;
  }

  @Override
  public String toString() {
    return role + "@" + hardware;
  }
}
