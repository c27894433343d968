package org.throughtime.peer;

import org.bytedeco.pytorch.Tensor;
import org.throughtime.model.cell.Parameters;

/** The output layer {@code h W_hy + b}, as it stands. */
final class WrittenOutput {
  private final Tensor matrix;
  private final Tensor bias;

  /**
   * A copy of the output layer.
   *
   * @param bias name of its bias
   */
  WrittenOutput(Parameters weights, String bias) {
    this.matrix = TorchNetwork.leaf(weights.get("W_hy"));
    this.bias = TorchNetwork.leaf(weights.get(bias));
  }

  Tensor matrix() {
    return matrix;
  }

  Tensor bias() {
    return bias;
  }

  /** The outputs of every step {@code (T B, nout)}, or of the last one {@code (B, nout)}. */
  Tensor of(Tensor[] states, boolean everyStep) {
    return everyStep
        ? TorchForward.stack(states).matmul(matrix).add(bias).reshape(-1, matrix.size(1))
        : states[states.length - 1].matmul(matrix).add(bias);
  }
}
