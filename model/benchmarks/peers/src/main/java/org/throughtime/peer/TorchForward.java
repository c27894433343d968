package org.throughtime.peer;

import java.util.List;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorVector;
import org.bytedeco.pytorch.global.torch;

/**
 * What a forward pass leaves.
 *
 * @param outputs {@code (T B, nout)}, or {@code (B, nout)} if only the last step has an output
 * @param states h_t, each {@code (B, H)}; empty where no step is visible
 * @param gates for each gate its values at every t, each {@code (B, H)}
 */
record TorchForward(Tensor outputs, Tensor[] states, List<Tensor[]> gates) {
  /** A pass of a cell without gates. */
  TorchForward(Tensor outputs, Tensor[] states) {
    this(outputs, states, List.of());
  }

  /** Tensors of the same shape as one, {@code (T, B, H)}. */
  static Tensor stack(Tensor[] steps) {
    return torch.stack(new TensorVector(steps));
  }

  /**
   * Moves a tensor from the scope of a step to the scope of the pass. The scope of the step then
   * frees all its other tensors, as C++ and Python free temporaries.
   */
  static Tensor keep(Tensor tensor, PointerScope step, PointerScope pass) {
    pass.attach(tensor);
    step.detach(tensor);
    return tensor;
  }
}
