package org.throughtime.sweep.progress;

import java.time.Duration;
import java.util.Locale;
import java.util.StringJoiner;
import org.throughtime.model.train.RunStatus;

/** The lines in which a sweep's progress is told. */
final class ProgressText {
  private ProgressText() {}

  /** Where the sweep stands. */
  static String sweep(SweepView view) {
    StringJoiner counts = new StringJoiner(", ");
    counts.add(view.ended().size() - view.failed() + " done");
    if (view.failed() > 0) {
      counts.add(view.failed() + " failed");
    }
    counts.add(view.running().size() + " running");
    counts.add(view.waiting() + " waiting");
    return view.sweep()
        + ": "
        + counts
        + "; "
        + time(view.elapsed())
        + " gone"
        + view.left().map(left -> ", about " + time(left) + " left").orElse("");
  }

  /** A running run with a bar as wide as there is room for. */
  static String bar(RunView run, int nameWidth, int width) {
    RunProgress p = run.progress();
    int digits = Integer.toString(p.maxiters()).length();
    String figures =
        String.format(Locale.ROOT, " %" + digits + "d/%d", p.iterations(), p.maxiters())
            + (Double.isNaN(p.validError())
                ? ""
                : String.format(
                    Locale.ROOT, "  nll %.4f  err %6.2f%%", p.trainNll(), p.validError()))
            + String.format(Locale.ROOT, "  %.1f it/s", p.rate());
    String name = String.format(Locale.ROOT, "%-" + nameWidth + "s ", p.run());
    int room = Math.min(30, width - name.length() - figures.length() - 2);
    String bar = "";
    if (room >= 5) {
      int full = (int) ((long) room * p.iterations() / Math.max(1, p.maxiters()));
      bar = "[" + "#".repeat(full) + "-".repeat(room - full) + "]";
    }
    String line = name + bar + figures;
    return line.length() > width ? line.substring(0, width) : line;
  }

  /** That a run began. */
  static String started(RunView run) {
    RunProgress p = run.progress();
    return p.iterations() == 0
        ? p.run() + " started, " + p.maxiters() + " iterations"
        : p.run() + " goes on from iteration " + p.iterations() + " of " + p.maxiters();
  }

  /** Where a running run stands, without a bar. */
  static String advanced(RunView run) {
    RunProgress p = run.progress();
    return String.format(
            Locale.ROOT,
            "%s %d/%d (%d%%)",
            p.run(),
            p.iterations(),
            p.maxiters(),
            100L * p.iterations() / Math.max(1, p.maxiters()))
        + figures(p)
        + String.format(Locale.ROOT, ", %.1f it/s", p.rate());
  }

  /** How a run ended. */
  static String ended(RunView run) {
    RunProgress p = run.progress();
    RunStatus status = run.ended().orElseThrow();
    if (status == RunStatus.FAILED) {
      return p.run() + " failed: " + run.error();
    }
    return String.format(
            Locale.ROOT, "%s %s after %d iterations", p.run(), status.label(), p.iterations())
        + figures(p)
        + String.format(Locale.ROOT, ", %.1f s", run.seconds());
  }

  /** As h:mm:ss. */
  static String time(Duration duration) {
    return String.format(
        Locale.ROOT,
        "%d:%02d:%02d",
        duration.toHours(),
        duration.toMinutesPart(),
        duration.toSecondsPart());
  }

  private static String figures(RunProgress p) {
    return Double.isNaN(p.validError())
        ? ""
        : String.format(
            Locale.ROOT, ", train nll %.4f, valid error %.2f%%", p.trainNll(), p.validError());
  }
}
