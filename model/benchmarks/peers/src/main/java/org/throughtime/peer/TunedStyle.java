package org.throughtime.peer;

import org.bytedeco.pytorch.Tensor;
import org.throughtime.model.cell.Parameters;
import org.throughtime.model.task.Batch;
import org.throughtime.model.task.Head;
import org.throughtime.model.train.OptimizerSpec;

/**
 * Few operations. The input is split into time steps once, and {@code addmm} multiplies and adds in
 * one call. The gates share one product. One backward pass gives all gradients. A pass without
 * gradients overwrites its buffers.
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
