package org.throughtime.sweep.record;

import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.Set;
import org.throughtime.model.train.RunSpec;

/**
 * Where a run stands, as far as its committed files tell.
 *
 * @param spec the run
 * @param status its status in {@code runs} once it ended; else {@link #UNFINISHED} where it has
 *     committed a checkpoint (it may be training, or have been broken off) or {@link #WAITING}
 * @param steps n of its last iteration, or of its last committed checkpoint
 * @param figures of its last committed checkpoint
 * @param seconds of wall time, where it ended
 * @param error what ended it, where it failed
 */
public record RunState(
    RunSpec spec,
    String status,
    OptionalInt steps,
    Optional<LastFigures> figures,
    OptionalDouble seconds,
    Optional<String> error) {
  /** Nothing of it is committed. */
  public static final String WAITING = "waiting";

  /** It has no row in {@code runs} but segments. */
  public static final String UNFINISHED = "unfinished";

  private static final Set<String> DONE = Set.of("solved", "finished", "diverged");

  /** Whether there is nothing left to compute: solved, finished or diverged. */
  public boolean done() {
    return DONE.contains(status);
  }
}
