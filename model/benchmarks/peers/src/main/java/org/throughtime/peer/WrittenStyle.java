package org.throughtime.peer;

import org.bytedeco.pytorch.LongOptional;
import org.bytedeco.pytorch.Tensor;
import org.throughtime.model.cell.Parameters;
import org.throughtime.model.task.Batch;
import org.throughtime.model.task.Head;
import org.throughtime.model.train.OptimizerSpec;

/** Each formula as it stands: an operation for each sign in it, a product for each gate. */
final class WrittenStyle implements TorchStyle {
  @Override
  public TorchNetwork rnn(Head head, Parameters weights) {
    return new WrittenRnn(head, weights);
  }

  @Override
  public TorchNetwork gru(Head head, Parameters weights) {
    return new WrittenGru(head, weights);
  }

  @Override
  public TorchBatch batch(Batch batch) {
    return TorchBatch.withOneHotTargets(batch);
  }

  @Override
  public Tensor classes(TorchBatch batch) {
    return batch.targets().argmax(new LongOptional(1), false);
  }

  @Override
  public boolean scoresTraining() {
    return true;
  }

  @Override
  public TorchGradients gradients(OptimizerSpec optimizer) {
    return new WrittenGradients(optimizer);
  }

  @Override
  public TorchDescent descent(OptimizerSpec optimizer) {
    return new WrittenDescent(optimizer);
  }
}
