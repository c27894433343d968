package org.throughtime.benchmark;

import java.util.List;
import org.throughtime.model.cell.Network;
import org.throughtime.model.cell.Parameters;
import org.throughtime.model.kernel.KernelProvider;
import org.throughtime.model.task.Batch;
import org.throughtime.model.train.RunSpec;

/** A pass over a run's frozen validation chunks. */
final class ValidationPass {
  private final List<Batch> chunks;
  private final Network network;

  private ValidationPass(List<Batch> chunks, Network network) {
    this.chunks = chunks;
    this.network = network;
  }

  /** The pass with the weights that the run starts from. */
  static ValidationPass of(RunSpec spec) {
    return of(spec, new RunDraws(spec).weights());
  }

  /** The pass that a run of that specification makes at every checkpoint. */
  static ValidationPass of(RunSpec spec, Parameters weights) {
    RunDraws draws = new RunDraws(spec);
    Network network =
        spec.cell()
            .model()
            .network(
                KernelProvider.active(),
                spec.cell(),
                weights,
                draws.task().head(),
                spec.validation().errAbs());
    return new ValidationPass(draws.validation(), network);
  }

  /** Scores every chunk; the sum of their losses. */
  double score() {
    double loss = 0;
    for (Batch chunk : chunks) {
      loss += network.evaluate(chunk).loss();
    }
    return loss;
  }

  /** Number of chunks. */
  int chunks() {
    return chunks.size();
  }

  /** Steps of all sequences. */
  long positions() {
    return chunks.stream().mapToLong(c -> (long) c.length() * c.sequences()).sum();
  }
}
