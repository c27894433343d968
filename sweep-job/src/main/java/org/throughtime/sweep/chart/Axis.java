package org.throughtime.sweep.chart;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.DoubleStream;
import org.throughtime.model.number.ReadableNumber;

/**
 * A quantity along one side of a chart, or in its colors.
 *
 * @param label what it is
 * @param unit of its values; empty where they have none
 * @param scale how values are laid along it
 * @param range what it shows; empty where that follows from the values. One value, or nearly, is
 *     widened, so that its ticks have different labels
 * @param categories names of the values 0, 1, ... of a category axis, else none
 * @param marks values that a line across the chart stands at; one beyond the range is not shown
 */
public record Axis(
    String label,
    String unit,
    Scale scale,
    Optional<Range> range,
    List<String> categories,
    List<Mark> marks) {
  /**
   * A line across a chart.
   *
   * @param at value of the axis
   * @param label says what the value means
   */
  public record Mark(double at, String label) {}

  /** How values are laid along an axis. */
  public enum Scale {
    LINEAR,
    /** Values above 0 alone can be shown. */
    LOG,
    /** Values are indices of names. */
    CATEGORY
  }

  public Axis {
    Objects.requireNonNull(label);
    Objects.requireNonNull(unit);
    categories = List.copyOf(categories);
    marks = List.copyOf(marks);
    if ((scale == Scale.CATEGORY) == categories.isEmpty()) {
      throw new IllegalArgumentException(
          "axis " + label + ": a category axis has names, another has none");
    }
    if (scale == Scale.LOG && range.isPresent() && range.get().low() <= 0) {
      throw new IllegalArgumentException(
          "axis " + label + ": a logarithmic axis begins above 0, got " + range.get().low());
    }
    range = range.map(shown -> readable(scale, shown));
  }

  private static Range readable(Scale scale, Range range) {
    return switch (scale) {
      case LINEAR -> range.readable();
      case LOG -> range.readableByFactors();
      case CATEGORY -> range;
    };
  }

  /**
   * The same axis, with a range where the values would not give it one that can be read: where they
   * are equal or almost equal, or there is none that it can show.
   *
   * @param values what is shown along it
   */
  Axis readable(DoubleStream values) {
    if (range.isPresent() || scale == Scale.CATEGORY) {
      return this;
    }
    boolean log = scale == Scale.LOG;
    Optional<Range> extent = log ? Range.ofPositive(values) : Range.of(values);
    return extent.isEmpty()
        ? within(Optional.of(log ? new Range(1, 10) : new Range(0, 1)))
        : within(extent.filter(shown -> !readable(scale, shown).equals(shown)));
  }

  /** A linear one without a unit. */
  public static Axis linear(String label) {
    return linear(label, "");
  }

  /** A linear one. */
  public static Axis linear(String label, String unit) {
    return new Axis(label, unit, Scale.LINEAR, Optional.empty(), List.of(), List.of());
  }

  /** A logarithmic one without a unit. */
  public static Axis log(String label) {
    return new Axis(label, "", Scale.LOG, Optional.empty(), List.of(), List.of());
  }

  /** One of names. */
  public static Axis categories(String label, List<String> names) {
    return new Axis(label, "", Scale.CATEGORY, Optional.empty(), names, List.of());
  }

  /** The same with that range; with its own where that is empty. */
  public Axis within(Optional<Range> shown) {
    return shown.isEmpty() ? this : new Axis(label, unit, scale, shown, categories, marks);
  }

  /** The same with one more mark. */
  public Axis withMark(double at, String says) {
    List<Mark> all = new ArrayList<>(marks);
    all.add(new Mark(at, says));
    return new Axis(label, unit, scale, range, categories, all);
  }

  /** The same from one value to another. */
  public Axis within(double low, double high) {
    return within(Optional.of(new Range(low, high)));
  }

  /** The label with its unit. */
  public String title() {
    return unit.isEmpty() ? label : label + " (" + unit + ")";
  }

  /** A value of it in words. */
  public String text(double value) {
    return scale == Scale.CATEGORY
        ? categories.get((int) value)
        : ReadableNumber.significant(value);
  }
}
