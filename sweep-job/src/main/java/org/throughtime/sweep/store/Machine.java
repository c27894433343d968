package org.throughtime.sweep.store;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * The machine that a process runs on, as far as the ownership of a directory depends on it: its
 * name, its processes and its clocks.
 */
interface Machine {
  /** The one of this process. */
  Machine THIS = new ThisMachine();

  /** Its name; another machine may have the same one. */
  String host();

  /** Names one boot of one machine; empty where the system has no such name. */
  String boot();

  /** Where process numbers count; empty where all of the machine's do. */
  String processes();

  /**
   * Ticks of the boot before one of its processes began; empty where there is no such process, or
   * the system does not tell.
   */
  Optional<String> ticks(long pid);

  /** The wall clock, which anybody may set. */
  Instant now();

  /** A clock in nanoseconds that nobody sets; only differences mean anything. */
  long nanoTime();

  void sleep(Duration duration) throws InterruptedException;

  /**
   * Does something again and again in a thread of its own.
   *
   * @param every how often, and how long before the first time
   */
  Repetition repeat(String name, Duration every, Runnable what);

  /** Something that is done again and again. */
  @FunctionalInterface
  interface Repetition {
    /** Begins it no more, and interrupts it where it has begun. */
    void stop();
  }
}
