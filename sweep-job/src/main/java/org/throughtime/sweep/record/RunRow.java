package org.throughtime.sweep.record;

import java.util.Optional;
import java.util.OptionalInt;
import org.throughtime.model.train.Checkpoint;
import org.throughtime.model.train.RunSpec;
import org.throughtime.model.train.RunStatus;

/**
 * One ended run, as the table {@code runs} holds it.
 *
 * @param spec what was run
 * @param status how it ended
 * @param steps n of its last iteration, as its log says; empty where there was none
 * @param last its last checkpoint, if it came to one
 * @param execution how it was computed
 * @param error what ended it, one line, where it failed
 */
public record RunRow(
    RunSpec spec,
    RunStatus status,
    OptionalInt steps,
    Optional<Checkpoint> last,
    Execution execution,
    Optional<String> error) {}
