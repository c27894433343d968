package org.throughtime.sweep.report;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Predicate;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.throughtime.model.number.ReadableNumber;
import org.throughtime.model.train.RunFlags;
import org.throughtime.sweep.chart.Axis;
import org.throughtime.sweep.chart.Range;
import org.throughtime.sweep.leaderboard.Leaderboard;
import org.throughtime.sweep.leaderboard.Replicates;

/**
 * The flags in which settings differ.
 *
 * @param names in the order of {@link RunFlags#NAMES}
 * @param settings the best first
 */
record VaryingFlags(List<String> names, List<Replicates> settings) {
  /** So many values of a number stand for themselves; more are put into bins. */
  private static final int MOST_CATEGORIES = 10;

  private static final int BINS = 6;

  /** A number of more digits was drawn, not typed. */
  private static final int TYPED_DIGITS = 5;

  /** Beyond this quotient of the largest and the smallest a number is shown by its logarithm. */
  private static final double LOGARITHMIC = 20;

  static VaryingFlags of(Leaderboard leaderboard) {
    List<Replicates> settings = leaderboard.settings();
    Predicate<Replicates> fixed = s -> value(s, "min_length").equals(value(s, "max_length"));
    List<String> names =
        RunFlags.NAMES.stream()
            .filter(leaderboard.varying()::contains)
            // where lengths are fixed, the one says what the other does
            .filter(flag -> !flag.equals("min_length") || !settings.stream().allMatch(fixed))
            .toList();
    return new VaryingFlags(names, settings);
  }

  /** What a setting has of its own. */
  String words(Replicates setting) {
    return names.isEmpty()
        ? "the only setting"
        : names.stream()
            .map(flag -> flag + " " + words(value(setting, flag)))
            .collect(Collectors.joining(", "));
  }

  private static String words(Object value) {
    return value instanceof Double number
        ? ReadableNumber.significant(number)
        : RunFlags.format(value);
  }

  static Object value(Replicates setting, String flag) {
    return setting.setting().flags().get(flag);
  }

  private Stream<Object> values(String flag) {
    return settings.stream().map(setting -> value(setting, flag)).distinct();
  }

  private boolean numeric(String flag) {
    return values(flag).allMatch(Number.class::isInstance);
  }

  /** A flag in places: its values, or bins of them where it is a number with many. */
  Places places(String flag) {
    List<Object> distinct = new ArrayList<>(values(flag).toList());
    if (!numeric(flag)) {
      List<String> names = distinct.stream().map(RunFlags::format).sorted().toList();
      return new Places(
          Axis.categories(flag, names), value -> names.indexOf(RunFlags.format(value)));
    }
    double[] sorted =
        distinct.stream().mapToDouble(v -> ((Number) v).doubleValue()).sorted().toArray();
    if (sorted.length <= MOST_CATEGORIES) {
      List<String> names = Arrays.stream(sorted).mapToObj(ReadableNumber::significant).toList();
      return new Places(
          Axis.categories(flag, names),
          value -> Arrays.binarySearch(sorted, ((Number) value).doubleValue()));
    }
    return binned(flag, sorted);
  }

  /**
   * Whether a flag is a number of a range and not of a short list: it has many values, or was drawn
   * at random, which shows in digits that nobody types.
   */
  boolean continuous(String flag) {
    return numeric(flag)
        && (values(flag).count() > MOST_CATEGORIES
            || values(flag).count() > 2
                && values(flag)
                    .anyMatch(v -> new BigDecimal(v.toString()).precision() > TYPED_DIGITS));
  }

  /** Bins with as many distinct values each, as far as that goes. */
  private static Places binned(String flag, double[] sorted) {
    double[] lower = new double[BINS];
    List<String> names = new ArrayList<>();
    for (int bin = 0; bin < BINS; bin++) {
      int from = bin * sorted.length / BINS;
      int to = (bin + 1) * sorted.length / BINS - 1;
      lower[bin] = sorted[from];
      names.add(
          ReadableNumber.significant(sorted[from])
              + " to "
              + ReadableNumber.significant(sorted[to]));
    }
    return new Places(
        Axis.categories(flag, names),
        value -> {
          int bin = BINS - 1;
          while (bin > 0 && ((Number) value).doubleValue() < lower[bin]) {
            bin--;
          }
          return bin;
        });
  }

  /** A flag as one axis of several: numbers with many values along a line, else names. */
  Places line(String flag) {
    if (!continuous(flag)) {
      return places(flag);
    }
    Range range = Range.of(values(flag).mapToDouble(v -> ((Number) v).doubleValue())).orElseThrow();
    boolean log = range.low() > 0 && range.high() > LOGARITHMIC * range.low();
    return new Places(
        (log ? Axis.log(flag) : Axis.linear(flag)).within(range.low(), range.high()),
        value -> ((Number) value).doubleValue());
  }

  /**
   * Where the values of a flag stand on an axis.
   *
   * @param axis of the flag
   * @param of place of a value
   */
  record Places(Axis axis, ToDoubleFunction<Object> of) {}
}
