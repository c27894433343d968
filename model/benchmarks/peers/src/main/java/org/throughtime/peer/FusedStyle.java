package org.throughtime.peer;

import org.throughtime.model.cell.Parameters;
import org.throughtime.model.task.Head;
import org.throughtime.model.train.OptimizerSpec;

/** libtorch's own operations for a whole sequence, in the tuned program. */
final class FusedStyle extends TunedStyle {
  @Override
  public TorchNetwork rnn(Head head, Parameters weights) {
    return new FusedRnn(head, weights);
  }

  @Override
  public TorchNetwork gru(Head head, Parameters weights) {
    return new FusedGru(head, weights);
  }

  @Override
  public TorchGradients gradients(OptimizerSpec optimizer) {
    if (optimizer.alpha() > 0) {
      throw new UnsupportedOperationException(
          "libtorch's own operations hide the states whose gradients Omega needs");
    }
    return super.gradients(optimizer);
  }
}
