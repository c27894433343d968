package org.throughtime.sweep.plan;

import org.throughtime.model.task.Task;
import org.throughtime.model.task.Tasks;
import org.throughtime.model.train.RunSpec;

/**
 * The least memory, in bytes, that a run needs at once; what it really needs is more.
 *
 * <pre>
 * metrics    = 5 * 4 * N + C * (6 * 4 + 3 * 4 * T_min, with collectDiags)   what becomes its NPZ
 *            + 2 * 4 * C * T_max                                            one array of it, written
 * validation = chunks * cbs * T_min * (1 for a symbol, else 4 * nin)     the frozen batches
 * states     = 4 * T_max * B * H          of one training batch, T_max as far as it grows
 * </pre>
 */
public final class RunMemory {
  private RunMemory() {}

  /** The least that a run needs, in bytes. */
  public static double of(RunSpec spec) {
    Task task = Tasks.create(spec.task());
    double longest = task.longest(spec.task().maxLength());
    double iterations = spec.optimizer().maxiters();
    double checkpoints = Math.floor(iterations / spec.validation().checkFreq());
    double profile = spec.diagnostics().collectDiags() ? 3 * 4.0 * spec.task().minLength() : 0;
    double metrics = 5 * 4 * iterations + checkpoints * (6 * 4 + profile + 2 * 4 * longest);
    double validation =
        (double) spec.validation().chunks()
            * task.sequences(spec.validation().cbs())
            * spec.task().minLength()
            * (task.symbolic() ? 1 : 4 * task.nin());
    int grown = spec.optimizer().schedules().lengths().longest(spec.task().maxLength());
    double states =
        4.0 * task.longest(grown) * task.sequences(spec.optimizer().bs()) * spec.cell().nhid();
    return metrics + validation + states;
  }

  /** Values of the largest array of its NPZ file, C * T_max; Java has none of 2^31. */
  public static double largestArray(RunSpec spec) {
    int checkpoints = spec.optimizer().maxiters() / spec.validation().checkFreq();
    return (double) checkpoints * Tasks.create(spec.task()).longest(spec.task().maxLength());
  }
}
