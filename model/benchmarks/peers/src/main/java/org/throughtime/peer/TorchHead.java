package org.throughtime.peer;

import org.bytedeco.pytorch.LongOptional;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;
import org.throughtime.benchmark.RunDraws;
import org.throughtime.model.task.Head;

/** Loss and error of outputs. */
final class TorchHead {
  private final TorchStyle style;
  private final Head head;
  private final Scalar errAbs;

  /** That of a run. */
  TorchHead(TorchStyle style, RunDraws draws) {
    this.style = style;
    this.head = draws.task().head();
    this.errAbs = new Scalar((float) draws.spec().validation().errAbs());
  }

  /** Mean loss, a scalar. */
  Tensor loss(Tensor outputs, TorchBatch batch) {
    return head == Head.LAST_LINEAR
        ? torch.mse_loss(outputs, batch.targets())
        : torch.cross_entropy_loss(outputs, style.classes(batch));
  }

  /** Share of the sequences that are wrong, a scalar. */
  Tensor error(Tensor outputs, TorchBatch batch) {
    Tensor wrong =
        head == Head.LAST_LINEAR
            ? batch.targets().sub(outputs).abs().sum(1).gt(errAbs)
            : outputs.argmax(new LongOptional(1), false).ne(style.classes(batch));
    Tensor sequences =
        head == Head.SOFTMAX ? wrong.reshape(batch.length(), batch.sequences()).any(0) : wrong;
    return sequences.to(torch.ScalarType.Float).mean();
  }
}
