package org.throughtime.peer;

import java.util.List;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorVector;
import org.bytedeco.pytorch.global.torch;
import org.throughtime.model.cell.Parameters;
import org.throughtime.model.task.Head;

/** A vanilla network as libtorch's operation {@code rnn_tanh}. */
final class FusedRnn extends TorchNetwork {
  private final Tensor input;
  private final Tensor recurrent;
  private final Tensor bias;
  private final Tensor secondBias;
  private final Tensor outputMatrix;
  private final Tensor outputBias;

  FusedRnn(Head head, Parameters weights) {
    super(head);
    input = transposed(weights, "W_uh");
    recurrent = transposed(weights, "W_hh");
    bias = leaf(weights.get("b_hh"));
    secondBias = torch.zeros_like(plain(weights.get("b_hh")));
    outputMatrix = leaf(weights.get("W_hy"));
    outputBias = leaf(weights.get("b_hy"));
  }

  private static Tensor transposed(Parameters weights, String name) {
    return plain(weights.get(name)).t().contiguous().requires_grad_(true);
  }

  @Override
  List<Tensor> weights() {
    return List.of(input, recurrent, bias, outputMatrix, outputBias);
  }

  @Override
  Tensor recurrent() {
    return recurrent.t();
  }

  @Override
  TorchForward forward(Tensor inputs, boolean gradients) {
    TensorVector layer = new TensorVector(input, recurrent, bias, secondBias);
    Tensor start = torch.zeros(1, inputs.size(1), recurrent.size(0));
    Tensor states =
        torch.rnn_tanh(inputs, start, layer, true, 1, 0.0, gradients, false, false).get0();
    return new TorchForward(outputs(states, outputMatrix, outputBias), new Tensor[0]);
  }

  /** The operation hides its states, so the tuned network makes this pass. */
  @Override
  TorchForward unrolled(Tensor inputs) {
    List<Tensor> views = List.of(input.t(), recurrent.t(), bias, outputMatrix, outputBias);
    return new TunedRnn(head(), views).forward(inputs, true);
  }
}
