package org.throughtime.model.flag;

import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import java.util.function.DoublePredicate;
import java.util.function.Function;
import java.util.function.Predicate;

/**
 * The declaration of one flag: its name, how its value is read and written, and what it may be.
 *
 * <p>Defaults are not here but in {@code reference.conf}.
 *
 * @param <T> type of its value
 */
public final class Flag<T> {
  private static final String HELD = ", and of 4.9e-324 to 1.8e308 in size, as a double holds it";

  private static final Type<Boolean> SWITCH =
      new Type<>(Boolean.class, Flag::bool, b -> b, "true or false");
  private static final Type<Double> REAL =
      new Type<>(Double.class, Flag::real64, d -> d, "a finite number");
  private static final Type<Integer> INTEGER =
      new Type<>(
          Integer.class,
          text -> number(text).intValueExact(),
          i -> i,
          "a whole number of at most " + Integer.MAX_VALUE);
  private static final Type<Long> LONG =
      new Type<>(
          Long.class,
          text -> number(text).longValueExact(),
          i -> i,
          "a whole number of at most " + Long.MAX_VALUE);

  /**
   * How a value is read and written.
   *
   * @param written String, Integer, Long, Double or Boolean
   * @param read throws IllegalArgumentException or ArithmeticException for a text that is none
   * @param write gives one of the class {@code written}
   * @param form what a text must be, continuing "must be ..."
   */
  private record Type<T>(
      Class<?> written, Function<String, T> read, Function<T, Object> write, String form) {
    static <T> Type<T> ofText(Function<String, T> read, Function<T, Object> write, String form) {
      return new Type<>(String.class, read, write, form);
    }
  }

  /**
   * What a value may be.
   *
   * @param words continue "must be ..."
   */
  private record Range<T>(Predicate<T> contains, String words) {}

  /**
   * Where the course's program has no such flag.
   *
   * @param before value of every run before the flag was known
   * @param course value with which a run is as the course's
   */
  private record Neutral<T>(Optional<T> before, Optional<T> course) {}

  private final String name;
  private final Type<T> type;
  private final Range<T> range;
  private final List<String> choices;
  private final Neutral<T> neutral;

  private Flag(
      String name, Type<T> type, Range<T> range, List<String> choices, Neutral<T> neutral) {
    this.name = name;
    this.type = type;
    this.range = range;
    this.choices = List.copyOf(choices);
    this.neutral = neutral;
  }

  private Flag(String name, Type<T> type, Range<T> range) {
    this(name, type, range, List.of(), new Neutral<>(Optional.empty(), Optional.empty()));
  }

  /**
   * A word or another text.
   *
   * @param words what it must be, continuing "must be ..."
   */
  public static Flag<String> text(String name, Predicate<String> allowed, String words) {
    return new Flag<>(name, Type.ofText(t -> t, t -> t, words), new Range<>(allowed, words));
  }

  /** A switch: true or false, and on the command line present or absent. */
  public static Flag<Boolean> toggle(String name) {
    return new Flag<>(name, SWITCH, new Range<>(b -> true, SWITCH.form()));
  }

  /** A whole number. */
  public static Flag<Integer> whole(String name) {
    return new Flag<>(name, INTEGER, new Range<>(i -> true, INTEGER.form()));
  }

  /** A whole number of at least {@code least}. */
  public static Flag<Integer> whole(String name, int least) {
    return new Flag<>(name, INTEGER, new Range<>(i -> i >= least, "at least " + least));
  }

  /** A whole number of {@code least} to {@code most}. */
  public static Flag<Integer> whole(String name, int least, int most) {
    return new Flag<>(
        name, INTEGER, new Range<>(i -> i >= least && i <= most, "from " + least + " to " + most));
  }

  /** A whole number of at least 0 for which an int may be too short. */
  public static Flag<Long> large(String name) {
    return new Flag<>(name, LONG, new Range<>(i -> i >= 0, "at least 0"));
  }

  /** The same, of at most {@code most}. */
  public static Flag<Long> large(String name, long most) {
    return new Flag<>(name, LONG, new Range<>(i -> i >= 0 && i <= most, "from 0 to " + most));
  }

  /** Any finite number. */
  public static Flag<Double> real(String name) {
    return new Flag<>(name, REAL, new Range<>(Double::isFinite, REAL.form()));
  }

  /**
   * A finite number.
   *
   * @param words continue "must be a finite number ..."
   */
  public static Flag<Double> real(String name, DoublePredicate allowed, String words) {
    return new Flag<>(
        name,
        REAL,
        new Range<>(d -> Double.isFinite(d) && allowed.test(d), REAL.form() + " " + words));
  }

  /** One of a few, each with a label. */
  public static <T> Flag<T> choice(String name, List<T> choices, Function<T, String> label) {
    List<String> labels = choices.stream().map(label).toList();
    String words = "one of " + String.join(", ", labels);
    Function<String, T> find =
        text ->
            choices.stream()
                .filter(c -> label.apply(c).equals(text))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(text));
    return new Flag<>(
        name,
        Type.ofText(find, label::apply, words),
        new Range<>(choices::contains, words),
        labels,
        new Neutral<>(Optional.empty(), Optional.empty()));
  }

  /**
   * A value with a notation of its own.
   *
   * @param parse throws IllegalArgumentException for a text that is none
   * @param words what it must be, continuing "must be ..."
   */
  public static <T> Flag<T> of(
      String name, Function<String, T> parse, Function<T, String> label, String words) {
    return new Flag<>(name, Type.ofText(parse, label::apply, words), new Range<>(t -> true, words));
  }

  /**
   * This flag as one that the course's program has not, with the value that leaves a run as the
   * course's is.
   */
  public Flag<T> neutral(T value) {
    return neutral(value, value);
  }

  /**
   * The same, where runs were not always as the course's are.
   *
   * @param before value of every run before the flag was known
   * @param course value with which a run is as the course's
   */
  public Flag<T> neutral(T before, T course) {
    return new Flag<>(
        name, type, range, choices, new Neutral<>(Optional.of(before), Optional.of(course)));
  }

  /** The name, as the course writes it. */
  public String name() {
    return name;
  }

  /**
   * The value of every run before the flag was known, where the course's program has no such flag.
   */
  public Optional<T> neutral() {
    return neutral.before();
  }

  /** The value that leaves a run as the course's is, where the course's has no such flag. */
  public Optional<T> course() {
    return neutral.course();
  }

  /** The texts that it can be, in order; empty where there are others than a few. */
  public List<String> choices() {
    return choices;
  }

  /** Whether the course's program has it as a switch: present or absent, without a value. */
  public boolean isSwitch() {
    return type.written() == Boolean.class;
  }

  /** The class of what {@link #write} gives: String, Integer, Long, Double or Boolean. */
  public Class<?> written() {
    return type.written();
  }

  /**
   * Reads a value; {@link #require} looks at its range.
   *
   * @param value a text, a number or a boolean
   * @throws InvalidFlagException where it is of another type
   */
  public T read(Object value) {
    try {
      return type.read().apply(value.toString());
    } catch (IllegalArgumentException e) {
      throw new InvalidFlagException(name, value, type.form());
    } catch (ArithmeticException e) {
      boolean real = type.written() == Double.class;
      throw new InvalidFlagException(name, value, real ? range.words() + HELD : type.form());
    }
  }

  /** The value as a String, Integer, Long, Double or Boolean; {@link #read} reads it back. */
  public Object write(T value) {
    return type.write().apply(value);
  }

  /**
   * Refuses a value out of range.
   *
   * @throws InvalidFlagException with what is right
   */
  public void require(T value) {
    if (!range.contains().test(value)) {
      throw new InvalidFlagException(name, write(value), range.words());
    }
  }

  /** A number that is too large or too small for a double would become another one. */
  private static double real64(String text) {
    BigDecimal exact = number(text);
    double value = exact.doubleValue();
    if (Double.isInfinite(value) || value == 0 && exact.signum() != 0) {
      throw new ArithmeticException(text);
    }
    return value;
  }

  private static BigDecimal number(String text) {
    return new BigDecimal(text.trim());
  }

  private static boolean bool(String text) {
    if (!text.equals("true") && !text.equals("false")) {
      throw new IllegalArgumentException(text);
    }
    return text.equals("true");
  }

  @Override
  public String toString() {
    return name;
  }
}
