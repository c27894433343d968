package org.throughtime.sweep;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.throughtime.model.cell.LinearErrors;
import org.throughtime.model.cell.Parameter;
import org.throughtime.model.cell.Parameters;
import org.throughtime.model.diagnostics.Profile;
import org.throughtime.model.random.LegacyRandom;
import org.throughtime.model.train.Checkpoint;
import org.throughtime.model.train.IterationMetrics;
import org.throughtime.model.train.RunFlags;
import org.throughtime.model.train.RunSpec;
import org.throughtime.model.train.RunStatus;
import org.throughtime.model.train.TrainerState;
import org.throughtime.model.train.TrainingListener;
import org.throughtime.sweep.config.Defaults;

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

  /** Tells a listener of iterations {@code from} to {@code to - 1}, with checkpoints where due. */
  public static void feed(RunSpec spec, int from, int to, TrainingListener listener) {
    for (int n = from; n < to; n++) {
      listener.onIteration(
          new IterationMetrics(n, 50 + n % 10, 1.5 - n * 1e-3, 2.0 + n, 1.0, 0, 0.25));
      if (n > 0 && n % spec.validation().checkFreq() == 0) {
        listener.onCheckpoint(checkpoint(spec, n));
      }
    }
  }

  /** A checkpoint whose every metric can be told from n. */
  public static Checkpoint checkpoint(RunSpec spec, int n) {
    float[] profile = new float[60];
    for (int t = 0; t < profile.length; t++) {
      profile[t] = n + t / 64f;
    }
    return new Checkpoint(
        n,
        1.5 - n * 1e-3,
        2.0 + n,
        1.0,
        0,
        0.25,
        1.4 - n * 1e-3,
        100 - n * 0.1,
        n <= spec.validation().checkFreq() ? 100 : 100 - (n - 10) * 0.1,
        spec.task().task().equals("mul")
            ? Optional.of(new LinearErrors(0.17, 0.8, 0.6, 0.25, 0.84))
            : Optional.empty(),
        0.75,
        Optional.of(
            new Checkpoint.Diagnostics(
                1.25,
                0.5,
                new Profile(profile, profile, profile, Optional.of(profile), Optional.empty()))));
  }

  /** The state of a run that did all its iterations, with some weights. */
  public static TrainerState ended(RunSpec spec) {
    return state(spec.optimizer().maxiters(), RunStatus.FINISHED);
  }

  /** What an optimiser might keep. */
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
        ended);
  }

  /** Weights of some network. */
  public static Parameters weights() {
    Parameter w = Parameter.matrix("W_hh", 4, 4);
    w.set(1, 2, 0.5f);
    return new Parameters(List.of(w, Parameter.vector("b_hh", 4)));
  }
}
