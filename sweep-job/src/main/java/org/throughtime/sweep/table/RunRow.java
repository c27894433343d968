package org.throughtime.sweep.table;

import java.util.Optional;
import java.util.OptionalInt;
import org.throughtime.model.train.Checkpoint;
import org.throughtime.model.train.RunSpec;

/**
 * One run, as the table {@code runs} holds it once it has ended.
 *
 * @param spec what was run
 * @param status how it ended, or how it stands
 * @param steps n of its last iteration, as its log says; empty where there was none
 * @param last its last checkpoint, if it came to one
 * @param execution how it was computed; empty where it has not ended
 * @param error what ended it, one line, where it failed
 */
public record RunRow(
    RunSpec spec,
    Status status,
    OptionalInt steps,
    Optional<Checkpoint> last,
    Optional<Execution> execution,
    Optional<String> error) {}
