package org.throughtime.sweep.progress;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/** A clock that a test moves. */
final class ManualClock implements InstantSource {
  private Instant now = Instant.EPOCH;

  @Override
  public Instant instant() {
    return now;
  }

  void advance(int seconds) {
    now = now.plus(Duration.ofSeconds(seconds));
  }
}
