package org.throughtime.peer;

import java.util.List;
import org.bytedeco.pytorch.Tensor;

/** Norm of the gradients, clipping and plain gradient descent. */
interface TorchDescent {
  /** Updates the weights. */
  void step(List<Tensor> weights, Tensor[] gradients);
}
