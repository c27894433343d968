package org.throughtime.sweep.progress;

import java.io.PrintStream;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;

/**
 * Progress for a terminal: a block with a bar for every running run and a line for the sweep,
 * redrawn in place. Above it, a permanent line for every run that ended.
 *
 * <p>The terminal must only be able to move the cursor up and erase below it (ECMA-48 CUU and ED).
 */
public final class TerminalDisplay implements ProgressDisplay {
  private static final Duration BETWEEN = Duration.ofMillis(500);
  private static final String ESCAPE = "\u001b[";

  private final PrintStream out;
  private final InstantSource clock;
  private final ProgressBlock block;
  private Instant drawn = Instant.MIN;
  private int endedShown;
  private List<String> blockLines = List.of();

  /**
   * @param out the terminal
   * @param clock tells when to draw again
   * @param block what is redrawn
   */
  public TerminalDisplay(PrintStream out, InstantSource clock, ProgressBlock block) {
    this.out = out;
    this.clock = clock;
    this.block = block;
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
    endedShown = 0;
  }

  private void draw(SweepView view, boolean running) {
    int columns = block.columns();
    StringBuilder text = new StringBuilder();
    if (!blockLines.isEmpty()) {
      text.append(ESCAPE).append(rows(blockLines, columns)).append('A').append(ESCAPE).append("0J");
    }
    for (RunView run : view.ended().subList(endedShown, view.ended().size())) {
      text.append(ProgressText.ended(run)).append('\n');
    }
    endedShown = view.ended().size();
    List<String> lines = running ? block.lines(view, columns) : List.of();
    lines.forEach(line -> text.append(line).append('\n'));
    blockLines = lines;
    out.print(text);
    out.flush();
  }

  /** A terminal that became narrower has wrapped what was drawn when it was wider. */
  private static int rows(List<String> lines, int columns) {
    return lines.stream()
        .mapToInt(line -> Math.max(1, -Math.floorDiv(-line.length(), columns)))
        .sum();
  }
}
