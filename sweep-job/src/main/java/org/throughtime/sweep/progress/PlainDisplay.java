package org.throughtime.sweep.progress;

import java.io.PrintStream;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;

/**
 * Progress for files and pipes: a line when a run starts, a line when it ends, and between them at
 * most one line per run every twenty seconds.
 */
public final class PlainDisplay implements ProgressDisplay {
  private static final Duration BETWEEN = Duration.ofSeconds(20);

  private final PrintStream out;
  private final InstantSource clock;
  private final Map<String, Instant> lastLine = new HashMap<>();
  private int endedShown;

  /**
   * @param out where lines go
   * @param clock tells when the next line is due
   */
  public PlainDisplay(PrintStream out, InstantSource clock) {
    this.out = out;
    this.clock = clock;
  }

  @Override
  public void show(SweepProgress progress) {
    SweepView view = progress.view();
    Instant now = clock.instant();
    for (RunView run : view.ended().subList(endedShown, view.ended().size())) {
      line(view, ProgressText.ended(run) + remaining(view));
      lastLine.remove(run.progress().run());
    }
    endedShown = view.ended().size();
    for (RunView run : view.running()) {
      Instant last = lastLine.putIfAbsent(run.progress().run(), now);
      if (last == null) {
        line(view, ProgressText.started(run));
      } else if (Duration.between(last, now).compareTo(BETWEEN) >= 0) {
        line(view, ProgressText.advanced(run) + remaining(view));
        lastLine.put(run.progress().run(), now);
      }
    }
  }

  @Override
  public void finish(SweepProgress progress) {
    show(progress);
    endedShown = 0;
    lastLine.clear();
  }

  private void line(SweepView view, String text) {
    out.println("[" + ProgressText.time(view.elapsed()) + "] " + text);
  }

  private static String remaining(SweepView view) {
    return "; " + view.sweep() + ": " + ProgressText.left(view);
  }
}
