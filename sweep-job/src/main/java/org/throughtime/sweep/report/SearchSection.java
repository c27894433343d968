package org.throughtime.sweep.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.IntStream;
import org.apache.commons.math3.stat.interval.ConfidenceInterval;
import org.throughtime.model.number.ReadableNumber;
import org.throughtime.model.train.RunSpec;
import org.throughtime.sweep.chart.Chart;
import org.throughtime.sweep.leaderboard.Leaderboard;
import org.throughtime.sweep.leaderboard.Replicates;
import org.throughtime.sweep.plan.TrainCall;

/** The ranking of settings, for a sweep with replicates, solved runs or many settings. */
final class SearchSection {
  /** From so many settings on a sweep is a grid, whatever its runs came to. */
  private static final int GRID = 10;

  private static final int MOST_SETTINGS = 30;

  private SearchSection() {}

  /** Empty where the sweep is no search. */
  static Optional<Section> of(SweepContents sweep, RunSpec defaults) {
    Leaderboard leaderboard = Leaderboard.of(sweep.status());
    if (!leaderboard.tellsMore() && leaderboard.settings().size() < GRID) {
      return Optional.empty();
    }
    List<Replicates> settings = leaderboard.settings();
    int ended = settings.stream().mapToInt(Replicates::ended).sum();
    int behind = settings.stream().mapToInt(Replicates::leftBehind).sum();
    int solved = settings.stream().mapToInt(Replicates::solved).sum();
    List<Block> blocks = new ArrayList<>();
    blocks.add(
        new Block.Prose(
            settings.size()
                + (settings.size() == 1 ? " setting" : " settings")
                + " (all flags but the seed), "
                + ended
                + (ended == 1 ? " run that ended, " : " runs that ended, ")
                + solved
                + " of them solved. "
                + (behind > 0
                    ? "Of the others a search left " + behind + " behind at a rung, unsolved. "
                    : "")
                + "Rates count only runs that ended; waiting, running, interrupted and failed runs"
                + " are left out. Settings are ranked by the lower bound of Wilson's interval,"
                + " so that one success in one run does not rank above nine in ten."));
    if (settings.stream().allMatch(setting -> setting.bestError().isEmpty())) {
      blocks.add(
          new Block.Missing(
              "The leaderboard and its charts are missing: no run has reached a checkpoint yet."));
      return Optional.of(new Section("search", "Which settings work", blocks));
    }
    VaryingFlags flags = VaryingFlags.of(leaderboard);
    SearchCharts charts = new SearchCharts(flags);
    blocks.add(table(settings, flags));
    if (settings.size() > MOST_SETTINGS) {
      blocks.add(
          new Block.Prose(
              "The first "
                  + MOST_SETTINGS
                  + " of "
                  + settings.size()
                  + " settings are listed; the charts over flags show all."));
    }
    blocks.add(
        new Block.Command(
            "To repeat the best run of the best setting",
            TrainCall.of(settings.get(0).example(), defaults)));
    charts
        .successRates(MOST_SETTINGS)
        .ifPresent(chart -> blocks.add(new Block.Charts(chart.title(), List.of(chart), 1)));
    charts
        .pairs()
        .ifPresentOrElse(
            blocks::add,
            () ->
                blocks.add(
                    new Block.Prose(
                        "There is no heat map over two flags, because fewer than two vary among"
                            + " settings with checkpoints.")));
    List<Chart> scatters = charts.scatters();
    if (!scatters.isEmpty()) {
      blocks.add(new Block.Charts("Flags against the lowest valid error", scatters, 2));
    }
    charts
        .parallel()
        .ifPresent(chart -> blocks.add(new Block.Charts(chart.title(), List.of(chart), 1)));
    charts
        .iterationsToSuccess()
        .ifPresentOrElse(
            chart -> blocks.add(new Block.Charts(chart.title(), List.of(chart), 1)),
            () ->
                blocks.add(
                    new Block.Prose(
                        "There is no chart of iterations to success, because none of the "
                            + ended
                            + " ended runs is solved.")));
    return Optional.of(new Section("search", "Which settings work", blocks));
  }

  private static Block table(List<Replicates> settings, VaryingFlags flags) {
    return new Block.Table(
        "Settings by the lower bound of the success rate, then by iterations to success",
        2,
        List.of(
            "rank",
            "setting",
            "solved",
            "ended",
            "runs",
            "rate, 95 % interval",
            "iterations, median",
            "fewest",
            "most",
            "lowest valid error %",
            "last valid error %, median"),
        IntStream.range(0, Math.min(MOST_SETTINGS, settings.size()))
            .mapToObj(i -> row(i + 1, settings.get(i), flags))
            .toList());
  }

  private static List<Block.Cell> row(int rank, Replicates setting, VaryingFlags flags) {
    List<Integer> iterations = setting.iterationsToSuccess();
    boolean none = iterations.isEmpty();
    return List.of(
            Integer.toString(rank),
            flags.words(setting),
            Integer.toString(setting.solved()),
            Integer.toString(setting.ended()),
            Integer.toString(setting.runs().size()),
            setting.ended() == 0 ? "-" : interval(setting),
            text(setting.medianIterations(), 0),
            none ? "-" : ReadableNumber.count(iterations.get(0)),
            none ? "-" : ReadableNumber.count(iterations.get(iterations.size() - 1)),
            text(setting.bestError(), 2),
            text(setting.lastError(), 2))
        .stream()
        .map(Block.Cell::of)
        .toList();
  }

  /** A metric that not every setting has. */
  private static String text(OptionalDouble value, int decimals) {
    return value.isPresent() ? ReadableNumber.fixed(value.getAsDouble(), decimals) : "-";
  }

  private static String interval(Replicates setting) {
    ConfidenceInterval interval = setting.interval();
    return Math.round(100 * setting.successRate().orElseThrow())
        + " % ("
        + Math.round(100 * interval.getLowerBound())
        + " to "
        + Math.round(100 * interval.getUpperBound())
        + ")";
  }
}
