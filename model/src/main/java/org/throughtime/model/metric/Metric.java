package org.throughtime.model.metric;

import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;

/**
 * The declaration of one metric.
 *
 * <p>The factories make one that is always present. A metric that is added to a schema of which
 * files exist must be {@link #late}.
 *
 * @param name of its column, key and field; unique in a {@link Schema}
 * @param type of its values
 * @param unit of its values; empty where they have none
 * @param meaning in words that go on behind the name, for whoever queries it. The meaning of a
 *     profile says what one of its elements is
 * @param presence which rows have a value
 * @param direction which values are better
 * @param source takes the value from what is measured; null where there is none
 * @param <S> what is measured
 * @param <V> class of the values, the one of {@code type}
 */
public record Metric<S, V>(
    String name,
    MetricType type,
    String unit,
    String meaning,
    Presence presence,
    Direction direction,
    Function<? super S, ? extends V> source) {
  public Metric {
    if (name.isBlank() || meaning.isBlank()) {
      throw new IllegalArgumentException("a metric needs a name and a meaning, got " + name);
    }
    Objects.requireNonNull(type);
    Objects.requireNonNull(unit);
    Objects.requireNonNull(presence);
    Objects.requireNonNull(direction);
    Objects.requireNonNull(source);
  }

  private static <S, V> Metric<S, V> always(
      String name,
      MetricType type,
      String unit,
      String meaning,
      Function<? super S, ? extends V> source) {
    return new Metric<>(name, type, unit, meaning, Presence.ALWAYS, Direction.NONE, source);
  }

  /** A text. */
  public static <S> Metric<S, String> text(
      String name, String unit, String meaning, Function<? super S, String> source) {
    return always(name, MetricType.TEXT, unit, meaning, source);
  }

  /** An integer of 32 bits. */
  public static <S> Metric<S, Integer> integer(
      String name, String unit, String meaning, Function<? super S, Integer> source) {
    return always(name, MetricType.INT, unit, meaning, source);
  }

  /** An integer of 64 bits. */
  public static <S> Metric<S, Long> count(
      String name, String unit, String meaning, Function<? super S, Long> source) {
    return always(name, MetricType.LONG, unit, meaning, source);
  }

  /** A float64. */
  public static <S> Metric<S, Double> real(
      String name, String unit, String meaning, Function<? super S, Double> source) {
    return always(name, MetricType.DOUBLE, unit, meaning, source);
  }

  /** A float32 for every step. */
  public static <S> Metric<S, float[]> profile(
      String name, String unit, String meaning, Function<? super S, float[]> source) {
    return always(name, MetricType.PROFILE, unit, meaning, source);
  }

  /** The same metric where only some rows have a value. */
  public Metric<S, V> sometimes() {
    return new Metric<>(name, type, unit, meaning, Presence.SOMETIMES, direction, source);
  }

  /** The same metric where files exist that lack its column. */
  public Metric<S, V> late() {
    return new Metric<>(name, type, unit, meaning, Presence.LATE, direction, source);
  }

  /** The same metric, by which runs can be compared. */
  public Metric<S, V> better(Direction values) {
    return new Metric<>(name, type, unit, meaning, presence, values, source);
  }

  /** The same metric under another name. */
  public Metric<S, V> named(String other) {
    return new Metric<>(other, type, unit, meaning, presence, direction, source);
  }

  /** The same metric of something that holds an {@code S} or none. */
  public <T> Metric<T, V> within(Function<? super T, Optional<S>> holder) {
    return from(holder.andThen(held -> held.<V>map(source).orElse(null)));
  }

  /** The same metric of something that holds a row with its value, or none. */
  public <T> Metric<T, V> ofRow(Function<? super T, Optional<MetricValues>> holder) {
    return from(holder.andThen(row -> row.flatMap(values -> values.get(this)).orElse(null)));
  }

  private <T> Metric<T, V> from(Function<? super T, ? extends V> other) {
    Presence may = presence == Presence.ALWAYS ? Presence.SOMETIMES : presence;
    return new Metric<>(name, type, unit, meaning, may, direction, other);
  }
}
