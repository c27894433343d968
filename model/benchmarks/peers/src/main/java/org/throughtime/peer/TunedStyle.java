package org.throughtime.peer;

import org.bytedeco.pytorch.Tensor;
import org.throughtime.model.cell.Parameters;
import org.throughtime.model.task.Batch;
import org.throughtime.model.task.Head;
import org.throughtime.model.train.OptimizerSpec;

/**
 * Few operations: inputs are taken apart once, a product adds to what is there, gates share their
 * products, one backward pass gives all gradients, and a pass without gradients works in place.
 */
class TunedStyle implements TorchStyle {
  @Override
  public TorchNetwork rnn(Head head, Parameters weights) {
    return new TunedRnn(head, weights);
  }

  @Override
  public TorchNetwork gru(Head head, Parameters weights) {
    return new TunedGru(head, weights);
  }

  @Override
  public TorchBatch batch(Batch batch) {
    return TorchBatch.withClasses(batch);
  }

  @Override
  public Tensor classes(TorchBatch batch) {
    return batch.targets();
  }

  @Override
  public boolean scoresTraining() {
    return false;
  }

  @Override
  public TorchGradients gradients(OptimizerSpec optimizer) {
    return new TunedGradients(optimizer);
  }

  @Override
  public TorchDescent descent(OptimizerSpec optimizer) {
    return new TunedDescent(optimizer);
  }
}
