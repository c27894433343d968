package org.throughtime.sweep.resume;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import java.util.OptionalInt;
import org.throughtime.model.train.Checkpoint;
import org.throughtime.model.train.RunSpec;
import org.throughtime.sweep.artifact.CourseLog;
import org.throughtime.sweep.store.CommittedFile;
import org.throughtime.sweep.store.GrowingText;
import org.throughtime.sweep.store.ResultsDirectory;
import org.throughtime.sweep.table.Status;

/**
 * The log of a run. Each commit writes the complete file, because not every file system can append.
 */
final class RunLog {
  private final ResultsDirectory directory;
  private final String run;
  private final CourseLog lines;
  private final GrowingText file;
  private final StringBuilder text = new StringBuilder();

  RunLog(ResultsDirectory directory, RunSpec spec) {
    this.directory = directory;
    this.run = spec.name();
    this.lines = new CourseLog(spec);
    this.file = directory.growing(directory.log(run), directory.row(run));
    add(List.of(lines.start()));
  }

  private void add(List<String> more) {
    more.forEach(line -> text.append(line).append('\n'));
  }

  void add(Checkpoint checkpoint) {
    add(lines.checkpoint(checkpoint));
  }

  /** The stack trace of what ended the run. */
  void add(Throwable cause) {
    StringWriter trace = new StringWriter();
    cause.printStackTrace(new PrintWriter(trace));
    add(trace.toString().lines().toList());
  }

  /**
   * How the run ended. A run without an iteration has this line only where it finished.
   *
   * @param steps n of the last iteration; empty where there is none
   * @param bestValidError in percent, the last checkpoint included
   */
  void end(Status status, OptionalInt steps, double bestValidError) {
    if (steps.isPresent() || status == Status.FINISHED) {
      add(lines.end(status, steps.orElse(-1), bestValidError));
    }
  }

  CommittedFile commit() throws IOException {
    return directory.commitText(directory.log(run), text.toString());
  }

  /** Commits the log so far, unless another attempt has begun it. */
  void commitUnlessThere() throws IOException {
    file.begin(text.toString());
  }

  /** Commits the log so far, unless another attempt has ended the run and left the whole log. */
  void commitUnlessEnded() throws IOException {
    file.commitUnlessEnded(text.toString());
  }
}
