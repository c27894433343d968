package org.throughtime.peer;

import java.util.List;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorVector;
import org.bytedeco.pytorch.global.torch;
import org.throughtime.model.cell.Parameters;
import org.throughtime.model.task.Head;

/** {@code h = tanh(h W_hh + x W_uh + b_hh)}, in two operations a step. */
final class TunedRnn extends TorchNetwork {
  private final Tensor input;
  private final Tensor recurrent;
  private final Tensor bias;
  private final Tensor outputMatrix;
  private final Tensor outputBias;

  TunedRnn(Head head, Parameters weights) {
    this(
        head,
        List.of(
            leaf(weights.get("W_uh")),
            leaf(weights.get("W_hh")),
            leaf(weights.get("b_hh")),
            leaf(weights.get("W_hy")),
            leaf(weights.get("b_hy"))));
  }

  /**
   * The same network over weights that are tensors.
   *
   * @param weights W_uh, W_hh, b_hh, W_hy and b_hy
   */
  TunedRnn(Head head, List<Tensor> weights) {
    super(head);
    input = weights.get(0);
    recurrent = weights.get(1);
    bias = weights.get(2);
    outputMatrix = weights.get(3);
    outputBias = weights.get(4);
  }

  @Override
  List<Tensor> weights() {
    return List.of(input, recurrent, bias, outputMatrix, outputBias);
  }

  @Override
  Tensor recurrent() {
    return recurrent;
  }

  @Override
  TorchForward forward(Tensor inputs, boolean gradients) {
    PointerScope pass = PointerScope.getInnerScope();
    Tensor flat = torch.addmm(bias, inputs.view(-1, inputs.size(2)), input);
    TensorVector u = flat.view(inputs.size(0), inputs.size(1), recurrent.size(0)).unbind();
    Tensor[] states = new Tensor[(int) inputs.size(0)];
    Tensor h = null;
    for (int t = 0; t < states.length; t++) {
      try (PointerScope step = new PointerScope()) {
        Tensor x = u.get(t);
        if (gradients) {
          h = (h == null ? x : torch.addmm(x, h, recurrent)).tanh();
        } else {
          h = (h == null ? x : x.addmm_(h, recurrent)).tanh_();
        }
        TorchForward.keep(h, step, pass);
      }
      states[t] = h;
    }
    Tensor scored = h;
    if (everyStep()) {
      // In place, the buffer of the inputs has become that of the states.
      scored = gradients ? TorchForward.stack(states).view(-1, recurrent.size(0)) : flat;
    }
    return new TorchForward(torch.addmm(outputBias, scored, outputMatrix), states);
  }
}
