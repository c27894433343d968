package org.throughtime.sweep.report;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import org.throughtime.model.train.Checkpoint;
import org.throughtime.model.train.CheckpointMetrics;
import org.throughtime.model.train.IterationMetrics;
import org.throughtime.model.train.RunSpec;
import org.throughtime.sweep.MadeUpRows;
import org.throughtime.sweep.TestRuns;
import org.throughtime.sweep.config.value.Defaults;
import org.throughtime.sweep.snapshot.RunRows;
import org.throughtime.sweep.snapshot.RunState;
import org.throughtime.sweep.snapshot.SweepStatus;
import org.throughtime.sweep.table.Execution;
import org.throughtime.sweep.table.Provenance;
import org.throughtime.sweep.table.Status;

/** Sweeps with made-up metrics, for what shows them. */
public final class MadeUpSweep {
  private static final Provenance PROVENANCE =
      new Provenance("1.2.3", "a JVM", "amd64", "vector-256", "host");

  private final List<RunState> runs = new ArrayList<>();
  private final Map<String, Integer> leftBehind = new HashMap<>();
  private final List<RunDetail> details = new ArrayList<>();

  /** The seven canonical runs, each with that many checkpoints. */
  public static MadeUpSweep canonical(int checkpoints) {
    MadeUpSweep sweep = new MadeUpSweep();
    for (CanonicalRun run : CanonicalRun.values()) {
      sweep.add(run.named(run.name()), "finished", checkpoints, 100, 40);
    }
    return sweep;
  }

  /** Both cells at two learning rates, named after the cell and the rate. */
  public static MadeUpSweep cellsAndRates(int checkpoints) {
    MadeUpSweep sweep = new MadeUpSweep();
    for (String lr : List.of("0.01", "0.05")) {
      for (String model : List.of("gru", "rnn")) {
        RunSpec spec = TestRuns.canonical("name", model + "_lr" + lr, "model", model, "lr", lr);
        sweep.add(spec, "finished", checkpoints, 100, 40);
      }
    }
    return sweep;
  }

  /** The canonical runs, of which some were measured as dynamical systems. */
  public static MadeUpSweep measured(Set<String> runs, int... iterations) {
    MadeUpSweep sweep = canonical(30);
    sweep.details.replaceAll(
        run -> runs.contains(run.name()) ? run.measured(MadeUpDynamics.at(iterations)) : run);
    return sweep;
  }

  /** A run that was measured at some iterations. */
  static RunDetail measuredRun(int... iterations) {
    return measured(Set.of("A1"), iterations).details.get(0);
  }

  /** The canonical runs, as far as what shows them goes by it. */
  public enum CanonicalRun {
    A1("mem", "rnn", "nothing", "1"),
    A2("mem", "rnn", "rescale", ".05"),
    A3("mem", "rnn", "rescale", ".01"),
    A4("mem", "gru", "nothing", "1"),
    A5("mem", "gru", "rescale", ".05"),
    B1("mul", "rnn", "nothing", "1"),
    B2("mul", "gru", "nothing", "1");

    private final String task;
    private final String model;
    private final String clipstyle;
    private final String cutoff;

    CanonicalRun(String task, String model, String clipstyle, String cutoff) {
      this.task = task;
      this.model = model;
      this.clipstyle = clipstyle;
      this.cutoff = cutoff;
    }

    /** The run under a name. */
    public RunSpec named(String name) {
      return TestRuns.canonical(
          "name",
          name,
          "task",
          task,
          "model",
          model,
          "clipstyle",
          clipstyle,
          "cutoff",
          cutoff,
          "diagGates",
          model.equals("gru"));
    }
  }

  /** Settings of lr and alpha at random, with replicates; every third run is solved. */
  public static MadeUpSweep search(int count, int shown, int checkpoints) {
    MadeUpSweep sweep = new MadeUpSweep();
    for (int i = 0; i < count; i++) {
      int setting = i / 4;
      RunSpec spec =
          TestRuns.canonical(
              "name",
              "run" + i,
              "task",
              "torder",
              "lr",
              0.001 * (1 + setting * 37 % 101),
              "alpha",
              (setting % 5) / 2.0,
              "init",
              setting % 2 == 0 ? "smart_tanh" : "basic_tanh",
              "clipstyle",
              "rescale",
              "seed",
              i % 4);
      String status = i % 3 == 0 ? "solved" : "finished";
      sweep.add(spec, status, i < shown ? checkpoints : 0, 400 + 10 * i, i % 3 == 0 ? 0 : 20);
    }
    return sweep;
  }

  /** The grid of figure 7: initializations, methods, lengths and seeds. */
  public static MadeUpSweep lengths() {
    MadeUpSweep sweep = new MadeUpSweep();
    for (String init : List.of("sigmoid", "basic_tanh", "smart_tanh")) {
      for (int method = 0; method < 3; method++) {
        for (int length = 50; length <= 250; length += 50) {
          for (int seed = 0; seed < 3; seed++) {
            RunSpec spec =
                TestRuns.canonical(
                    "name",
                    init + method + "_" + length + "_" + seed,
                    "task",
                    "torder",
                    "init",
                    init,
                    "min_length",
                    length,
                    "max_length",
                    length,
                    "clipstyle",
                    method == 0 ? "nothing" : "rescale",
                    "alpha",
                    method == 2 ? 2.0 : 0.0,
                    "seed",
                    seed);
            boolean solved = length <= 50 * (method + 1) + 50 * (seed % 2);
            sweep.add(spec, solved ? "solved" : "finished", 0, 1000, solved ? 0 : 60);
          }
        }
      }
    }
    return sweep;
  }

  /** Adds a run; its section is shown where it has checkpoints, or is to have them yet. */
  public MadeUpSweep add(RunSpec spec, String status, int checkpoints, int steps, double error) {
    return add(
        new RunState(
            spec,
            Status.parse(status),
            OptionalInt.of(steps - 1),
            Optional.of(MadeUpRows.latest(error, error, .5, .4, 1.1, 3)),
            Optional.of(new Execution(12.5, 1, PROVENANCE)),
            Optional.empty()),
        checkpoints);
  }

  /** Says that a search left some of its runs behind, each where it stopped. */
  public MadeUpSweep leavingBehind(String... names) {
    for (RunState run : runs) {
      if (List.of(names).contains(run.spec().name())) {
        leftBehind.put(run.spec().name(), run.iterations());
      }
    }
    return this;
  }

  /** Adds a run of which nothing is there but its state. */
  public MadeUpSweep addEmpty(RunSpec spec, String status, Optional<String> error) {
    return add(
        new RunState(
            spec,
            Status.parse(status),
            OptionalInt.empty(),
            Optional.empty(),
            Optional.empty(),
            error),
        0);
  }

  private MadeUpSweep add(RunState state, int checkpoints) {
    runs.add(state);
    if (checkpoints > 0 || state.metrics().isEmpty()) {
      details.add(RunDetail.of(state, rows(state.spec(), checkpoints)));
    }
    return this;
  }

  private static RunRows rows(RunSpec spec, int checkpoints) {
    List<Checkpoint> made = new ArrayList<>();
    List<IterationMetrics> iterations = new ArrayList<>();
    double cutoff = spec.optimizer().cutoff();
    for (int i = 1; i <= checkpoints; i++) {
      double norm = .01 + Math.abs(Math.sin(i * .7));
      made.add(checkpoint(spec, 20 * i, norm, Math.min(norm, cutoff)));
      for (int n = 20 * (i - 1); n < 20 * i; n++) {
        double each = norm * (1 + n % 7);
        iterations.add(MadeUpRows.iteration(n, 50, 1.5, each, Math.min(each, cutoff), 0, 0));
      }
    }
    return new RunRows(made, iterations, List.of());
  }

  private static Checkpoint checkpoint(RunSpec spec, int n, double norm, double after) {
    boolean diagnosed = spec.diagnostics().collectDiags();
    boolean gates =
        diagnosed && !spec.cell().model().gates().isEmpty() && spec.diagnostics().diagGates();
    return MadeUpRows.checkpoint(
        CheckpointMetrics.ITER,
        n,
        CheckpointMetrics.TRAIN_NLL,
        1.6 / Math.sqrt(n),
        CheckpointMetrics.GRADIENT_NORM,
        norm,
        CheckpointMetrics.GRADIENT_NORM_POST,
        after,
        CheckpointMetrics.VALID_NLL,
        1.5 / Math.sqrt(n),
        CheckpointMetrics.VALID_ERROR,
        100 - Math.min(60, n / 100.0),
        CheckpointMetrics.BEST_VALID_ERROR,
        100.0,
        CheckpointMetrics.RHO,
        .9 + n / 1e5,
        CheckpointMetrics.DIAG_LOSS,
        diagnosed ? 1.0 : null,
        CheckpointMetrics.DIAG_ERR,
        diagnosed ? .5 : null,
        CheckpointMetrics.GRAD_TIME,
        diagnosed ? profile(t -> Math.pow(10, -2 - t / 30.0 - n / 1e4)) : null,
        CheckpointMetrics.ACT_TIME,
        diagnosed ? profile(t -> .5) : null,
        CheckpointMetrics.SAT_TIME,
        diagnosed ? profile(t -> .3 + .2 * Math.sin(t / 40.0)) : null,
        TestRuns.GATE_Z,
        gates ? profile(t -> .1 + t / 1e4) : null,
        TestRuns.GATE_R,
        gates ? profile(t -> .4 + t / 1e4) : null);
  }

  private static float[] profile(java.util.function.IntToDoubleFunction value) {
    float[] profile = new float[220];
    for (int t = 0; t < profile.length; t++) {
      profile[t] = (float) value.applyAsDouble(t);
    }
    return profile;
  }

  /** What a report would read of it. */
  public SweepContents metrics() {
    SweepStatus status = new SweepStatus("made-up", runs, Set.of(), leftBehind);
    return new SweepContents("file:/made/up", status, details, List.of());
  }

  /** Its report. */
  public Report report() {
    return ReportContents.of(metrics(), Defaults.run());
  }
}
