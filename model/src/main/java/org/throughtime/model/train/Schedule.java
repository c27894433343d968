package org.throughtime.model.train;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.throughtime.model.number.Decimal;

/**
 * Where a metric of the optimizer changes, as in {@code 62%:4,3%:0.2,100000:0.1}: the last of its
 * points that has been reached says what the metric is multiplied by. A point is reached for good,
 * so what a run does is a function of its iteration and of the best checkpoint before. Not the
 * course's; {@link #CONSTANT} leaves the metric as it is.
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
      Pattern.compile("(?<at>" + NUMBER + ")(?<percent>%?):(?<factor>" + NUMBER + ")");

  /**
   * Where the metric is another from.
   *
   * @param after iterations from which on; 0 where a checkpoint decides
   * @param below percent; behind the first checkpoint with a lower valid error; 0 where the
   *     iteration decides
   * @param factor what the metric is multiplied by from there on
   */
  public record Point(int after, double below, double factor) {
    public Point {
      boolean one = after > 0 ? below == 0 : below > 0 && below <= 100;
      if (!one || !(factor > 0) || Double.isInfinite(factor)) {
        throw new IllegalArgumentException(
            "an iteration or a percentage of at most 100, and a factor above 0");
      }
    }

    private boolean reached(int iteration, double bestValidError) {
      return after > 0 ? iteration >= after : bestValidError < below;
    }

    private String label() {
      return (after > 0 ? Integer.toString(after) : plain(below) + "%") + ":" + plain(factor);
    }
  }

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

  /**
   * What the metric is multiplied by.
   *
   * @param iteration n of the iteration that is about to use it
   * @param bestValidError lowest of the checkpoints before that have a finite NLL, percent
   */
  double factor(int iteration, double bestValidError) {
    double factor = 1;
    for (Point point : points) {
      factor = point.reached(iteration, bestValidError) ? point.factor() : factor;
    }
    return factor;
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
      String at = point.group("at");
      double factor = Double.parseDouble(point.group("factor"));
      points.add(
          point.group("percent").isEmpty()
              ? new Point(Integer.parseInt(at), 0, factor)
              : new Point(0, Double.parseDouble(at), factor));
    }
    return new Schedule(points);
  }
}
