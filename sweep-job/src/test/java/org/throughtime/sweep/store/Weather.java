package org.throughtime.sweep.store;

import java.time.Duration;

/** How much goes wrong in a simulation, by its seed; nothing once it is {@link #calm}. */
final class Weather {
  /** What becomes of a request. */
  enum Network {
    FINE,
    LOST,
    ANSWER_LOST,
    LATE,
    TWICE,
    AWAY
  }

  private static final Duration LONGEST_FREEZE = Duration.ofHours(3);

  private static final int MORE_BEFORE_A_CHANGE = 4;

  private final Scheduler scheduler;
  private final int freezes;
  private final int kills;
  private final int faults;
  private final int slow;
  private boolean calm;

  Weather(Scheduler scheduler) {
    this.scheduler = scheduler;
    this.freezes = oneIn(40, 4000);
    this.kills = oneIn(60, 4000);
    this.faults = oneIn(6, 1000);
    this.slow = oneIn(4, 200);
  }

  private int oneIn(int most, int least) {
    return (int) (most * Math.pow((double) least / most, scheduler.random().nextDouble()));
  }

  void calm() {
    calm = true;
  }

  boolean isCalm() {
    return calm;
  }

  /**
   * Freezes a process or ends it, sometimes, before it makes a step; more often before a change.
   */
  void strike(SimulatedProcess process, boolean change) {
    int times = change ? MORE_BEFORE_A_CHANGE : 1;
    if (!calm && process.lives()) {
      if (scheduler.oneIn(Math.max(2, freezes / times))) {
        process.freeze(scheduler.between(Duration.ofSeconds(1), LONGEST_FREEZE));
      } else if (scheduler.oneIn(Math.max(2, kills / times))) {
        process.kill();
      }
    }
  }

  long latency() {
    Duration longest = scheduler.oneIn(slow) ? Duration.ofSeconds(30) : Duration.ofMillis(50);
    return scheduler.between(Duration.ofNanos(100_000), calm ? Duration.ofMillis(50) : longest);
  }

  Network network(boolean away) {
    if (away) {
      return Network.AWAY;
    }
    if (calm || !scheduler.oneIn(faults)) {
      return Network.FINE;
    }
    Network[] all = Network.values();
    return all[1 + scheduler.random().nextInt(all.length - 1)];
  }
}
