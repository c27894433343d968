package org.throughtime.sweep.progress;

import java.time.Duration;
import org.throughtime.model.number.Decimal;
import org.throughtime.model.number.ReadableNumber;
import org.throughtime.sweep.table.Status;

/** The lines that describe the progress of a sweep. */
final class ProgressText {
  private static final int LEAST_BAR = 5;
  private static final int MOST_BAR = 24;
  private static final int MOST_COURSE = 16;

  private ProgressText() {}

  /** Where the sweep stands. */
  static String sweep(SweepView view) {
    int done = view.ended().size() - view.failed();
    String failed = view.failed() > 0 ? view.failed() + " failed, " : "";
    return "%s: %s done, %s%s running, %s waiting"
            .formatted(view.sweep(), done, failed, view.running().size(), view.waiting())
        + (view.elapsed().isZero() ? "" : "; " + time(view.elapsed()) + " elapsed")
        + (view.left().isPresent() || !view.running().isEmpty() ? ", " + left(view) : "");
  }

  /** How long the sweep will take still, as far as that can be said yet. */
  static String left(SweepView view) {
    return view.left()
        .map(left -> "about " + time(left) + " left")
        .orElse("estimating the time left");
  }

  /**
   * A running run with a bar and its train NLL so far, as wide as there is room for; where there is
   * little the bar goes first, and the metrics last.
   */
  static String bar(RunView run, int nameWidth, int width, Sparkline sparkline) {
    RunProgress p = run.progress();
    int digits = ReadableNumber.count(p.maxiters()).length();
    String metrics =
        text(" %," + digits + "d/%,d", p.iterations(), p.maxiters())
            + metrics(p, "  nll %.4f  err %6.2f%%")
            + "  "
            + p.pace();
    String name = text("%-" + nameWidth + "s ", p.run());
    int room = width - name.length() - metrics.length();
    String course = "";
    if (room > LEAST_BAR && !run.nlls().isEmpty()) {
      int most = Math.min(MOST_COURSE, room - 1);
      course = String.format(" %-" + most + "s", sparkline.draw(run.nlls(), most));
    }
    int cells = Math.min(MOST_BAR, room - course.length() - 2);
    String bar = "";
    if (cells >= LEAST_BAR) {
      int full = (int) ((long) cells * p.iterations() / Math.max(1, p.maxiters()));
      bar = "[" + "#".repeat(full) + "-".repeat(cells - full) + "]";
    }
    return cut(name + bar + course + metrics, width);
  }

  /** A line without the words that have no room: half a number would be another number. */
  static String cut(String line, int width) {
    if (line.length() <= width) {
      return line;
    }
    int end = line.lastIndexOf(' ', width);
    return end > 0
        ? line.substring(0, end).stripTrailing().replaceFirst("[,;:]$", "")
        : line.substring(0, width);
  }

  /** The run that came nearest so far. */
  static String best(RunProgress p) {
    double best = p.metrics().orElseThrow().bestValidError();
    return text("best so far: %s, valid error %.2f%%", p.run(), best);
  }

  /** That a run began. */
  static String started(RunView run) {
    RunProgress p = run.progress();
    return p.iterations() == 0
        ? text("%s started, %,d iterations", p.run(), p.maxiters())
        : text("%s resumes from iteration %,d of %,d", p.run(), p.iterations(), p.maxiters());
  }

  /** Where a running run stands, without a bar. */
  static String advanced(RunView run) {
    RunProgress p = run.progress();
    long percent = 100L * p.iterations() / Math.max(1, p.maxiters());
    return text("%s %,d/%,d (%d%%)", p.run(), p.iterations(), p.maxiters(), percent)
        + metrics(p, ", train nll %.4f, valid error %.2f%%")
        + ", "
        + p.pace();
  }

  /** How a run ended. */
  static String ended(RunView run) {
    RunProgress p = run.progress();
    Status status = run.ended().orElseThrow();
    if (status == Status.FAILED) {
      return p.run() + " failed: " + run.error();
    }
    return text("%s %s after %,d iterations", p.run(), status.label(), p.iterations())
        + metrics(p, ", train nll %.4f, valid error %.2f%%")
        + text(", %.1f s", run.seconds());
  }

  /** As h:mm:ss. */
  static String time(Duration duration) {
    return text(
        "%d:%02d:%02d", duration.toHours(), duration.toMinutesPart(), duration.toSecondsPart());
  }

  /** Nothing before the first checkpoint. */
  private static String metrics(RunProgress p, String format) {
    return p.hasValidated() ? text(format, p.trainNll(), p.validError()) : "";
  }

  private static String text(String format, Object... values) {
    return Decimal.format(format, values);
  }
}
