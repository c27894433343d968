package org.throughtime.peer;

import java.util.List;
import org.bytedeco.pytorch.BoolOptional;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorVector;
import org.bytedeco.pytorch.global.torch;

/** The gradients of a training pass: of the loss, and of Omega where a run has it. */
interface TorchGradients {
  /** One for each weight of the network, in its order. */
  Tensor[] of(Tensor loss, TorchForward forward, TorchNetwork network);

  /** Gradients of a scalar by some tensors; the graph is used up. */
  static Tensor[] by(Tensor scalar, List<Tensor> tensors) {
    TensorVector gradients = torch.grad(new TensorVector(scalar), vector(tensors));
    return elements(gradients);
  }

  /** The total derivative dL/dh_t at every t, {@code (T, B, H)}; the graph stays. */
  static Tensor throughTime(Tensor loss, TorchForward forward) {
    return torch.stack(
        torch.grad(
            new TensorVector(loss),
            new TensorVector(forward.states()),
            new TensorVector(),
            new BoolOptional(true),
            false,
            false));
  }

  private static TensorVector vector(List<Tensor> tensors) {
    return new TensorVector(tensors.toArray(new Tensor[0]));
  }

  private static Tensor[] elements(TensorVector vector) {
    Tensor[] tensors = new Tensor[(int) vector.size()];
    for (int i = 0; i < tensors.length; i++) {
      tensors[i] = vector.get(i);
    }
    return tensors;
  }
}
