package org.throughtime.peer;

import java.util.List;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;
import org.throughtime.model.cell.Parameters;
import org.throughtime.model.task.Head;

/**
 * {@code z = sigmoid(x W_uz + b_z + h W_hz)}, r likewise, {@code h = (1 - z) h + z tanh(x W_uh +
 * b_h + (r h) W_hh)}, as it stands.
 */
final class WrittenGru extends TorchNetwork {
  private final Scalar one = new Scalar(1f);
  private final Gate update;
  private final Gate reset;
  private final Gate candidate;
  private final WrittenOutput output;

  WrittenGru(Head head, Parameters weights) {
    super(head);
    update = Gate.of(weights, "W_uz", "W_hz", "b_z");
    reset = Gate.of(weights, "W_ur", "W_hr", "b_r");
    candidate = Gate.of(weights, "W_uh", "W_hh", "b_h");
    output = new WrittenOutput(weights, "b_y");
  }

  private record Gate(Tensor input, Tensor recurrent, Tensor bias) {
    static Gate of(Parameters weights, String input, String recurrent, String bias) {
      return new Gate(
          leaf(weights.get(input)), leaf(weights.get(recurrent)), leaf(weights.get(bias)));
    }

    Tensor inputsOf(Tensor x) {
      return x.matmul(input).add(bias);
    }
  }

  @Override
  List<Tensor> weights() {
    return List.of(
        update.input,
        update.recurrent,
        update.bias,
        reset.input,
        reset.recurrent,
        reset.bias,
        candidate.input,
        candidate.recurrent,
        candidate.bias,
        output.matrix(),
        output.bias());
  }

  @Override
  Tensor recurrent() {
    return candidate.recurrent;
  }

  @Override
  TorchForward forward(Tensor inputs, boolean gradients) {
    PointerScope pass = PointerScope.getInnerScope();
    int length = (int) inputs.size(0);
    Tensor uz = update.inputsOf(inputs);
    Tensor ur = reset.inputsOf(inputs);
    Tensor uh = candidate.inputsOf(inputs);
    Tensor h = torch.zeros(inputs.size(1), candidate.recurrent.size(0));
    Tensor[] states = new Tensor[length];
    Tensor[] zs = new Tensor[length];
    Tensor[] rs = new Tensor[length];
    for (int t = 0; t < length; t++) {
      try (PointerScope step = new PointerScope()) {
        Tensor z = uz.select(0, t).add(h.matmul(update.recurrent)).sigmoid();
        Tensor r = ur.select(0, t).add(h.matmul(reset.recurrent)).sigmoid();
        Tensor c = uh.select(0, t).add(r.mul(h).matmul(candidate.recurrent)).tanh();
        Tensor next = torch.rsub(z, one).mul(h).add(z.mul(c));
        h = TorchForward.keep(next, step, pass);
        zs[t] = TorchForward.keep(z, step, pass);
        rs[t] = TorchForward.keep(r, step, pass);
      }
      states[t] = h;
    }
    return new TorchForward(output.of(states, everyStep()), states, List.of(zs, rs));
  }
}
