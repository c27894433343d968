package org.throughtime.sweep.progress;

import java.util.List;
import java.util.Optional;
import org.throughtime.sweep.table.Status;

/**
 * One run as a display shows it.
 *
 * @param progress the last that was heard of it
 * @param ended how it ended; empty while it runs
 * @param seconds of wall time where it ended, else 0
 * @param error what ended a failed run, one line, else empty
 * @param nlls train NLL over the run so far, some dozens of values in order
 */
public record RunView(
    RunProgress progress, Optional<Status> ended, double seconds, String error, List<Double> nlls) {
  public RunView {
    nlls = List.copyOf(nlls);
  }
}
