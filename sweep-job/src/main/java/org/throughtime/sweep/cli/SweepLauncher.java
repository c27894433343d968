package org.throughtime.sweep.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.apache.spark.SparkConf;
import org.throughtime.model.cell.Cell;
import org.throughtime.model.kernel.KernelProvider;
import org.throughtime.model.kernel.KernelUnavailableException;
import org.throughtime.model.train.Backend;
import org.throughtime.model.train.Cells;
import org.throughtime.model.train.RunFlags;
import org.throughtime.model.train.RunSpec;
import org.throughtime.sweep.config.SweepConfig;
import org.throughtime.sweep.config.value.ConfigurationException;
import org.throughtime.sweep.config.value.Defaults;
import org.throughtime.sweep.store.SweepOwner;
import org.throughtime.sweep.strategy.SweepPlan;
import org.throughtime.sweep.table.Status;

/** Passes a configured sweep from the command line to its runner, or prints the plan. */
final class SweepLauncher {
  /** A longer list would push what runs now off the screen. */
  private static final int MOST_LISTED = 20;

  private static final int MOST_NAMED = 10;

  private final SweepRunner runner;
  private final Confirmation confirmation;
  private final PrintWriter out;
  private final PrintWriter err;

  SweepLauncher(SweepRunner runner, Confirmation confirmation, PrintWriter out, PrintWriter err) {
    this.runner = runner;
    this.confirmation = confirmation;
    this.out = out;
    this.err = err;
  }

  /**
   * Runs it. Returns the exit status.
   *
   * @param again what becomes of results that are there
   */
  int launch(SweepConfig config, String directory, StartOver again) throws InterruptedException {
    requireKernels(config);
    Feasibility.requireMemory(config, new SparkConf());
    SparkSettings.requireMaster();
    boolean onCluster = DeployMode.isCluster(System.getProperties());
    Feasibility.requireLasting(ConfiguredResults.open(directory), directory, onCluster);
    requireFree(directory);
    Feasibility.requireWritable(ConfiguredResults.open(directory));
    SweepPlan plan = config.plan();
    ResultsOverview there = overview(config, directory);
    PlanText text = new PlanText(plan, there);
    warn(config);
    print(there.runs().size() <= MOST_LISTED ? text.lines() : text.heading());
    if (!again.yes()) {
      confirmLoss(there, again.fresh());
    }
    List<Status> ended = runner.run(plan, directory, again.fresh());
    Optional<String> shortfall = shortfall(plan.name(), directory, ended);
    shortfall.ifPresent(err::println);
    err.flush();
    return shortfall.isEmpty() ? ExitStatus.OK : ExitStatus.FAILED;
  }

  /** Why the exit status is not 0, in a line; empty where all runs ended well. */
  static Optional<String> shortfall(String sweep, String directory, List<Status> ended) {
    long failed = ended.stream().filter(Status.FAILED::equals).count();
    long undone = ended.stream().filter(status -> !status.isDone()).count() - failed;
    if (failed + undone == 0) {
      return Optional.empty();
    }
    String others = undone > 0 ? ", " + undone + " did not end" : "";
    String what =
        failed > 0
            ? failed + " of " + ended.size() + " runs failed" + others
            : undone + " of " + ended.size() + " runs did not end";
    return Optional.of(
        "sweep %s: %s; ./submit.sh status %s shows which, and the same command resumes them"
            .formatted(sweep, what, directory));
  }

  private ResultsOverview overview(SweepConfig config, String directory) {
    return ResultsOverview.of(directory, config, this::note);
  }

  private void confirmLoss(ResultsOverview there, boolean fresh) {
    List<String> replaced = there.replaced();
    if (fresh && there.holdsResults()) {
      confirmation.require(
          "--fresh: results of this sweep in " + there.directory() + " would be lost", "--yes");
    } else if (!fresh && !replaced.isEmpty()) {
      String which = replaced.get(0) + (replaced.size() > 1 ? " and others" : "");
      confirmation.require(
          "%s: results of %d %s with other flags would be lost (%s)"
              .formatted(
                  there.directory(), replaced.size(), replaced.size() == 1 ? "run" : "runs", which),
          "--yes");
    }
  }

  private static void requirePlace(String directory) {
    try {
      Feasibility.requirePlace(ConfiguredResults.open(directory));
    } catch (IOException e) {
      throw ConfiguredResults.unreadable(directory, e);
    }
  }

  /** Before the plan is printed; it is claimed when the sweep begins. */
  private static void requireFree(String directory) {
    try {
      SweepOwner.refuseSecond(ConfiguredResults.open(directory));
    } catch (IOException e) {
      throw ConfiguredResults.unreadable(directory, e);
    }
  }

  /** Before anything is written: what is forced here is most likely forced on the executors too. */
  private static void requireKernels(SweepConfig config) {
    if (config.runs().stream().anyMatch(run -> run.backend() == Backend.KERNEL)) {
      try {
        KernelProvider.active();
      } catch (KernelUnavailableException e) {
        throw new ConfigurationException(e.getMessage());
      }
    }
  }

  /** Prints the plan and starts nothing. */
  void describe(SweepConfig config, String directory) {
    Feasibility.requireMemory(config, new SparkConf());
    requirePlace(directory);
    SweepPlan plan = config.plan();
    PlanText text = new PlanText(plan, overview(config, directory));
    warn(config);
    print(text.lines());
  }

  private void print(List<String> lines) {
    lines.forEach(out::println);
    out.flush();
  }

  /** A line for people to read, of something that changes nothing. */
  void note(String line) {
    err.println("note: " + line);
    err.flush();
  }

  private void warn(SweepConfig config) {
    warn(
        config,
        SweepLauncher::lacksOmega,
        "alpha (%s by default) has no effect in "
            .formatted(RunFlags.format(Defaults.run().optimizer().alpha())),
        ": only %s has Omega; you need not change anything".formatted(withOmega()));
    warn(
        config,
        run -> !run.optimizer().trains(),
        "lr of at most 1e-8: as in the course's program, there is no iteration in ",
        "; set a larger lr to train");
    warn(
        config,
        SweepLauncher::validatesOthers,
        "cbs does not divide ebs%s: as in the course's program, max(1, ebs / cbs) chunks of cbs"
                .formatted(undivided(config))
            + " sequences are validated, and not ebs sequences, in ",
        "; set ebs to a multiple of cbs to validate all of them");
    warn(
        config,
        run -> run.optimizer().trains() && !validates(run),
        "checkFreq is not below maxiters, so no checkpoint is measured in ",
        "; set a smaller checkFreq to measure checkpoints");
  }

  private static boolean validatesOthers(RunSpec run) {
    return run.validation().ebs() != (long) run.validation().chunks() * run.validation().cbs();
  }

  /** The values of the first such run, which may be defaults that the user never saw. */
  private static String undivided(SweepConfig config) {
    return config.runs().stream()
        .filter(SweepLauncher::validatesOthers)
        .findFirst()
        .map(
            run ->
                " (cbs = %d, ebs = %d)".formatted(run.validation().cbs(), run.validation().ebs()))
        .orElse("");
  }

  private static boolean validates(RunSpec run) {
    return run.validation().checkFreq() < run.optimizer().maxiters();
  }

  private static String withOmega() {
    return Cells.ALL.stream()
        .filter(Cell::hasOmega)
        .map(Cell::noun)
        .collect(Collectors.joining(" or "));
  }

  private static boolean lacksOmega(RunSpec run) {
    return !run.cell().model().hasOmega() && run.optimizer().alpha() > 0;
  }

  private void warn(SweepConfig config, Predicate<RunSpec> of, String what, String remedy) {
    List<String> names = config.runs().stream().filter(of).map(RunSpec::name).toList();
    if (!names.isEmpty()) {
      int more = names.size() - MOST_NAMED;
      String who =
          names.stream().limit(MOST_NAMED).collect(Collectors.joining(", "))
              + (more > 0 ? " and " + more + " more" : "");
      err.println("warning: " + what + who + remedy);
      err.flush();
    }
  }
}
