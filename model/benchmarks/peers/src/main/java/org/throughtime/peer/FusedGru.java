package org.throughtime.peer;

import java.util.List;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorVector;
import org.bytedeco.pytorch.global.torch;
import org.throughtime.model.cell.Parameters;
import org.throughtime.model.task.Head;

/**
 * A gru as libtorch's operation of that name, without gradients. That one resets after its
 * recurrent product and not before, so it is the same cell only if the reset gate has one value for
 * all units.
 */
final class FusedGru extends TorchNetwork {
  private static final int UPDATE = 0;
  private static final int RESET = 1;
  private static final int CANDIDATE = 2;

  private final Tensor input;
  private final Tensor recurrent;
  private final Tensor bias;
  private final Tensor secondBias;
  private final Tensor outputMatrix;
  private final Tensor outputBias;

  FusedGru(Head head, Parameters weights) {
    super(head);
    CellGates gates = CellGates.of("gru", weights).inOrder(RESET, UPDATE, CANDIDATE);
    int rows = gates.count() * gates.nhid();
    input = Tensor.create(gates.transposedInputs(), rows, gates.nin());
    recurrent = Tensor.create(gates.transposedRecurrents(), rows, gates.nhid());
    bias = Tensor.create(gates.biases(), rows);
    secondBias = torch.zeros_like(bias);
    outputMatrix = plain(weights.get("W_hy"));
    outputBias = plain(weights.get("b_y"));
  }

  @Override
  List<Tensor> weights() {
    throw new UnsupportedOperationException("libtorch's gru is another cell: it is not trained");
  }

  @Override
  Tensor recurrent() {
    throw new UnsupportedOperationException("libtorch's gru is another cell: it is not trained");
  }

  @Override
  TorchForward forward(Tensor inputs, boolean gradients) {
    TensorVector layer = new TensorVector(input, recurrent, bias, secondBias);
    Tensor start = torch.zeros(1, inputs.size(1), recurrent.size(1));
    Tensor states = torch.gru(inputs, start, layer, true, 1, 0.0, gradients, false, false).get0();
    return new TorchForward(outputs(states, outputMatrix, outputBias), new Tensor[0]);
  }
}
