package org.throughtime.sweep.progress;

import java.util.ArrayDeque;
import java.util.Deque;

/**
 * The recent speed of a run: iterations per second over the last quarter of its time, but over at
 * least two seconds and at most a minute. So the slow start in a cold JVM does not count for long.
 *
 * <p>It counts only at checkpoints, so every value includes the time of validation, which is most
 * of the work.
 */
public final class RecentRate {
  private static final double LEAST_SECONDS = 2;
  private static final double MOST_SECONDS = 60;
  private static final double BETWEEN_MARKS = .1;

  private record Mark(int iterations, double seconds) {}

  private final Mark start;
  private final Deque<Mark> marks = new ArrayDeque<>();
  private Mark last;

  /**
   * @param iterations done when it starts
   * @param seconds by any clock that does not jump
   */
  public RecentRate(int iterations, double seconds) {
    this.start = new Mark(iterations, seconds);
    this.last = start;
    marks.add(start);
  }

  /** The run has come to a checkpoint. */
  public void checkpoint(int iterations, double seconds) {
    last = new Mark(iterations, seconds);
    double window =
        Math.min(MOST_SECONDS, Math.max(LEAST_SECONDS, (seconds - start.seconds()) / 4));
    Mark first = marks.remove();
    while (!marks.isEmpty() && marks.peek().seconds() <= seconds - window) {
      first = marks.remove();
    }
    marks.addFirst(first);
    if (seconds - marks.getLast().seconds() >= BETWEEN_MARKS) {
      marks.add(last);
    }
  }

  /**
   * Iterations per second; before the first checkpoint those since the start.
   *
   * @param iterations done now
   * @param seconds now
   */
  public double perSecond(int iterations, double seconds) {
    Mark from = marks.getFirst();
    Mark to = last == start ? new Mark(iterations, seconds) : last;
    double time = to.seconds() - from.seconds();
    return time > 0 ? (to.iterations() - from.iterations()) / time : 0;
  }
}
