package org.throughtime.peer;

import java.util.List;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;
import org.throughtime.model.cell.Parameters;
import org.throughtime.model.task.Head;

/** {@code h = tanh(h W_hh + x W_uh + b_hh)}, as it stands. */
final class WrittenRnn extends TorchNetwork {
  private final Tensor input;
  private final Tensor recurrent;
  private final Tensor bias;
  private final WrittenOutput output;

  WrittenRnn(Head head, Parameters weights) {
    super(head);
    input = leaf(weights.get("W_uh"));
    recurrent = leaf(weights.get("W_hh"));
    bias = leaf(weights.get("b_hh"));
    output = new WrittenOutput(weights, "b_hy");
  }

  @Override
  List<Tensor> weights() {
    return List.of(input, recurrent, bias, output.matrix(), output.bias());
  }

  @Override
  Tensor recurrent() {
    return recurrent;
  }

  @Override
  TorchForward forward(Tensor inputs, boolean gradients) {
    PointerScope pass = PointerScope.getInnerScope();
    Tensor u = inputs.matmul(input).add(bias);
    Tensor h = torch.zeros(inputs.size(1), recurrent.size(0));
    Tensor[] states = new Tensor[(int) inputs.size(0)];
    for (int t = 0; t < states.length; t++) {
      try (PointerScope step = new PointerScope()) {
        h = TorchForward.keep(h.matmul(recurrent).add(u.select(0, t)).tanh(), step, pass);
      }
      states[t] = h;
    }
    return new TorchForward(output.of(states, everyStep()), states);
  }
}
