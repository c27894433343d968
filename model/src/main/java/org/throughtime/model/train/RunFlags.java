package org.throughtime.model.train;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.throughtime.model.cell.Cell;
import org.throughtime.model.cell.CellSpec;
import org.throughtime.model.cell.Init;
import org.throughtime.model.cell.Inits;
import org.throughtime.model.cell.OmegaGradient;
import org.throughtime.model.flag.Flag;
import org.throughtime.model.flag.FlagValues;
import org.throughtime.model.flag.FromLength;
import org.throughtime.model.flag.InvalidFlagException;
import org.throughtime.model.number.Decimal;
import org.throughtime.model.optimizer.Optimizers;
import org.throughtime.model.optimizer.UpdateRule;
import org.throughtime.model.task.TaskSpec;
import org.throughtime.model.task.Tasks;
import org.throughtime.model.train.OptimizerSpec.Batches;
import org.throughtime.model.train.OptimizerSpec.Regularization;
import org.throughtime.model.train.OptimizerSpec.Schedules;

/**
 * The flags of a run. Each is declared once, with its place in a {@link RunSpec}, in the order in
 * which they are always written. Tasks and optimizers declare their own flags.
 */
public final class RunFlags {
  private static final List<Declared<?>> DECLARED = new ArrayList<>();

  private static final Flag<String> NAME =
      declare(
          Flag.text(
              "name",
              name -> RunSpec.NAME.matcher(name).matches(),
              "made of A-Z a-z 0-9 . _ -, not starting with . or -, at most 200 characters"),
          RunSpec::name);
  private static final Flag<String> TASK =
      declare(Flag.choice("task", Tasks.NAMES, name -> name), s -> s.task().task());

  static {
    Tasks.FLAGS.forEach(flag -> declareOwn(flag, s -> s.task().own()));
  }

  private static final Flag<Integer> MIN_LENGTH =
      declare(Flag.whole("min_length"), s -> s.task().minLength());
  private static final Flag<Integer> MAX_LENGTH =
      declare(Flag.whole("max_length"), s -> s.task().maxLength());
  private static final Flag<LengthSchedule> LENGTH_SCHEDULE =
      declare(
          Flag.of(
                  "lengthSchedule",
                  LengthSchedule::parse,
                  LengthSchedule::label,
                  LengthSchedule.FORM)
              .neutral(LengthSchedule.CONSTANT),
          s -> s.optimizer().schedules().lengths());
  private static final Flag<Cell> MODEL =
      declare(Flag.choice("model", Cells.ALL, Cell::label), s -> s.cell().model());
  private static final Flag<Init> INIT =
      declare(Flag.choice("init", Inits.ALL, Init::label), s -> s.cell().init());
  private static final Flag<Integer> NHID =
      declare(Flag.whole("nhid", 1, 8192), s -> s.cell().nhid());
  private static final Flag<String> OPTIMIZER =
      declare(
          Flag.choice("optimizer", Optimizers.NAMES, name -> name).neutral(Optimizers.SGD),
          s -> s.optimizer().rule().optimizer());

  static {
    Optimizers.FLAGS.forEach(flag -> declareOwn(flag, s -> s.optimizer().rule().own()));
  }

  private static final Flag<FromLength> AVERAGE_FREQ =
      declare(FromLength.flag("averageFreq"), s -> s.optimizer().rule().averageFreq());
  private static final Flag<Double> LR =
      declare(Flag.real("lr", d -> d > 0, "above 0"), s -> s.optimizer().lr());
  private static final Flag<Schedule> LR_SCHEDULE =
      declare(schedule("lrSchedule"), s -> s.optimizer().schedules().lr());
  private static final Flag<Integer> BS = declare(Flag.whole("bs", 1), s -> s.optimizer().bs());
  private static final Flag<FromLength> REDRAWS =
      declare(FromLength.flag("redraws"), s -> s.optimizer().redraws());
  private static final Flag<Integer> MAXITERS =
      declare(Flag.whole("maxiters", 1), s -> s.optimizer().maxiters());
  private static final Flag<ClipStyle> CLIPSTYLE =
      declare(
          Flag.choice("clipstyle", List.of(ClipStyle.values()), ClipStyle::label),
          s -> s.optimizer().clipstyle());
  private static final Flag<Double> CUTOFF =
      declare(Flag.real("cutoff"), s -> s.optimizer().cutoff());
  private static final Flag<Double> ALPHA = declare(atLeast0("alpha"), s -> s.optimizer().alpha());
  private static final Flag<Schedule> ALPHA_SCHEDULE =
      declare(schedule("alphaSchedule"), s -> s.optimizer().schedules().alpha());
  private static final Flag<Double> BOUND = declare(atLeast0("bound"), s -> s.optimizer().bound());
  private static final Flag<OmegaGradient> OMEGA_GRADIENT =
      declare(
          Flag.choice("omegaGradient", List.of(OmegaGradient.values()), OmegaGradient::label)
              .neutral(OmegaGradient.IMMEDIATE, OmegaGradient.FULL),
          s -> s.optimizer().omegaGradient());
  private static final Flag<Double> STATE_NOISE =
      declare(
          atLeast0("stateNoise").neutral(0.0), s -> s.optimizer().regularization().stateNoise());
  private static final Flag<Integer> EBS = declare(Flag.whole("ebs", 1), s -> s.validation().ebs());
  private static final Flag<Integer> CBS = declare(Flag.whole("cbs", 1), s -> s.validation().cbs());
  private static final Flag<Integer> CHECK_FREQ =
      declare(Flag.whole("checkFreq", 1), s -> s.validation().checkFreq());
  private static final Flag<Integer> SOLVED_CHECKS =
      declare(Flag.whole("solvedChecks", 1).neutral(1), s -> s.validation().solvedChecks());
  private static final Flag<List<Integer>> HOLD_LENGTHS =
      declare(
          Flag.of("holdLengths", HoldSpec::parse, HoldSpec::label, HoldSpec.FORM)
              .neutral(HoldSpec.NONE),
          s -> s.validation().hold().lengths());
  private static final Flag<Integer> HOLD_FREQ =
      declare(Flag.whole("holdFreq", 1).neutral(1), s -> s.validation().hold().every());
  private static final Flag<Long> VALID_SEED =
      declare(Flag.large("valid_seed"), s -> s.validation().validSeed());
  private static final Flag<Double> ERR_ABS =
      declare(atLeast0("err_abs"), s -> s.validation().errAbs());
  private static final Flag<Boolean> COLLECT_DIAGS =
      declare(Flag.toggle("collectDiags"), s -> s.diagnostics().collectDiags());
  private static final Flag<Boolean> DIAG_GATES =
      declare(Flag.toggle("diagGates"), s -> s.diagnostics().diagGates());
  private static final Flag<Integer> DIAG_BINS =
      declare(Flag.whole("diagBins", 1), s -> s.diagnostics().diagBins());
  private static final Flag<Double> SAT_THRESH =
      declare(atLeast0("satThresh"), s -> s.diagnostics().satThresh());
  private static final Flag<Integer> DYNAMICS =
      declare(Flag.whole("dynamics", 0).neutral(0), s -> s.diagnostics().dynamics());
  private static final Flag<Long> SEED =
      declare(Flag.large("seed", RunSpec.MAX_SEED), RunSpec::seed);
  private static final Flag<Backend> BACKEND =
      declare(Flag.choice("backend", List.of(Backend.values()), Backend::label), RunSpec::backend);

  /** Names of all flags of a run, in the order in which they are always written. */
  public static final List<String> NAMES = DECLARED.stream().map(d -> d.flag().name()).toList();

  private static final Set<String> KNOWN = Set.copyOf(NAMES);

  /** The class of the value of every flag: String, Integer, Long, Double or Boolean. */
  public static final Map<String, Class<?>> TYPES =
      DECLARED.stream()
          .map(Declared::flag)
          .collect(Collectors.toUnmodifiableMap(Flag::name, Flag::written));

  /** The texts that a flag can be, of those flags that have only a few, in order. */
  public static final Map<String, List<String>> CHOICES =
      DECLARED.stream()
          .map(Declared::flag)
          .filter(flag -> !flag.choices().isEmpty())
          .collect(Collectors.toUnmodifiableMap(Flag::name, Flag::choices));

  /**
   * Flags that the course's program has not, each with the value that every run had before the flag
   * was known. A flag with this value counts in no hash, and may be missing where a specification
   * is read: so what was written before stays what it is. Of omegaGradient it is not the course's.
   */
  public static final Map<String, Object> NEUTRAL =
      DECLARED.stream()
          .filter(d -> d.flag().neutral().isPresent())
          .collect(Collectors.toUnmodifiableMap(d -> d.flag().name(), Declared::neutral));

  /** Flags that the course's program has not. */
  public static final Set<String> OF_THIS_PROGRAM =
      Stream.concat(NEUTRAL.keySet().stream(), Stream.of("backend"))
          .collect(Collectors.toUnmodifiableSet());

  /** Flags that are switches in the course's program: present or absent, without a value. */
  public static final Set<String> SWITCHES =
      DECLARED.stream()
          .map(Declared::flag)
          .filter(Flag::isSwitch)
          .map(Flag::name)
          .collect(Collectors.toUnmodifiableSet());

  /** A flag, and where its value is in a specification. */
  private record Declared<T>(Flag<T> flag, Function<RunSpec, T> of) {
    Object write(RunSpec spec) {
      return flag.write(of.apply(spec));
    }

    void require(RunSpec spec) {
      flag.require(of.apply(spec));
    }

    Object neutral() {
      return flag.write(flag.neutral().orElseThrow());
    }

    boolean isTheCourses(RunSpec spec) {
      return flag.course().filter(of.apply(spec)::equals).isPresent();
    }
  }

  private final Map<String, ?> values;

  private RunFlags(Map<String, ?> values) {
    this.values = values;
  }

  private static <T> Flag<T> declare(Flag<T> flag, Function<RunSpec, T> of) {
    DECLARED.add(new Declared<>(flag, of));
    return flag;
  }

  private static <T> void declareOwn(Flag<T> flag, Function<RunSpec, FlagValues> of) {
    declare(flag, spec -> of.apply(spec).get(flag));
  }

  private static Flag<Double> atLeast0(String name) {
    return Flag.real(name, d -> d >= 0, "at least 0");
  }

  private static Flag<Schedule> schedule(String name) {
    return Flag.of(
            name,
            Schedule::parse,
            Schedule::label,
            "constant, or points as in 62%:4,3%:0.2,100000:0.1,L56:0: a valid error of at most 100 %,"
                + " an iteration or a max_length, and what the metric is multiplied by from there on,"
                + " at least 0")
        .neutral(Schedule.CONSTANT);
  }

  /**
   * Whether the course's program, which has no such flag, does what the flag's value in a run says.
   */
  public static boolean isTheCourses(RunSpec spec, String flag) {
    if (flag.equals(OMEGA_GRADIENT.name()) && !spec.hasOmega()) {
      return true;
    }
    return DECLARED.stream()
        .filter(d -> d.flag().name().equals(flag))
        .anyMatch(d -> d.isTheCourses(spec));
  }

  static RunSpec read(Map<String, ?> values) {
    for (String flag : values.keySet()) {
      if (!KNOWN.contains(flag)) {
        throw new InvalidFlagException(flag, values.get(flag), "left out: there is no such flag");
      }
    }
    RunFlags f = new RunFlags(values);
    return new RunSpec(
        f.get(NAME),
        new TaskSpec(
            f.get(TASK), FlagValues.of(Tasks.FLAGS, f::get), f.get(MIN_LENGTH), f.get(MAX_LENGTH)),
        new CellSpec(f.get(MODEL), f.get(INIT), f.get(NHID)),
        new OptimizerSpec(
            new UpdateRule(
                f.get(OPTIMIZER), FlagValues.of(Optimizers.FLAGS, f::get), f.get(AVERAGE_FREQ)),
            f.get(LR),
            new Batches(f.get(BS), f.get(REDRAWS)),
            f.get(MAXITERS),
            f.get(CLIPSTYLE),
            f.get(CUTOFF),
            new Regularization(
                f.get(ALPHA), f.get(BOUND), f.get(OMEGA_GRADIENT), f.get(STATE_NOISE)),
            new Schedules(f.get(LR_SCHEDULE), f.get(ALPHA_SCHEDULE), f.get(LENGTH_SCHEDULE))),
        new ValidationSpec(
            f.get(EBS),
            f.get(CBS),
            f.get(CHECK_FREQ),
            f.get(SOLVED_CHECKS),
            f.get(VALID_SEED),
            f.get(ERR_ABS),
            new HoldSpec(f.get(HOLD_LENGTHS), f.get(HOLD_FREQ))),
        new DiagnosticsSpec(
            f.get(COLLECT_DIAGS),
            f.get(DIAG_GATES),
            f.get(DIAG_BINS),
            f.get(SAT_THRESH),
            f.get(DYNAMICS)),
        f.get(SEED),
        f.get(BACKEND));
  }

  private <T> T get(Flag<T> flag) {
    Object value = values.get(flag.name());
    if (value != null) {
      return flag.read(value);
    }
    return flag.neutral()
        .orElseThrow(() -> new InvalidFlagException(flag.name(), "(missing)", "given"));
  }

  static Map<String, Object> write(RunSpec spec) {
    Map<String, Object> flags = new LinkedHashMap<>();
    DECLARED.forEach(d -> flags.put(d.flag().name(), d.write(spec)));
    return flags;
  }

  /**
   * @throws InvalidFlagException where a flag by itself is out of range
   */
  static void require(RunSpec spec) {
    DECLARED.forEach(d -> d.require(spec));
  }

  /** A flag's value as the course's command line writes it: plain decimals, no trailing zeros. */
  public static String format(Object value) {
    if (value instanceof Double d) {
      BigDecimal exact = Decimal.of(d).stripTrailingZeros();
      return Math.abs(exact.scale()) > 12
          ? exact.toString().toLowerCase(Locale.ROOT)
          : exact.toPlainString();
    }
    return value.toString();
  }
}
