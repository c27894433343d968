package org.throughtime.sweep.store;

import java.time.Duration;

/** A simulated thread that does something at a fixed rate, and catches up on what it missed. */
final class Heart implements Machine.Repetition {
  private static final long LOOK = 200_000_000;

  private final Scheduler scheduler;
  private final SimulatedProcess process;
  private final Duration every;
  private final Runnable what;
  private Scheduler.Actor actor;
  private boolean busy;
  private boolean stopped;

  Heart(Scheduler scheduler, SimulatedProcess process, Duration every, Runnable what) {
    this.scheduler = scheduler;
    this.process = process;
    this.every = every;
    this.what = what;
  }

  void start(String name) {
    actor = scheduler.start(process, name, this::live);
  }

  private void live() {
    long due = process.hardware().monotonic();
    while (!stopped) {
      due += every.toNanos();
      long left = Math.max(0, due - process.hardware().monotonic());
      try {
        process.sleep(Duration.ofNanos(left));
      } catch (InterruptedException e) {
        return;
      }
      busy = true;
      what.run();
      busy = false;
    }
  }

  /** Waits for what has begun, as whoever stops it does for the lock that it holds. */
  @Override
  public void stop() {
    stopped = true;
    scheduler.interrupt(actor);
    while (busy) {
      scheduler.step("waits for its other thread", LOOK);
    }
  }
}
