package org.throughtime.peer;

import java.util.List;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorVector;
import org.bytedeco.pytorch.global.torch;
import org.throughtime.model.train.ClipStyle;
import org.throughtime.model.train.OptimizerSpec;

/** One norm of all gradients, and an update in place that clips as well. */
final class TunedDescent implements TorchDescent {
  private final double rate;
  private final double cutoff;
  private final boolean clips;

  TunedDescent(OptimizerSpec optimizer) {
    this.rate = optimizer.lr();
    this.cutoff = optimizer.cutoff();
    this.clips = optimizer.clipstyle() == ClipStyle.RESCALE;
  }

  @Override
  public void step(List<Tensor> weights, Tensor[] gradients) {
    Tensor[] flat = new Tensor[gradients.length];
    for (int i = 0; i < flat.length; i++) {
      flat[i] = gradients[i].reshape(-1);
    }
    double norm = torch.cat(new TensorVector(flat)).norm().item_double();
    double scale = clips && norm > cutoff ? cutoff / norm : 1;
    Scalar step = new Scalar(-rate * scale);
    for (int i = 0; i < gradients.length; i++) {
      weights.get(i).add_(gradients[i], step);
    }
  }
}
