package org.throughtime.sweep.progress;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;
import org.throughtime.sweep.record.LastFigures;
import org.throughtime.sweep.record.RunState;
import org.throughtime.sweep.record.SweepStatus;

/** The table of all runs of a sweep, for people: at most 120 columns wide. */
public final class SummaryTable {
  private static final int WIDTH = 120;
  private static final String GAP = "  ";
  private static final List<String> HEADINGS =
      List.of(
          "run",
          "status",
          "steps",
          "best err%",
          "err%",
          "train nll",
          "valid nll",
          "rho_Whh",
          "grad norm",
          "seconds");

  private SummaryTable() {}

  /** The table as lines, each ended by a newline, and below it a line for every failed run. */
  public static String render(SweepStatus status) {
    List<List<String>> rows = new ArrayList<>();
    rows.add(HEADINGS);
    status.runs().forEach(run -> rows.add(cells(run)));
    int[] widths = new int[HEADINGS.size()];
    for (List<String> row : rows) {
      for (int i = 0; i < widths.length; i++) {
        widths[i] = Math.max(widths[i], row.get(i).length());
      }
    }
    int others = 0;
    for (int i = 1; i < widths.length; i++) {
      others += GAP.length() + widths[i];
    }
    widths[0] = Math.min(widths[0], WIDTH - others);
    StringBuilder text = new StringBuilder();
    rows.forEach(row -> append(text, row, widths));
    for (RunState run : status.runs()) {
      run.error().ifPresent(e -> text.append(run.spec().name() + " failed: " + e + "\n"));
    }
    return text.toString();
  }

  private static void append(StringBuilder text, List<String> row, int[] widths) {
    StringBuilder line = new StringBuilder();
    for (int i = 0; i < widths.length; i++) {
      String alignment = i < 2 ? "-" : "";
      line.append(i == 0 ? "" : GAP)
          .append(
              String.format(
                  Locale.ROOT,
                  "%" + alignment + widths[i] + "s",
                  shortened(row.get(i), widths[i])));
    }
    text.append(line.toString().stripTrailing()).append('\n');
  }

  /** Names of a grid differ at their ends, so the middle goes. */
  private static String shortened(String name, int width) {
    if (name.length() <= width) {
      return name;
    }
    int head = (width - 2) / 3;
    return name.substring(0, head) + ".." + name.substring(name.length() - (width - 2 - head));
  }

  private static List<String> cells(RunState run) {
    return List.of(
        run.spec().name(),
        run.status(),
        run.steps().isPresent() ? Integer.toString(run.steps().getAsInt()) : "-",
        figure(run, LastFigures::bestValidError, 2),
        figure(run, LastFigures::validError, 2),
        figure(run, LastFigures::trainNll, 4),
        figure(run, LastFigures::validNll, 4),
        figure(run, LastFigures::rho, 3),
        figure(run, LastFigures::gradientNorm, 4),
        run.seconds().isPresent() ? number(run.seconds().getAsDouble(), 1) : "-");
  }

  private static String figure(RunState run, ToDoubleFunction<LastFigures> value, int digits) {
    return run.figures().map(f -> number(value.applyAsDouble(f), digits)).orElse("-");
  }

  private static String number(double value, int digits) {
    if (Double.isNaN(value) || Double.isInfinite(value)) {
      return Double.isNaN(value) ? "nan" : value > 0 ? "inf" : "-inf";
    }
    boolean wide = Math.abs(value) >= 1e6;
    boolean tiny = value != 0 && Math.abs(value) < 0.5 * Math.pow(10, -digits);
    return String.format(Locale.ROOT, wide || tiny ? "%.1e" : "%." + digits + "f", value);
  }
}
