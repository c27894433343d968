package org.throughtime.sweep.plan;

import java.util.Comparator;
import java.util.List;
import org.throughtime.model.cell.OmegaGradient;
import org.throughtime.model.task.Head;
import org.throughtime.model.task.Task;
import org.throughtime.model.task.Tasks;
import org.throughtime.model.train.Backend;
import org.throughtime.model.train.RunSpec;

/**
 * Estimates the work of a run in multiply-adds, to order runs and to compare them; it is no time.
 *
 * <pre>
 * cost     = maxiters * (training + checkpoint / checkFreq)
 * training = T * B * (3 * step + omega)                       forward, and backward twice that
 * checkpoint = T * chunks * cbs * step                        forward alone
 *            + T_max * min(bs, cbs) * 3 * step                the diagnostic batch, with collectDiags
 * step     = the cell's, as {@link org.throughtime.model.cell.Cell#stepCost} says, + H * outputs
 * omega    = 5 * H * H, immediate: 2 * H * H                    where alpha &gt; 0 and the cell has Omega
 * </pre>
 *
 * with T the mean length that the task makes; a symbol costs one input, since its row of W_uh is
 * looked up, and a head counts at every step only where it is read at every step.
 */
public final class RunCost {
  /** DESIGN's table: a step of 20 sequences took ND4J 23 us where the kernels took 2. */
  private static final double REFERENCE_FACTOR = 10;

  private RunCost() {}

  /** Estimated multiply-adds of all iterations of a run, were it to use them all. */
  public static double of(RunSpec spec) {
    Task task = Tasks.create(spec.task());
    double step = step(spec, task);
    double length =
        (task.longest(spec.task().minLength()) + task.longest(spec.task().maxLength())) / 2.0;
    double training = length * task.sequences(spec.optimizer().bs()) * (3 * step + omega(spec));
    double checkpoint =
        length * spec.validation().chunks() * task.sequences(spec.validation().cbs()) * step;
    if (spec.diagnostics().collectDiags()) {
      int sequences = Math.min(spec.optimizer().bs(), spec.validation().cbs());
      checkpoint +=
          (double) task.longest(spec.task().maxLength()) * task.sequences(sequences) * 3 * step;
    }
    double cost =
        spec.optimizer().maxiters() * (training + checkpoint / spec.validation().checkFreq());
    return spec.backend() == Backend.REFERENCE ? cost * REFERENCE_FACTOR : cost;
  }

  /** Estimated multiply-adds of several runs. */
  public static double total(List<RunSpec> runs) {
    return runs.stream().mapToDouble(RunCost::of).sum();
  }

  /** Runs so that no long one is left over when all others are done; equal ones as given. */
  public static List<RunSpec> longestFirst(List<RunSpec> runs) {
    return runs.stream().sorted(Comparator.comparingDouble(RunCost::of).reversed()).toList();
  }

  private static double step(RunSpec spec, Task task) {
    double h = spec.cell().nhid();
    double inputs = task.symbolic() ? 1 : task.nin();
    double outputs = task.head() == Head.SOFTMAX ? task.nout() : 0;
    return spec.cell().model().stepCost(inputs, h) + h * outputs;
  }

  private static double omega(RunSpec spec) {
    double products = spec.optimizer().omegaGradient() == OmegaGradient.IMMEDIATE ? 2 : 5;
    return spec.hasOmega() ? products * spec.cell().nhid() * spec.cell().nhid() : 0;
  }
}
