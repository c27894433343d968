package org.throughtime.model.train;

import java.math.BigDecimal;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.throughtime.model.cell.CellKind;
import org.throughtime.model.cell.CellSpec;
import org.throughtime.model.cell.Init;
import org.throughtime.model.cell.OmegaGradient;
import org.throughtime.model.task.TaskSpec;
import org.throughtime.model.train.OptimizerSpec.Schedules;

/** The course's flags as names and values, to and from a {@link RunSpec}. */
public final class RunFlags {
  /** Every flag with where it stands in a specification, in the order in which they are written. */
  private static final Map<String, Function<RunSpec, Object>> FLAGS = new LinkedHashMap<>();

  static {
    FLAGS.put("name", s -> s.name());
    FLAGS.put("task", s -> s.task().task());
    FLAGS.put("memvalues", s -> s.task().memvalues());
    FLAGS.put("mempos", s -> s.task().mempos());
    FLAGS.put("memall", s -> s.task().memall());
    FLAGS.put("min_length", s -> s.task().minLength());
    FLAGS.put("max_length", s -> s.task().maxLength());
    FLAGS.put("model", s -> s.cell().model().label());
    FLAGS.put("init", s -> s.cell().init().label());
    FLAGS.put("nhid", s -> s.cell().nhid());
    FLAGS.put("lr", s -> s.optimizer().lr());
    FLAGS.put("lrSchedule", s -> s.optimizer().schedules().lr().label());
    FLAGS.put("bs", s -> s.optimizer().bs());
    FLAGS.put("maxiters", s -> s.optimizer().maxiters());
    FLAGS.put("clipstyle", s -> s.optimizer().clipstyle().label());
    FLAGS.put("cutoff", s -> s.optimizer().cutoff());
    FLAGS.put("alpha", s -> s.optimizer().alpha());
    FLAGS.put("alphaSchedule", s -> s.optimizer().schedules().alpha().label());
    FLAGS.put("bound", s -> s.optimizer().bound());
    FLAGS.put("omegaGradient", s -> s.optimizer().omegaGradient().label());
    FLAGS.put("ebs", s -> s.validation().ebs());
    FLAGS.put("cbs", s -> s.validation().cbs());
    FLAGS.put("checkFreq", s -> s.validation().checkFreq());
    FLAGS.put("solvedChecks", s -> s.validation().solvedChecks());
    FLAGS.put("valid_seed", s -> s.validation().validSeed());
    FLAGS.put("err_abs", s -> s.validation().errAbs());
    FLAGS.put("collectDiags", s -> s.diagnostics().collectDiags());
    FLAGS.put("diagGates", s -> s.diagnostics().diagGates());
    FLAGS.put("diagBins", s -> s.diagnostics().diagBins());
    FLAGS.put("satThresh", s -> s.diagnostics().satThresh());
    FLAGS.put("seed", s -> s.seed());
    FLAGS.put("backend", s -> s.backend().label());
  }

  /** Names of all flags of a run, in the order in which they are always written. */
  public static final List<String> NAMES = List.copyOf(FLAGS.keySet());

  /**
   * Flags that the course's program has not, each with the value that every run had before the flag
   * was known. A flag with this value counts in no hash, and may be missing where a specification
   * is read: so what was written before stays what it is. Of omegaGradient it is not the course's.
   */
  public static final Map<String, Object> NEUTRAL =
      Map.of(
          "lrSchedule", Schedule.CONSTANT.label(),
          "alphaSchedule", Schedule.CONSTANT.label(),
          "omegaGradient", OmegaGradient.IMMEDIATE.label(),
          "solvedChecks", 1);

  /** Flags that the course's program has not. */
  public static final List<String> OF_THIS_PROGRAM =
      Stream.concat(NEUTRAL.keySet().stream(), Stream.of("backend")).sorted().toList();

  /** Those values of such flags with which the course's program does the same run. */
  private static final Map<String, Object> COURSE =
      Map.of(
          "lrSchedule", Schedule.CONSTANT.label(),
          "alphaSchedule", Schedule.CONSTANT.label(),
          "omegaGradient", OmegaGradient.FULL.label(),
          "solvedChecks", 1);

  /** Flags that are switches in the course's program: present or absent, without a value. */
  public static final Set<String> SWITCHES = Set.of("collectDiags", "diagGates", "memall");

  private final Map<String, ?> values;

  private RunFlags(Map<String, ?> values) {
    this.values = values;
  }

  /**
   * Whether the course's program, which has no such flag, does what the flag's value in a run says.
   */
  public static boolean isTheCourses(RunSpec spec, String flag) {
    return flag.equals("omegaGradient") && !spec.hasOmega()
        || spec.flags().get(flag).equals(COURSE.get(flag));
  }

  static RunSpec read(Map<String, ?> values) {
    Set<String> unknown = new LinkedHashSet<>(values.keySet());
    unknown.removeAll(NAMES);
    for (String flag : unknown) {
      throw new InvalidFlagException(flag, values.get(flag), "left out: there is no such flag");
    }
    RunFlags f = new RunFlags(values);
    return new RunSpec(
        f.text("name"),
        new TaskSpec(
            f.text("task"),
            f.integer("memvalues"),
            f.integer("mempos"),
            f.bool("memall"),
            f.integer("min_length"),
            f.integer("max_length")),
        new CellSpec(
            f.choice("model", CellKind.values(), CellKind::label),
            f.choice("init", Init.values(), Init::label),
            f.integer("nhid")),
        new OptimizerSpec(
            f.real("lr"),
            f.integer("bs"),
            f.integer("maxiters"),
            f.choice("clipstyle", ClipStyle.values(), ClipStyle::label),
            f.real("cutoff"),
            f.real("alpha"),
            f.real("bound"),
            f.choice("omegaGradient", OmegaGradient.values(), OmegaGradient::label),
            new Schedules(f.schedule("lrSchedule"), f.schedule("alphaSchedule"))),
        new ValidationSpec(
            f.integer("ebs"),
            f.integer("cbs"),
            f.integer("checkFreq"),
            f.integer("solvedChecks"),
            f.whole("valid_seed", Long.MAX_VALUE / 4),
            f.real("err_abs")),
        new DiagnosticsSpec(
            f.bool("collectDiags"),
            f.bool("diagGates"),
            f.integer("diagBins"),
            f.real("satThresh")),
        f.whole("seed", Long.MAX_VALUE / 4),
        f.choice("backend", Backend.values(), Backend::label));
  }

  static Map<String, Object> write(RunSpec spec) {
    Map<String, Object> flags = new LinkedHashMap<>();
    FLAGS.forEach((name, value) -> flags.put(name, value.apply(spec)));
    return flags;
  }

  /** A flag's value as the course's command line writes it: plain decimals, no trailing zeros. */
  public static String format(Object value) {
    if (value instanceof Double d) {
      BigDecimal exact = new BigDecimal(Double.toString(d)).stripTrailingZeros();
      return Math.abs(exact.scale()) > 12
          ? exact.toString().toLowerCase(Locale.ROOT)
          : exact.toPlainString();
    }
    return value.toString();
  }

  private Object value(String flag) {
    Object value = values.containsKey(flag) ? values.get(flag) : NEUTRAL.get(flag);
    if (value == null) {
      throw new InvalidFlagException(flag, "(missing)", "given");
    }
    return value;
  }

  private String text(String flag) {
    return value(flag).toString();
  }

  private boolean bool(String flag) {
    String text = text(flag);
    if (!text.equals("true") && !text.equals("false")) {
      throw new InvalidFlagException(flag, text, "true or false");
    }
    return text.equals("true");
  }

  private double real(String flag) {
    try {
      return new BigDecimal(text(flag).trim()).doubleValue();
    } catch (NumberFormatException e) {
      throw new InvalidFlagException(flag, value(flag), "a finite number");
    }
  }

  private int integer(String flag) {
    return (int) whole(flag, Integer.MAX_VALUE);
  }

  private long whole(String flag, long most) {
    try {
      long whole = new BigDecimal(text(flag).trim()).longValueExact();
      if (Math.abs(whole) <= most) {
        return whole;
      }
    } catch (ArithmeticException | NumberFormatException e) {
      // refused below, with the same words as a number out of range
    }
    throw new InvalidFlagException(flag, value(flag), "a whole number of at most " + most);
  }

  private Schedule schedule(String flag) {
    try {
      return Schedule.parse(text(flag));
    } catch (IllegalArgumentException e) {
      throw new InvalidFlagException(
          flag,
          text(flag),
          "constant, or points as in 62%:4,3%:0.2,100000:0.1: a valid error of at most 100 % or an"
              + " iteration, and what the metric is multiplied by from there on, above 0");
    }
  }

  private <E> E choice(String flag, E[] choices, Function<E, String> label) {
    String text = text(flag);
    Stream<E> match = Arrays.stream(choices).filter(c -> label.apply(c).equals(text));
    return match
        .findFirst()
        .orElseThrow(
            () ->
                new InvalidFlagException(
                    flag,
                    text,
                    "one of "
                        + Arrays.stream(choices).map(label).collect(Collectors.joining(", "))));
  }
}
