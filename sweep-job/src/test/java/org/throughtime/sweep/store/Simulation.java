package org.throughtime.sweep.store;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * Drivers, tasks and readers of one results directory on simulated machines, with the program's own
 * classes; everything else comes from one seed: who makes the next step, the time, clocks, freezes,
 * deaths, reboots, and what becomes of a request.
 */
final class Simulation {
  /** Where a simulation does not come to its end. */
  private static final int MOST_TIMES = 40;

  private final long seed;
  private final Trace trace;
  private final Scheduler scheduler;
  private final Cluster cluster;

  /**
   * @param seed decides everything
   * @param fault of the program that is simulated
   * @param steps after which nothing fails any more
   */
  Simulation(long seed, Fault fault, long steps, Trace trace) {
    this.seed = seed;
    this.trace = trace;
    this.scheduler = new Scheduler(seed, trace, steps * MOST_TIMES);
    this.cluster = new Cluster(scheduler, fault);
    scheduler.afterSteps(steps, this::end);
  }

  /** Runs it to its end. */
  Simulation run() {
    often(Duration.ofSeconds(1), Duration.ofMinutes(10), this::drive);
    often(Duration.ofMinutes(1), Duration.ofHours(2), this::jump);
    often(Duration.ofMinutes(30), Duration.ofHours(10), () -> cluster.any().reboot());
    often(Duration.ofMinutes(10), Duration.ofHours(10), this::suspend);
    often(Duration.ofMinutes(10), Duration.ofHours(3), cluster::startReader);
    if (cluster.kind() != Cluster.Kind.LOCAL) {
      often(Duration.ofMinutes(5), Duration.ofHours(3), this::away);
    }
    scheduler.run();
    return this;
  }

  /** Does something at intervals until the end. */
  private void often(Duration least, Duration most, Runnable what) {
    scheduler.at(
        scheduler.now() + scheduler.between(least, most),
        () -> {
          if (!cluster.weather().isCalm()) {
            what.run();
            often(least, most, what);
          }
        });
  }

  private void drive() {
    long alive = cluster.machines().stream().mapToLong(m -> m.processes().size()).sum();
    if (alive < 12) {
      cluster.startDriver();
    }
  }

  private void jump() {
    long most = scheduler.between(Duration.ofSeconds(1), Duration.ofHours(3));
    cluster.anyClock().jump(Duration.ofNanos(scheduler.oneIn(2) ? most : -most));
  }

  private void suspend() {
    cluster.any().suspend(scheduler.between(Duration.ofSeconds(1), Duration.ofHours(2)));
  }

  private void away() {
    scheduler.note("the storage does not answer");
    cluster.disk().setAway(true);
    long until = scheduler.now() + scheduler.between(Duration.ofSeconds(1), Duration.ofMinutes(15));
    scheduler.at(
        until,
        () -> {
          scheduler.note("the storage answers again");
          cluster.disk().setAway(false);
        });
  }

  private void end() {
    scheduler.note("nothing fails from here on");
    cluster.weather().calm();
    cluster.disk().setAway(false);
    Hardware last = cluster.any();
    for (Hardware machine : cluster.machines()) {
      for (SimulatedProcess process : List.copyOf(machine.processes())) {
        if (machine == last || scheduler.oneIn(2)) {
          process.kill();
        } else {
          process.freeze(Duration.ofDays(1000).toNanos());
        }
      }
    }
    cluster.startFinisher(last, scheduler::stop);
  }

  Witness witness() {
    return cluster.witness();
  }

  Cluster.Kind kind() {
    return cluster.kind();
  }

  /** What went wrong, with the seed and the last steps. */
  Optional<String> failure() {
    return scheduler
        .failure()
        .map(
            what ->
                "seed %d (%s): %s%n%s"
                    .formatted(seed, kind(), what, String.join("\n", trace.lines())));
  }

  long steps() {
    return scheduler.steps();
  }

  Trace trace() {
    return trace;
  }
}
