package org.throughtime.model.train;

import java.util.Map;
import java.util.regex.Pattern;
import org.throughtime.model.cell.CellKind;
import org.throughtime.model.cell.CellSpec;
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

  private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_][A-Za-z0-9._-]{0,199}");
  private static final long MAX_SEED = 0xffffffffL;

  public RunSpec {
    require(
        NAME.matcher(name).matches(),
        "name",
        name,
        "made of A-Z a-z 0-9 . _ -, not starting with . or -, at most 200 characters");
    requireTask(task);
    require(cell.nhid() >= 1 && cell.nhid() <= 8192, "nhid", cell.nhid(), "from 1 to 8192");
    requireOptimizer(optimizer);
    requireValidation(validation);
    require(diagnostics.diagBins() >= 1, "diagBins", diagnostics.diagBins(), "at least 1");
    requireFinite("satThresh", diagnostics.satThresh(), diagnostics.satThresh() >= 0, "at least 0");
    require(seed >= 0 && seed <= MAX_SEED, "seed", seed, "from 0 to 4294967295");
    require(
        seed + validation.validSeed() + 999 <= MAX_SEED,
        "valid_seed",
        validation.validSeed(),
        "such that seed + valid_seed + 999 is at most 4294967295");
    Task made = Tasks.create(task);
    requireSizes(cell, optimizer, validation, made, made.longest(task.maxLength()));
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

  private static void requireTask(TaskSpec task) {
    require(
        Tasks.NAMES.contains(task.task()),
        "task",
        task.task(),
        "one of " + String.join(", ", Tasks.NAMES));
    require(
        task.memvalues() >= 1 && task.memvalues() <= 200,
        "memvalues",
        task.memvalues(),
        "from 1 to 200");
    require(task.mempos() >= 1 && task.mempos() <= 1000, "mempos", task.mempos(), "from 1 to 1000");
    if (task.task().equals("mem")) {
      require(
          Math.pow(task.memvalues(), task.mempos()) <= Integer.MAX_VALUE,
          "mempos",
          task.mempos(),
          "such that memvalues^mempos is below 2^31");
    }
    int shortest = Tasks.shortestLength(task.task());
    require(
        task.minLength() >= shortest,
        "min_length",
        task.minLength(),
        "at least " + shortest + " for task " + task.task());
    require(
        task.maxLength() >= task.minLength() && task.maxLength() <= 1_000_000,
        "max_length",
        task.maxLength(),
        "from min_length (" + task.minLength() + ") to 1000000");
  }

  private static void requireOptimizer(OptimizerSpec o) {
    requireFinite("lr", o.lr(), o.lr() > 0, "above 0");
    require(o.bs() >= 1, "bs", o.bs(), "at least 1");
    require(o.maxiters() >= 1, "maxiters", o.maxiters(), "at least 1");
    requireFinite("cutoff", o.cutoff(), true, "finite");
    requireFinite("alpha", o.alpha(), o.alpha() >= 0, "at least 0");
    requireFinite("bound", o.bound(), o.bound() >= 0, "at least 0");
  }

  private static void requireValidation(ValidationSpec v) {
    require(v.ebs() >= 1, "ebs", v.ebs(), "at least 1");
    require(v.cbs() >= 1, "cbs", v.cbs(), "at least 1");
    require(v.checkFreq() >= 1, "checkFreq", v.checkFreq(), "at least 1");
    require(v.solvedChecks() >= 1, "solvedChecks", v.solvedChecks(), "at least 1");
    require(v.validSeed() >= 0, "valid_seed", v.validSeed(), "at least 0");
    requireFinite("err_abs", v.errAbs(), v.errAbs() >= 0, "at least 0");
  }

  private static void require(boolean right, String flag, Object value, String expected) {
    if (!right) {
      throw new InvalidFlagException(flag, value, expected);
    }
  }

  private static void requireFinite(String flag, double value, boolean right, String expected) {
    require(Double.isFinite(value) && right, flag, value, "a finite number " + expected);
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
   * Every flag with its value, typed (String, Integer, Long, Double, Boolean), in the fixed order
   * of {@link RunFlags#NAMES}.
   */
  public Map<String, Object> flags() {
    return RunFlags.write(this);
  }

  /** Whether Omega is computed: of an rnn whose alpha is above 0. */
  public boolean hasOmega() {
    return cell.model() == CellKind.RNN && optimizer.alpha() > 0;
  }

  /** SHA-256, in hex, over what decides the run's results; see {@link SpecHash}. */
  public String hash() {
    return SpecHash.of(this);
  }
}
