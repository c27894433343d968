package org.throughtime.model.train;

import java.util.Map;
import java.util.regex.Pattern;
import org.throughtime.model.cell.CellSpec;
import org.throughtime.model.flag.FromLength;
import org.throughtime.model.flag.InvalidFlagException;
import org.throughtime.model.task.Task;
import org.throughtime.model.task.TaskSpec;
import org.throughtime.model.task.Tasks;

/**
 * Everything that decides a run, and nothing else: a run is a pure function of it.
 *
 * <p>Built from the course's flags by {@link #fromFlags}; there are no defaults here, they stand in
 * {@code reference.conf} alone. The constructor throws {@link InvalidFlagException}, naming the
 * flag and the value, where something is out of range.
 *
 * @param name of the run, and of its files: letters, digits, dot, underscore and hyphen
 * @param task what is learnt
 * @param cell what learns it
 * @param optimizer how
 * @param validation how it is scored
 * @param diagnostics what the diagnostic batch leaves
 * @param seed of the training stream; the others are offsets to it
 * @param backend what computes the passes
 */
public record RunSpec(
    String name,
    TaskSpec task,
    CellSpec cell,
    OptimizerSpec optimizer,
    ValidationSpec validation,
    DiagnosticsSpec diagnostics,
    long seed,
    Backend backend) {

  /** What a run, or a sweep, may be called: it is the name of its files. */
  public static final Pattern NAME = Pattern.compile("[A-Za-z0-9_][A-Za-z0-9._-]{0,199}");

  /** The largest seed of a stream. */
  public static final long MAX_SEED = 0xffffffffL;

  private static final int MOST_LENGTH = 1_000_000;
  private static final long DIAGNOSTIC_OFFSET = 999;

  public RunSpec(
      String name,
      TaskSpec task,
      CellSpec cell,
      OptimizerSpec optimizer,
      ValidationSpec validation,
      DiagnosticsSpec diagnostics,
      long seed,
      Backend backend) {
    this.name = name;
    this.task = task;
    this.cell = cell;
    this.optimizer = optimizer;
    this.validation = validation;
    this.diagnostics = diagnostics;
    this.seed = seed;
    this.backend = backend;
    RunFlags.require(this);
    requireLengths(task);
    require(
        validation.validSeed() <= MAX_SEED - DIAGNOSTIC_OFFSET - seed,
        "valid_seed",
        validation.validSeed(),
        "such that seed + valid_seed + 999 is at most 4294967295");
    require(
        cell.init().suits(cell.model()),
        "init",
        cell.init().label(),
        "another for model " + cell.model().label());
    require(
        optimizer.regularization().stateNoise() == 0 || cell.model().takesNoise(),
        "stateNoise",
        optimizer.regularization().stateNoise(),
        "0 for model " + cell.model().label());
    int longest = optimizer.schedules().lengths().longest(task.maxLength());
    require(
        longest <= MOST_LENGTH,
        "lengthSchedule",
        optimizer.schedules().lengths().label(),
        "to a length of at most " + MOST_LENGTH);
    require(
        !optimizer.schedules().lr().reachesZero(),
        "lrSchedule",
        optimizer.schedules().lr().label(),
        "points with factors above 0");
    requireHold(task, validation);
    FromLength averageFreq = optimizer.rule().averageFreq();
    require(
        averageFreq.number() == 0 || validation.checkFreq() % averageFreq.number() == 0,
        "averageFreq",
        averageFreq.label(),
        "0, or a divisor of checkFreq (" + validation.checkFreq() + ")");
    require(
        diagnostics.dynamics() % validation.checkFreq() == 0,
        "dynamics",
        diagnostics.dynamics(),
        "0, or a multiple of checkFreq (" + validation.checkFreq() + ")");
    Task made = Tasks.create(task);
    requireSizes(cell, optimizer, validation, made, made.longest(longest));
  }

  /** Seed of the stream that the validation chunks are drawn from. */
  public long validationSeed() {
    return seed + validation.validSeed();
  }

  /** Seed of the stream that the diagnostic batch is drawn from. */
  public long diagnosticSeed() {
    return validationSeed() + DIAGNOSTIC_OFFSET;
  }

  /** No array of a run may need more elements than a Java array has. */
  private static void requireSizes(
      CellSpec cell, OptimizerSpec optimizer, ValidationSpec validation, Task task, int longest) {
    long width = Math.max(cell.nhid(), task.nout()) + 15;
    long floats = (longest + 1L) * task.sequences(optimizer.bs()) * width;
    require(
        floats < Integer.MAX_VALUE,
        "bs",
        optimizer.bs(),
        "such that T * bs * nhid stays below 2^31, here it is " + floats);
    long inputs = 2L * longest * task.sequences(validation.cbs());
    require(
        inputs < Integer.MAX_VALUE,
        "cbs",
        validation.cbs(),
        "such that 2 * T * cbs stays below 2^31, here it is " + inputs);
  }

  private static void requireHold(TaskSpec task, ValidationSpec validation) {
    HoldSpec hold = validation.hold();
    if (!hold.measures()) {
      return;
    }
    int shortest = Math.max(1, Tasks.shortestLength(task.task()));
    require(
        hold.lengths().get(0) >= shortest && hold.longest() <= MOST_LENGTH,
        "holdLengths",
        HoldSpec.label(hold.lengths()),
        "lengths from " + shortest + " to " + MOST_LENGTH + " for task " + task.task());
    require(
        hold.every() % validation.checkFreq() == 0 || hold.every() == 1,
        "holdFreq",
        hold.every(),
        "1, or a multiple of checkFreq (" + validation.checkFreq() + ")");
  }

  private static void requireLengths(TaskSpec task) {
    int shortest = Tasks.shortestLength(task.task());
    require(
        task.minLength() >= shortest,
        "min_length",
        task.minLength(),
        "at least " + shortest + " for task " + task.task());
    require(
        task.maxLength() >= task.minLength() && task.maxLength() <= MOST_LENGTH,
        "max_length",
        task.maxLength(),
        "from min_length (" + task.minLength() + ") to " + MOST_LENGTH);
  }

  private static void require(boolean right, String flag, Object value, String expected) {
    if (!right) {
      throw new InvalidFlagException(flag, value, expected);
    }
  }

  /**
   * Builds a specification from flags, every one of {@link RunFlags#NAMES} present, but for {@link
   * RunFlags#NEUTRAL}.
   *
   * @param flags values by flag name: strings, numbers or booleans
   * @throws InvalidFlagException where one is unknown, missing, of the wrong type or out of range
   */
  public static RunSpec fromFlags(Map<String, ?> flags) {
    return RunFlags.read(flags);
  }

  /**
   * This specification under another name.
   *
   * @throws InvalidFlagException where no run can have that name
   */
  public RunSpec named(String other) {
    return new RunSpec(other, task, cell, optimizer, validation, diagnostics, seed, backend);
  }

  /**
   * Every flag with its value, typed (String, Integer, Long, Double, Boolean), in the fixed order
   * of {@link RunFlags#NAMES}.
   */
  public Map<String, Object> flags() {
    return RunFlags.write(this);
  }

  /** Whether Omega is computed: of a cell that has one, with alpha above 0. */
  public boolean hasOmega() {
    return cell.model().hasOmega() && optimizer.alpha() > 0;
  }

  /** SHA-256, in hex, over what decides the run's results; see {@link SpecHash}. */
  public String hash() {
    return SpecHash.of(this);
  }
}
