package org.throughtime.sweep.store;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Whose claim counts at every moment of a simulation, and whether it changed hands as it may: a
 * claim is given back by its own driver only, and taken from a driver that ended, or did not
 * rewrite it for {@link #STANDS_STILL}. What was lost never comes back, and counts only grow.
 */
final class Leases {
  /** A little less than a driver watches: clocks differ. */
  static final Duration STANDS_STILL = Duration.ofMillis(24_900);

  /** What is known of a lease. */
  private static final class Lease {
    private final SimulatedProcess process;
    private boolean held;
    private boolean confirmed;
    private long count = -1;
    private long renewed = -1;
    private long lost = -1;

    Lease(SimulatedProcess process) {
      this.process = process;
    }
  }

  private static final Lease NOBODY = new Lease(null);

  private final Scheduler scheduler;
  private final Map<String, Lease> leases = new HashMap<>();
  private final TreeMap<Long, byte[]> versions = new TreeMap<>();
  private String current = "";
  private long takeovers;

  Leases(Scheduler scheduler) {
    this.scheduler = scheduler;
  }

  /** A driver is about to claim. */
  void asks(String id, SimulatedProcess process) {
    leases.put(id, new Lease(process));
  }

  /** A driver was told that it owns the directory. */
  void owns(String id) {
    Lease lease = leases.get(id);
    lease.confirmed = true;
    if (!lease.held) {
      scheduler.fail(id + " was told that it owns the directory, but it never did");
    }
  }

  /** A driver was told that it lost its claim. */
  void stops(String id) {
    if (current.equals(id)) {
      scheduler.fail(id + " was told that it lost its claim, which holds");
    }
  }

  String current() {
    return current;
  }

  /** How often a driver took a claim from another. */
  long takeovers() {
    return takeovers;
  }

  boolean holds(String id) {
    return current.equals(id) && !id.isEmpty();
  }

  /** Whether a lease held at some moment since. */
  boolean heldSince(String id, long time) {
    Lease lease = leases.get(id);
    return lease != null && lease.confirmed && (lease.lost < 0 || lease.lost >= time);
  }

  void changed(String path, SimulatedDisk.Stored after, Intent by) {
    String number = path.substring((Witness.ROOT + "/.owner").length());
    long version = number.isEmpty() ? 0 : Long.parseLong(number.substring(1));
    if (after == null) {
      versions.remove(version);
    } else {
      versions.put(version, after.bytes());
    }
    Optional<SweepClaim> claim =
        versions.isEmpty()
            ? Optional.empty()
            : SweepClaim.parse(
                new String(
                    versions.lastEntry().getValue(), java.nio.charset.StandardCharsets.UTF_8));
    String id = claim.map(SweepClaim::id).orElse("");
    if (!id.equals(current)) {
      leave(id, by);
      enter(id);
    }
    claim.ifPresent(this::renew);
  }

  /** The current claim gives way to another, or to none. */
  private void leave(String next, Intent by) {
    if (current.isEmpty()) {
      return;
    }
    Lease lease = leases.get(current);
    boolean own = by.process() == lease.process && (lease.process.leaves() || !lease.confirmed);
    boolean silent = scheduler.now() - lease.renewed >= STANDS_STILL.toNanos();
    boolean taken = !next.isEmpty() && (silent || !lease.process.lives());
    if (!own && !taken) {
      scheduler.fail(
          "%s took the claim %s of %s, which lives and rewrote it %d ms ago; now it is %s"
              .formatted(
                  by.process(),
                  current,
                  lease.process,
                  (scheduler.now() - lease.renewed) / 1_000_000,
                  next.isEmpty() ? "nobody's" : next));
    }
    takeovers += next.isEmpty() ? 0 : 1;
    lease.lost = scheduler.now();
    if (!lease.confirmed) {
      lease.count = -1;
    }
  }

  private void enter(String id) {
    current = id;
    scheduler.note(id.isEmpty() ? "nobody's directory" : "the directory is of " + id);
    Lease lease = leases.getOrDefault(id, NOBODY);
    if (lease.lost >= 0 && lease.confirmed) {
      scheduler.fail("the lost claim " + id + " came back");
    }
    // A driver that does not know yet whether it owns the directory may claim it again.
    lease.lost = -1;
    lease.held = true;
  }

  private void renew(SweepClaim claim) {
    Lease lease = leases.get(claim.id());
    if (claim.count() < lease.count) {
      scheduler.fail("the count of " + claim.id() + " went back to " + claim.count());
    }
    if (claim.count() > lease.count) {
      lease.count = claim.count();
      lease.renewed = scheduler.now();
    }
  }
}
