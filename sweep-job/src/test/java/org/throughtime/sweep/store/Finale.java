package org.throughtime.sweep.store;

import java.time.Duration;
import java.util.List;
import org.throughtime.model.train.RunSpec;

/**
 * The end of a simulation: nothing fails any more, every driver before is dead or frozen for good,
 * and the same command is repeated.
 */
final class Finale {
  /** Until the last late request has arrived. */
  private static final Duration SETTLED = Duration.ofMinutes(15);

  private static final Duration PAUSE = Duration.ofSeconds(5);

  /**
   * A claim whose time is in the future of the new driver's clock, or just past, counts until it is
   * 60 s old; then the driver watches for 25 s.
   */
  private static final Duration MOST = Duration.ofSeconds(60 + 60 + 25 + 15);

  private final Cluster cluster;
  private final SimulatedProcess user;
  private final List<RunSpec> runs;

  Finale(Cluster cluster, SimulatedProcess user, List<RunSpec> runs) {
    this.cluster = cluster;
    this.user = user;
    this.runs = runs;
  }

  void run(Runnable done) {
    Scheduler scheduler = cluster.scheduler();
    try {
      user.sleep(SETTLED);
      long begin = scheduler.now();
      while (!cluster.finish(user, runs)) {
        if (scheduler.now() - begin > MOST.toNanos()) {
          scheduler.fail("nobody could take over for " + MOST.toSeconds() + " s");
        }
        user.sleep(PAUSE);
      }
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
    for (RunSpec run : runs) {
      String row = Witness.ROOT + "/tables/runs/" + run.name() + ".parquet";
      if (cluster.witness().joined().find(row).isEmpty()) {
        scheduler.fail(row + " is missing at the end");
      }
    }
    if (!cluster.witness().leases().current().isEmpty()) {
      scheduler.fail("the claim was not given back");
    }
    done.run();
  }
}
