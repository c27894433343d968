package org.throughtime.model.reference;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.throughtime.model.cell.CellSpec;
import org.throughtime.model.cell.Network;
import org.throughtime.model.cell.OmegaGradient;
import org.throughtime.model.cell.Parameter;
import org.throughtime.model.cell.Parameters;
import org.throughtime.model.kernel.KernelProvider;
import org.throughtime.model.kernel.Kernels;
import org.throughtime.model.random.LegacyRandom;
import org.throughtime.model.task.Batch;
import org.throughtime.model.task.Task;
import org.throughtime.model.task.Tasks;
import org.throughtime.model.task.TestTasks;
import org.throughtime.model.train.Cells;
import org.throughtime.model.train.TestCells;

/**
 * A network and a batch so small that every derivative can be taken by finite differences.
 *
 * @param cell the cell
 * @param parameters weights of the names and shapes that initialization gives, but of values with
 *     which gradients neither vanish nor explode within the batch: all of their digits count
 * @param batch drawn from the task
 */
public record Problem(CellSpec cell, Parameters parameters, Batch batch) {
  /** Output errors above this count as wrong. */
  public static final double ERR_ABS = .2;

  /** Every cell, activation and head; the tests of derivatives go through them. */
  static Stream<Problem> all() {
    List<Problem> problems = new ArrayList<>();
    for (String task : List.of("torder", "mul", "mem")) {
      for (String init : List.of("sigmoid", "basic_tanh", "test", "identity_relu")) {
        problems.add(of("rnn", init, task, 3, 5));
      }
      // the init of a gated cell changes none of its equations
      problems.add(of("gru", "basic_tanh", task, 3, 5));
      problems.add(of("lstm", "basic_tanh", task, 3, 5));
    }
    // basic_tanh's equations under another name
    problems.add(of("rnn", "smart_tanh", "mem", 3, 5));
    // one sequence and one unit: every matrix product has a side of 1
    problems.add(of("rnn", "basic_tanh", "mem", 1, 1));
    problems.add(of("gru", "basic_tanh", "mem", 1, 1));
    problems.add(of("lstm", "basic_tanh", "mem", 1, 1));
    return problems.stream();
  }

  /** Those of a cell with Omega, of several units. */
  static Stream<Problem> allWithOmega() {
    return all().filter(p -> p.cell().model().hasOmega() && p.cell().nhid() > 1);
  }

  /** T of 6 (mem) or 10, B sequences, H units. */
  public static Problem of(String model, String init, String taskName, int sequences, int nhid) {
    // mem has L + 2 * mempos = 6 steps, the others L = 10, the least that they allow
    return of(model, init, taskName, sequences, nhid, taskName.equals("mem") ? 2 : 10);
  }

  /** The same for length L. */
  public static Problem of(
      String model, String init, String taskName, int sequences, int nhid, int length) {
    Task task = Tasks.create(TestTasks.spec(taskName, 2, 2, false, length, length));
    LegacyRandom stream = new LegacyRandom(52);
    CellSpec cell = TestCells.spec(model, init, nhid);
    Parameters parameters = cell.draw(task, stream);
    Random random = new Random(7);
    // more units than a handful would add up to more than a handful's gain
    double spread = spread(cell) * StrictMath.sqrt(Math.min(1, 5.0 / nhid));
    for (Parameter p : parameters.all()) {
      float[] dense = p.toArray();
      for (int i = 0; i < dense.length; i++) {
        dense[i] = (float) (spread * random.nextGaussian());
      }
      p.assign(dense);
    }
    Batch batch = task.newBatch(sequences);
    task.draw(stream, length, batch);
    return new Problem(cell, parameters, batch);
  }

  /** The reference network over these very parameters. */
  public ReferenceNetwork reference() {
    return (ReferenceNetwork) Cells.reference(cell, parameters, ERR_ABS);
  }

  /** The float32 cell over these very parameters. */
  public Network kernel() {
    return kernel(KernelProvider.active());
  }

  /** The same with these kernels. */
  Network kernel(Kernels kernels) {
    return cell.model().network(kernels, cell, parameters, batch.head(), ERR_ABS);
  }

  /** Omega's gradient by W_hh, from the float32 cell. */
  Parameter kernelOmegaGradient(OmegaGradient kind, double bound) {
    Network kernel = kernel();
    kernel.train(batch);
    kernel.gradients().clear();
    kernel.omega(kind, 1, bound);
    return kernel.gradients().get("W_hh");
  }

  /** Standard deviation of weights; a sigmoid's derivative is at most 1/4, a tanh's 1. */
  private static double spread(CellSpec cell) {
    return cell.model()
        .activation(cell.init())
        .map(
            phi ->
                switch (phi) {
                  case SIGMOID -> 1.6;
                  case TANH, RELU -> .6;
                  case IDENTITY -> .4;
                })
        .orElse(.8);
  }

  @Override
  public String toString() {
    return String.join(".", cell.model().label(), cell.init().label(), batch.head().label());
  }
}
