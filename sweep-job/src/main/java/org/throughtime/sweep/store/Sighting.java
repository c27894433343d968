package org.throughtime.sweep.store;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * A claim as it was found.
 *
 * @param claim empty where the file is not whole
 */
record Sighting(Version version, Optional<SweepClaim> claim) {
  /** Empty where there is none. */
  static Optional<Sighting> of(ResultsDirectory directory) throws IOException {
    return directory
        .claimFile()
        .read()
        .map(version -> new Sighting(version, SweepClaim.parse(version.text())));
  }

  /** Drivers of earlier versions touch their claims. */
  boolean standsStill(Sighting later) {
    return version.equals(later.version) && version.written().equals(later.version.written());
  }

  boolean isOf(Lease lease) {
    return claim
        .filter(found -> found.id().equals(lease.id()) && found.epoch() <= lease.epoch())
        .isPresent();
  }

  /** Epoch of a claim; empty where there is none that has one. */
  static OptionalLong epoch(Optional<Sighting> found) {
    return found
        .flatMap(Sighting::claim)
        .filter(claim -> claim.epoch() > 0)
        .map(claim -> OptionalLong.of(claim.epoch()))
        .orElse(OptionalLong.empty());
  }

  DriverProcess.Fate fate(Machine machine) {
    return claim.map(of -> of.process().fate(machine)).orElse(DriverProcess.Fate.UNKNOWN);
  }

  /** Whether its driver may live, as a process of some machine finds. */
  boolean mayLive(SweepOwner.Heartbeat heartbeat, Machine machine) {
    return switch (fate(machine)) {
      case LIVES -> true;
      case DEAD -> false;
      case UNKNOWN -> !isOld(version.written(), machine.now(), heartbeat);
    };
  }

  String who() {
    return claim.map(SweepClaim::toString).orElse("a driver that is starting");
  }

  /** A time in the future is as good a sign of a step of a clock as one in the past. */
  private static boolean isOld(Instant touched, Instant now, SweepOwner.Heartbeat heartbeat) {
    return Duration.between(touched, now).abs().compareTo(heartbeat.dead()) >= 0;
  }
}
