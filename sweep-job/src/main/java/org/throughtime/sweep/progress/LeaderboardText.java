package org.throughtime.sweep.progress;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.commons.math3.stat.interval.ConfidenceInterval;
import org.throughtime.model.number.Decimal;
import org.throughtime.model.number.ReadableNumber;
import org.throughtime.model.train.RunSpec;
import org.throughtime.sweep.leaderboard.Leaderboard;
import org.throughtime.sweep.leaderboard.Replicates;
import org.throughtime.sweep.plan.TrainCall;

/** A leaderboard for people: one line per setting, and below them the call that repeats each. */
public final class LeaderboardText {
  private static final String NONE = "-";
  private static final String HOLD = "best hold";
  private static final List<String> HEADINGS =
      List.of(
          "setting",
          "solved",
          "95% interval",
          "runs",
          "iterations: median",
          "least..most",
          "lowest err%",
          "median err%");

  private final Leaderboard leaderboard;
  private final RunSpec defaults;

  /**
   * @param defaults a run of nothing but defaults
   */
  public LeaderboardText(Leaderboard leaderboard, RunSpec defaults) {
    this.leaderboard = leaderboard;
    this.defaults = defaults;
  }

  /**
   * The first settings as lines, each ended by a newline.
   *
   * @param most how many settings at most
   */
  public String render(int most) {
    List<Replicates> shown = leaderboard.settings().stream().limit(most).toList();
    Set<String> varying = leaderboard.varying();
    List<List<String>> rows = new ArrayList<>();
    rows.add(withHold(HEADINGS, HOLD));
    Map<String, SettingText> texts = new HashMap<>();
    int rank = 0;
    for (Replicates replicates : shown) {
      SettingText text = new SettingText(++rank + "  ", replicates.setting().texts(varying));
      texts.put(text.whole(), text);
      rows.add(withHold(cells(text.whole(), replicates), metric(replicates.bestHold(), 0)));
    }
    int left = leaderboard.settings().size() - shown.size();
    StringBuilder text = new StringBuilder();
    text.append("settings by the lower bound of the success rate, then by iterations to success\n");
    int behind = leaderboard.settings().stream().mapToInt(Replicates::leftBehind).sum();
    if (behind > 0) {
      text.append(String.format(Locale.ROOT, "%d left behind at a rung: unsolved%n", behind));
    }
    text.append(new TextTable(1, rows, (cell, width) -> within(cell, texts, width)).render());
    if (left > 0) {
      text.append(String.format(Locale.ROOT, "and %d more%n", left));
    }
    text.append("\ncommands that repeat the best run of each setting\n");
    rank = 0;
    for (Replicates replicates : shown) {
      text.append(
          String.format(
              Locale.ROOT, "%d  %s%n", ++rank, TrainCall.of(replicates.example(), defaults)));
    }
    return text.toString();
  }

  /** A row, with one more cell where some run measured it. */
  private List<String> withHold(List<String> row, String cell) {
    return leaderboard.hasHold() ? Stream.concat(row.stream(), Stream.of(cell)).toList() : row;
  }

  /** The heading is no setting, and short. */
  private static String within(String cell, Map<String, SettingText> texts, int width) {
    return texts.get(cell).within(width);
  }

  private static List<String> cells(String setting, Replicates r) {
    List<Integer> iterations = r.iterationsToSuccess();
    return List.of(
        setting,
        r.ended() == 0 ? NONE : r.solved() + " of " + r.ended(),
        r.ended() == 0 ? NONE : interval(r.interval()),
        Integer.toString(r.runs().size()),
        metric(r.medianIterations(), 0),
        iterations.isEmpty()
            ? NONE
            : ReadableNumber.count(iterations.get(0))
                + ".."
                + ReadableNumber.count(iterations.get(iterations.size() - 1)),
        metric(r.bestError(), 2),
        metric(r.lastError(), 2));
  }

  private static String interval(ConfidenceInterval interval) {
    return Decimal.format("%.2f..%.2f", interval.getLowerBound(), interval.getUpperBound());
  }

  private static String metric(OptionalDouble value, int digits) {
    return value.isPresent() ? ReadableNumber.fixed(value.getAsDouble(), digits) : NONE;
  }
}
