package org.throughtime.peer;

import java.util.List;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;
import org.throughtime.model.cell.Parameter;
import org.throughtime.model.task.Head;

/** A recurrent network in libtorch: its weights, which it owns, and a forward pass. */
abstract class TorchNetwork {
  private final Head head;

  TorchNetwork(Head head) {
    this.head = head;
  }

  /** What is scored. */
  final Head head() {
    return head;
  }

  /** Whether every step has an output, and not the last one alone. */
  final boolean everyStep() {
    return head == Head.SOFTMAX;
  }

  /** The weights that are trained. */
  abstract List<Tensor> weights();

  /** W_hh, one of the weights, or a view of one; {@code (H, H)}. */
  abstract Tensor recurrent();

  /**
   * A forward pass.
   *
   * @param inputs {@code (T, B, nin)}
   * @param gradients whether a backward pass follows
   */
  abstract TorchForward forward(Tensor inputs, boolean gradients);

  /** A forward pass that leaves the state of every step, to ask for its gradient. */
  TorchForward unrolled(Tensor inputs) {
    return forward(inputs, true);
  }

  /**
   * The outputs that are scored, in one product.
   *
   * @param states {@code (T, B, H)}
   */
  final Tensor outputs(Tensor states, Tensor matrix, Tensor bias) {
    Tensor scored =
        everyStep() ? states.reshape(-1, matrix.size(0)) : states.select(0, states.size(0) - 1);
    return torch.addmm(bias, scored, matrix);
  }

  /** A copy of a weight that gradients are taken of. */
  static Tensor leaf(Parameter weight) {
    return plain(weight).requires_grad_(true);
  }

  /** A copy of a weight without gradients: {@code (columns)} or {@code (rows, columns)}. */
  static Tensor plain(Parameter weight) {
    return weight.isVector()
        ? Tensor.create(weight.toArray(), weight.columns())
        : Tensor.create(weight.toArray(), weight.rows(), weight.columns());
  }
}
