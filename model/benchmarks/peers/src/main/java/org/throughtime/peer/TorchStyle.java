package org.throughtime.peer;

import org.bytedeco.pytorch.Tensor;
import org.throughtime.benchmark.RunDraws;
import org.throughtime.model.cell.Parameters;
import org.throughtime.model.task.Batch;
import org.throughtime.model.task.Head;
import org.throughtime.model.train.OptimizerSpec;

/** How a training program for libtorch is written: the parts that differ. */
interface TorchStyle {
  /** A network of a run's cell with a copy of these weights. */
  default TorchNetwork network(RunDraws draws, Parameters weights) {
    String cell = draws.spec().cell().model().label();
    Head head = draws.task().head();
    return switch (cell) {
      case "rnn" -> rnn(head, weights);
      case "gru" -> gru(head, weights);
      default -> throw new UnsupportedOperationException("no program for model " + cell);
    };
  }

  /** A vanilla network, with tanh. */
  TorchNetwork rnn(Head head, Parameters weights);

  /** A gated recurrent unit. */
  TorchNetwork gru(Head head, Parameters weights);

  /** The inputs and targets of a batch. */
  TorchBatch batch(Batch batch);

  /** The class that a batch expects at each position, {@code (N)}. */
  Tensor classes(TorchBatch batch);

  /** Whether a training pass computes its error, which nothing reads. */
  boolean scoresTraining();

  /** The gradients of a run's loss. */
  TorchGradients gradients(OptimizerSpec optimizer);

  /** The updates of a run. */
  TorchDescent descent(OptimizerSpec optimizer);
}
