package org.throughtime.sweep;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.throughtime.model.cell.Gru;
import org.throughtime.model.cell.Parameter;
import org.throughtime.model.cell.Parameters;
import org.throughtime.model.metric.Metric;
import org.throughtime.model.random.LegacyRandom;
import org.throughtime.model.train.Checkpoint;
import org.throughtime.model.train.CheckpointMetrics;
import org.throughtime.model.train.CheckpointSource;
import org.throughtime.model.train.IterationMetrics;
import org.throughtime.model.train.RunFlags;
import org.throughtime.model.train.RunSpec;
import org.throughtime.model.train.RunStatus;
import org.throughtime.model.train.Stage;
import org.throughtime.model.train.TrainerState;
import org.throughtime.model.train.TrainingListener;
import org.throughtime.sweep.config.value.Defaults;

/** Small runs, and made-up metrics for what stores and shows them. */
public final class TestRuns {
  private TestRuns() {}

  /** A run of mem or mul, with a checkpoint every 10 iterations. */
  public static RunSpec spec(String name, String task, int maxiters) {
    return canonical(
        "name",
        name,
        "task",
        task,
        "max_length",
        60,
        "model",
        "gru",
        "nhid",
        4,
        "bs",
        4,
        "maxiters",
        maxiters,
        "clipstyle",
        "rescale",
        "ebs",
        8,
        "cbs",
        4,
        "checkFreq",
        10,
        "diagGates",
        true);
  }

  /** The canonical A1, with flags and their values in turn in place of its own. */
  public static RunSpec canonical(Object... changes) {
    Map<String, String> flags = new LinkedHashMap<>();
    RunFlags.NAMES.forEach(flag -> flags.put(flag, Defaults.text(flag)));
    flags.put("name", "A1_mem_rnn_tanh_noclip");
    flags.put("maxiters", "50000");
    flags.put("clipstyle", "nothing");
    flags.put("alpha", "0");
    flags.put("collectDiags", "true");
    flags.put("diagBins", "60");
    for (int i = 0; i < changes.length; i += 2) {
      flags.put((String) changes[i], changes[i + 1].toString());
    }
    return RunSpec.fromFlags(flags);
  }

  /** A profile of the gate z of a gru, and of its gate r. */
  public static final Metric<CheckpointSource, float[]> GATE_Z = gate(0);

  public static final Metric<CheckpointSource, float[]> GATE_R = gate(1);

  private static Metric<CheckpointSource, float[]> gate(int index) {
    return CheckpointMetrics.of(new Gru.Definition().gates().get(index));
  }

  /** Tells a listener of iterations {@code from} to {@code to - 1}, with checkpoints where due. */
  public static void feed(RunSpec spec, int from, int to, TrainingListener listener) {
    for (int n = from; n < to; n++) {
      listener.onIteration(iteration(n));
      if (n > 0 && n % spec.validation().checkFreq() == 0) {
        listener.onCheckpoint(checkpoint(spec, n));
      }
    }
  }

  /** An iteration whose metrics can be told from n. */
  public static IterationMetrics iteration(int n) {
    return MadeUpRows.iteration(n, 50 + n % 10, 1.5 - n * 1e-3, 2.0 + n, 1.0, 0, 0.25);
  }

  /** A checkpoint whose every metric can be told from n. */
  public static Checkpoint checkpoint(RunSpec spec, int n) {
    float[] profile = new float[60];
    for (int t = 0; t < profile.length; t++) {
      profile[t] = n + t / 64f;
    }
    boolean linear = spec.task().task().equals("mul");
    return MadeUpRows.checkpoint(
        CheckpointMetrics.ITER,
        n,
        CheckpointMetrics.TRAIN_NLL,
        1.5 - n * 1e-3,
        CheckpointMetrics.GRADIENT_NORM,
        2.0 + n,
        CheckpointMetrics.GRADIENT_NORM_POST,
        1.0,
        CheckpointMetrics.STEPS_IN_PAST,
        0.25,
        CheckpointMetrics.VALID_NLL,
        1.4 - n * 1e-3,
        CheckpointMetrics.VALID_ERROR,
        100 - n * 0.1,
        CheckpointMetrics.BEST_VALID_ERROR,
        n <= spec.validation().checkFreq() ? 100.0 : 100 - (n - 10) * 0.1,
        CheckpointMetrics.VALID_MAE,
        linear ? 0.17 : null,
        CheckpointMetrics.VALID_ERR_05,
        linear ? 0.8 : null,
        CheckpointMetrics.VALID_ERR_10,
        linear ? 0.6 : null,
        CheckpointMetrics.VALID_ERR_ABS,
        linear ? 0.25 : null,
        CheckpointMetrics.VALID_MAXAE,
        linear ? 0.84 : null,
        CheckpointMetrics.RHO,
        0.75,
        CheckpointMetrics.DIAG_LOSS,
        1.25,
        CheckpointMetrics.DIAG_ERR,
        0.5,
        CheckpointMetrics.GRAD_TIME,
        profile,
        CheckpointMetrics.ACT_TIME,
        profile,
        CheckpointMetrics.SAT_TIME,
        profile,
        GATE_Z,
        profile);
  }

  /** The state of a run that did all its iterations, with some weights. */
  public static TrainerState ended(RunSpec spec) {
    return state(spec.optimizer().maxiters(), RunStatus.FINISHED);
  }

  /** What an optimizer might keep. */
  private static LinkedHashMap<String, float[]> slots() {
    LinkedHashMap<String, float[]> slots = new LinkedHashMap<>();
    weights().toArrays().forEach((name, array) -> slots.put("memory." + name, array));
    return slots;
  }

  /** The state behind some iterations, with some weights. */
  public static TrainerState state(int iterations, RunStatus ended) {
    return new TrainerState(
        iterations,
        new LegacyRandom(iterations).snapshot(),
        new LinkedHashMap<>(weights().toArrays()),
        slots(),
        new TrainerState.WindowSums(iterations, 2, 3, 4, 5),
        93,
        0,
        Stage.FIRST,
        ended);
  }

  /** Weights of some network. */
  public static Parameters weights() {
    Parameter w = Parameter.matrix("W_hh", 4, 4);
    w.set(1, 2, 0.5f);
    return new Parameters(List.of(w, Parameter.vector("b_hh", 4)));
  }
}
