package org.throughtime.servers;

import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicLong;

/**
 * What happens to the requests that pass a proxy. The fate of the n-th request depends on the seed
 * and on n alone.
 *
 * @param lost share of requests whose answer is lost after the server has done the work
 * @param late share of requests whose connection breaks at once, and which reach the server later
 * @param delay longest time that a request waits before it is passed on, in milliseconds; requests
 *     overtake each other
 */
record Faults(long seed, double lost, double late, int delay, AtomicLong next) {
  /**
   * One request.
   *
   * @param delay milliseconds
   */
  record Fate(boolean lost, boolean late, int delay) {}

  Faults(long seed, double lost, double late, int delay) {
    this(seed, lost, late, delay, new AtomicLong());
  }

  /** Every request is passed on at once. */
  static Faults none() {
    return new Faults(0, 0, 0, 0);
  }

  Fate fate() {
    SplittableRandom random = new SplittableRandom(seed * 1_000_003 + next.getAndIncrement());
    double drawn = random.nextDouble();
    return new Fate(drawn < lost, drawn >= lost && drawn < lost + late, random.nextInt(delay + 1));
  }
}
