package org.throughtime.model.train;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.throughtime.model.number.Decimal;

/**
 * Where a metric of the optimizer changes, as in {@code 62%:4,3%:0.2,100000:0.1,L56:0}: the last of
 * its points that has been reached says what the metric is multiplied by. A point at an iteration
 * or at a valid error is reached for good. A point at a length, {@code L56}, counts while
 * max_length is at least that long; see {@link LengthSchedule}. Not the course's; {@link #CONSTANT}
 * leaves the metric as it is.
 *
 * @param points in the order that decides among those that have been reached
 */
public record Schedule(List<Point> points) {
  /** The metric stays. */
  public static final Schedule CONSTANT = new Schedule(List.of());

  static final String CONSTANT_LABEL = "constant";

  private static final int MOST_POINTS = 100;
  private static final String NUMBER = "\\d{0,12}(?:\\.\\d{1,340})?";
  private static final Pattern POINT =
      Pattern.compile("(?<length>L?)(?<at>" + NUMBER + ")(?<percent>%?):(?<factor>" + NUMBER + ")");

  /** What a point is compared with. */
  enum At {
    /** The number of iterations done. */
    ITERATION("", ""),
    /** The lowest valid error so far, percent. */
    VALID_ERROR("", "%"),
    /** max_length as it is now. */
    MAX_LENGTH("L", "");

    private final String before;
    private final String after;

    At(String before, String after) {
      this.before = before;
      this.after = after;
    }
  }

  /**
   * From where on the metric changes.
   *
   * @param at what is compared
   * @param bound iterations or steps from which on it is reached, above 0; or the percentage below
   *     which it is reached, above 0 and at most 100
   * @param factor what the metric is multiplied by from there on, at least 0
   */
  public record Point(At at, double bound, double factor) {
    public Point {
      boolean right =
          at == At.VALID_ERROR ? bound > 0 && bound <= 100 : bound > 0 && bound == (int) bound;
      if (!right || !(factor >= 0) || Double.isInfinite(factor)) {
        throw new IllegalArgumentException(
            "an iteration, a percentage of at most 100 or a length, and a factor of at least 0");
      }
    }

    private boolean reached(Progress progress) {
      return switch (at) {
        case ITERATION -> progress.iteration() >= bound;
        case VALID_ERROR -> progress.bestValidError() < bound;
        case MAX_LENGTH -> progress.maxLength() >= bound;
      };
    }

    private String label() {
      return at.before + plain(bound) + at.after + ":" + plain(factor);
    }
  }

  /**
   * What points are compared with.
   *
   * @param iteration n of the iteration that is about to use the metric
   * @param bestValidError lowest of the checkpoints before that have a finite NLL, percent
   * @param maxLength of the stage
   */
  record Progress(int iteration, double bestValidError, int maxLength) {}

  /** A number without an exponent or zeros at its end. */
  static String plain(double value) {
    return Decimal.of(value).stripTrailingZeros().toPlainString();
  }

  public Schedule {
    points = List.copyOf(points);
    if (points.size() > MOST_POINTS) {
      throw new IllegalArgumentException("at most " + MOST_POINTS + " points");
    }
  }

  /** What the metric is multiplied by. */
  double factor(Progress progress) {
    double factor = 1;
    for (Point point : points) {
      factor = point.reached(progress) ? point.factor() : factor;
    }
    return factor;
  }

  /** Whether a point multiplies by 0. */
  boolean reachesZero() {
    return points.stream().anyMatch(point -> point.factor() == 0);
  }

  /** As a flag's value is written; {@link #parse} reads it back. */
  public String label() {
    return points.isEmpty()
        ? CONSTANT_LABEL
        : points.stream().map(Point::label).collect(Collectors.joining(","));
  }

  /**
   * Reads what {@link #label} writes.
   *
   * @throws IllegalArgumentException where it is not of this form, or a number is out of range
   */
  public static Schedule parse(String text) {
    if (text.equals(CONSTANT_LABEL)) {
      return CONSTANT;
    }
    List<Point> points = new ArrayList<>();
    for (String part : text.split(",", -1)) {
      Matcher point = POINT.matcher(part.strip());
      if (!point.matches()) {
        throw new IllegalArgumentException("no point of a schedule: " + part);
      }
      points.add(
          new Point(
              at(point),
              Double.parseDouble(point.group("at")),
              Double.parseDouble(point.group("factor"))));
    }
    return new Schedule(points);
  }

  private static At at(Matcher point) {
    boolean length = !point.group("length").isEmpty();
    boolean percent = !point.group("percent").isEmpty();
    if (length && percent) {
      throw new IllegalArgumentException("a length has no %: " + point.group());
    }
    return percent ? At.VALID_ERROR : length ? At.MAX_LENGTH : At.ITERATION;
  }
}
