package org.throughtime.benchmark;

import java.util.ArrayList;
import java.util.List;
import org.throughtime.model.cell.CellSpec;
import org.throughtime.model.cell.Network;
import org.throughtime.model.cell.Parameters;
import org.throughtime.model.kernel.KernelProvider;
import org.throughtime.model.random.LegacyRandom;
import org.throughtime.model.task.Batch;
import org.throughtime.model.task.Task;
import org.throughtime.model.task.Tasks;
import org.throughtime.model.train.RunSpec;

/** A run's frozen validation chunks, and a pass over them with the weights it starts from. */
final class ValidationPass {
  private final List<Batch> chunks;
  private final Network network;

  private ValidationPass(List<Batch> chunks, Network network) {
    this.chunks = chunks;
    this.network = network;
  }

  /** The pass that a run of that specification makes at every checkpoint. */
  static ValidationPass of(RunSpec spec) {
    Task task = Tasks.create(spec.task());
    CellSpec cell = spec.cell();
    Parameters weights = cell.draw(task, new LegacyRandom(spec.seed()));
    double errAbs = spec.validation().errAbs();
    Network network =
        cell.model().network(KernelProvider.active(), cell, weights, task.head(), errAbs);
    return new ValidationPass(chunks(spec, task), network);
  }

  private static List<Batch> chunks(RunSpec spec, Task task) {
    LegacyRandom random = new LegacyRandom(spec.validationSeed());
    int shortest = spec.task().minLength();
    int span = spec.task().maxLength() - shortest;
    List<Batch> chunks = new ArrayList<>();
    for (int i = 0; i < spec.validation().chunks(); i++) {
      Batch chunk = task.newBatch(spec.validation().cbs());
      task.draw(random, shortest + (span == 0 ? 0 : random.randint(span)), chunk);
      chunks.add(chunk);
    }
    return chunks;
  }

  /** Scores every chunk; the sum of their losses. */
  double score() {
    double loss = 0;
    for (Batch chunk : chunks) {
      loss += network.evaluate(chunk).loss();
    }
    return loss;
  }

  /** Steps of all sequences. */
  long positions() {
    return chunks.stream().mapToLong(c -> (long) c.length() * c.sequences()).sum();
  }
}
