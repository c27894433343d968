package org.throughtime.sweep.progress;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * A sweep at one moment.
 *
 * @param sweep its name
 * @param elapsed since it began
 * @param left estimate of the time to its end; empty while there is nothing to estimate from
 * @param waiting number of runs that have not begun
 * @param running the runs that train, in order of their start
 * @param ended the runs that ended, in order of their end, failed ones included
 * @param failed how many of them failed
 * @param best the run with the lowest valid error so far; empty before the first checkpoint
 */
public record SweepView(
    String sweep,
    Duration elapsed,
    Optional<Duration> left,
    int waiting,
    List<RunView> running,
    List<RunView> ended,
    int failed,
    Optional<RunProgress> best) {
  public SweepView {
    running = List.copyOf(running);
    ended = List.copyOf(ended);
  }
}
