package org.throughtime.sweep.progress;

import java.util.ArrayList;
import java.util.List;
import java.util.function.IntSupplier;

/**
 * The current state of a sweep: a line for every running run, the best run so far, and how many are
 * done.
 */
public final class ProgressBlock {
  private static final int MOST_RUNS = 16;
  private static final int LEAST_WIDTH = 20;
  private static final int USUAL_WIDTH = 80;

  private final IntSupplier columns;
  private final Sparkline sparkline;

  /**
   * @param columns width of the terminal now; no line is longer. 0 or less: the terminal does not
   *     know it
   * @param sparkline draws the course of a run
   */
  public ProgressBlock(IntSupplier columns, Sparkline sparkline) {
    this.columns = columns;
    this.sparkline = sparkline;
  }

  /** Its lines. */
  public List<String> lines(SweepView view) {
    return lines(view, columns());
  }

  /** Width of the terminal now. */
  int columns() {
    int now = columns.getAsInt();
    return now > 0 ? now : USUAL_WIDTH;
  }

  /** Its lines on a terminal of that width. */
  List<String> lines(SweepView view, int columns) {
    // A line that fills the last column would wrap on some terminals.
    int width = Math.max(LEAST_WIDTH, columns - 1);
    List<RunView> shown = view.running().stream().limit(MOST_RUNS).toList();
    int nameWidth = shown.stream().mapToInt(r -> r.progress().run().length()).max().orElse(1);
    List<String> lines = new ArrayList<>();
    for (RunView run : shown) {
      lines.add(ProgressText.bar(run, Math.min(nameWidth, width / 2), width, sparkline));
    }
    int hidden = view.running().size() - shown.size();
    if (hidden > 0) {
      lines.add("and " + hidden + " more running");
    }
    view.best().map(ProgressText::best).ifPresent(lines::add);
    lines.add(ProgressText.sweep(view));
    return lines.stream().map(line -> ProgressText.cut(line, width)).toList();
  }
}
