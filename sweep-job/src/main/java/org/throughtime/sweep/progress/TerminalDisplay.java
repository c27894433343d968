package org.throughtime.sweep.progress;

import java.io.PrintStream;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Progress for a terminal: a block with a bar for every running run and a line for the sweep,
 * redrawn in place, and above it a line that stays for every run that ended.
 *
 * <p>Needs of the terminal only that it can go up some lines and erase below (ECMA-48 CUU and ED).
 */
public final class TerminalDisplay implements ProgressDisplay {
  private static final Duration BETWEEN = Duration.ofMillis(500);
  private static final int MOST_BARS = 16;
  private static final String ESCAPE = "\u001b[";

  private final PrintStream out;
  private final InstantSource clock;
  private final int width;
  private Instant drawn = Instant.MIN;
  private int endedShown;
  private int blockLines;

  /**
   * @param out the terminal
   * @param clock tells when to draw again
   * @param columns its width; nothing longer is printed into the block
   */
  public TerminalDisplay(PrintStream out, InstantSource clock, int columns) {
    this.out = out;
    this.clock = clock;
    // A line that fills the last column would wrap on some terminals.
    this.width = Math.max(20, columns - 1);
  }

  @Override
  public void show(SweepProgress progress) {
    Instant now = clock.instant();
    if (drawn.isBefore(now.minus(BETWEEN))) {
      drawn = now;
      draw(progress.view(), true);
    }
  }

  @Override
  public void finish(SweepProgress progress) {
    draw(progress.view(), false);
  }

  private void draw(SweepView view, boolean block) {
    StringBuilder text = new StringBuilder();
    if (blockLines > 0) {
      text.append(ESCAPE).append(blockLines).append('A').append(ESCAPE).append("0J");
    }
    for (RunView run : view.ended().subList(endedShown, view.ended().size())) {
      text.append(ProgressText.ended(run)).append('\n');
    }
    endedShown = view.ended().size();
    List<String> lines = block ? block(view) : List.of();
    lines.forEach(line -> text.append(line).append('\n'));
    blockLines = lines.size();
    out.print(text);
    out.flush();
  }

  private List<String> block(SweepView view) {
    List<RunView> shown = view.running().stream().limit(MOST_BARS).toList();
    int nameWidth = shown.stream().mapToInt(r -> r.progress().run().length()).max().orElse(0);
    List<String> lines = new ArrayList<>();
    for (RunView run : shown) {
      lines.add(ProgressText.bar(run, Math.min(nameWidth, width / 2), width));
    }
    int hidden = view.running().size() - shown.size();
    if (hidden > 0) {
      lines.add(String.format(Locale.ROOT, "and %d more running", hidden));
    }
    String sweep = ProgressText.sweep(view);
    lines.add(sweep.length() > width ? sweep.substring(0, width) : sweep);
    return lines;
  }
}
