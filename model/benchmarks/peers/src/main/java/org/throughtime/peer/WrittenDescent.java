package org.throughtime.peer;

import java.util.List;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;
import org.throughtime.model.train.ClipStyle;
import org.throughtime.model.train.OptimizerSpec;

/** The norm in float64, a weight after another, and where gradients are clipped once more. */
final class WrittenDescent implements TorchDescent {
  private final Scalar rate;
  private final double cutoff;
  private final boolean clips;

  WrittenDescent(OptimizerSpec optimizer) {
    this.rate = new Scalar(optimizer.lr());
    this.cutoff = optimizer.cutoff();
    this.clips = optimizer.clipstyle() == ClipStyle.RESCALE;
  }

  @Override
  public void step(List<Tensor> weights, Tensor[] gradients) {
    double norm = norm(gradients);
    if (clips) {
      if (norm > cutoff) {
        Scalar factor = new Scalar(cutoff / norm);
        for (int i = 0; i < gradients.length; i++) {
          gradients[i] = gradients[i].mul(factor);
        }
      }
      norm(gradients);
    }
    for (int i = 0; i < gradients.length; i++) {
      weights.get(i).sub_(gradients[i].mul(rate));
    }
  }

  private static double norm(Tensor[] gradients) {
    double squares = 0;
    for (Tensor gradient : gradients) {
      squares += gradient.to(torch.ScalarType.Double).square().sum().item_double();
    }
    return Math.sqrt(squares);
  }
}
