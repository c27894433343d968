package org.throughtime.peer;

import java.util.List;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorVector;
import org.bytedeco.pytorch.global.torch;
import org.throughtime.model.cell.Parameters;
import org.throughtime.model.task.Head;

/** A gru whose update and reset gate share one product, and whose state is one interpolation. */
final class TunedGru extends TorchNetwork {
  private final Tensor gateInput;
  private final Tensor gateRecurrent;
  private final Tensor gateBias;
  private final Tensor input;
  private final Tensor recurrent;
  private final Tensor bias;
  private final Tensor outputMatrix;
  private final Tensor outputBias;

  TunedGru(Head head, Parameters weights) {
    super(head);
    gateInput = beside(weights, "W_uz", "W_ur", 1);
    gateRecurrent = beside(weights, "W_hz", "W_hr", 1);
    gateBias = beside(weights, "b_z", "b_r", 0);
    input = leaf(weights.get("W_uh"));
    recurrent = leaf(weights.get("W_hh"));
    bias = leaf(weights.get("b_h"));
    outputMatrix = leaf(weights.get("W_hy"));
    outputBias = leaf(weights.get("b_y"));
  }

  private static Tensor beside(Parameters weights, String left, String right, long dimension) {
    TensorVector both = new TensorVector(plain(weights.get(left)), plain(weights.get(right)));
    return torch.cat(both, dimension).requires_grad_(true);
  }

  @Override
  List<Tensor> weights() {
    return List.of(
        gateInput, gateRecurrent, gateBias, input, recurrent, bias, outputMatrix, outputBias);
  }

  @Override
  Tensor recurrent() {
    return recurrent;
  }

  @Override
  TorchForward forward(Tensor inputs, boolean gradients) {
    long nhid = recurrent.size(0);
    Tensor x = inputs.view(-1, inputs.size(2));
    TensorVector gates =
        torch.addmm(gateBias, x, gateInput).view(inputs.size(0), inputs.size(1), 2 * nhid).unbind();
    Tensor flat = torch.addmm(bias, x, input);
    TensorVector candidates = flat.view(inputs.size(0), inputs.size(1), nhid).unbind();
    return gradients
        ? withGradients(gates, candidates, inputs.size(1))
        : inPlace(gates, candidates, flat, inputs.size(1));
  }

  private TorchForward withGradients(TensorVector gates, TensorVector candidates, long sequences) {
    PointerScope pass = PointerScope.getInnerScope();
    Tensor h = torch.zeros(sequences, recurrent.size(0));
    Tensor[] states = new Tensor[(int) gates.size()];
    Tensor[] zs = new Tensor[states.length];
    Tensor[] rs = new Tensor[states.length];
    for (int t = 0; t < states.length; t++) {
      try (PointerScope step = new PointerScope()) {
        Tensor both = torch.addmm(gates.get(t), h, gateRecurrent).sigmoid();
        Tensor z = both.narrow(1, 0, recurrent.size(0));
        Tensor r = both.narrow(1, recurrent.size(0), recurrent.size(0));
        Tensor c = torch.addmm(candidates.get(t), r.mul(h), recurrent).tanh();
        h = TorchForward.keep(torch.lerp(h, c, z), step, pass);
        zs[t] = TorchForward.keep(z, step, pass);
        rs[t] = TorchForward.keep(r, step, pass);
      }
      states[t] = h;
    }
    Tensor scored = everyStep() ? TorchForward.stack(states).view(-1, recurrent.size(0)) : h;
    return new TorchForward(torch.addmm(outputBias, scored, outputMatrix), states, List.of(zs, rs));
  }

  private TorchForward inPlace(
      TensorVector gates, TensorVector candidates, Tensor flat, long sequences) {
    PointerScope pass = PointerScope.getInnerScope();
    Tensor h = torch.zeros(sequences, recurrent.size(0));
    Tensor resetState = torch.empty_like(h);
    Tensor[] states = new Tensor[(int) gates.size()];
    for (int t = 0; t < states.length; t++) {
      try (PointerScope step = new PointerScope()) {
        Tensor both = gates.get(t).addmm_(h, gateRecurrent).sigmoid_();
        Tensor z = both.narrow(1, 0, recurrent.size(0));
        Tensor r = both.narrow(1, recurrent.size(0), recurrent.size(0));
        torch.mul_out(resetState, r, h);
        Tensor c = candidates.get(t).addmm_(resetState, recurrent).tanh_();
        h = TorchForward.keep(torch.lerp_out(c, h, c, z), step, pass);
      }
      states[t] = h;
    }
    Tensor scored = everyStep() ? flat : h;
    return new TorchForward(torch.addmm(outputBias, scored, outputMatrix), states);
  }
}
