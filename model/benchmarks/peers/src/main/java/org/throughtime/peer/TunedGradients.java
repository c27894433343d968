package org.throughtime.peer;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;
import org.throughtime.model.train.OptimizerSpec;

/**
 * One backward pass in all: it also leaves the derivatives that Omega needs, whose gradient is a
 * closed formula. Omega is that with the immediate gradient, of tanh.
 */
final class TunedGradients implements TorchGradients {
  private final double alpha;
  private final Scalar bound;
  private final Scalar one = new Scalar(1f);

  TunedGradients(OptimizerSpec optimizer) {
    this.alpha = optimizer.alpha();
    this.bound = new Scalar(optimizer.bound());
  }

  @Override
  public Tensor[] of(Tensor loss, TorchForward forward, TorchNetwork network) {
    List<Tensor> weights = network.weights();
    if (alpha <= 0) {
      return TorchGradients.by(loss, weights);
    }
    List<Tensor> both = new ArrayList<>(weights);
    both.addAll(Arrays.asList(forward.states()));
    Tensor[] all = TorchGradients.by(loss, both);
    Tensor[] gradients = Arrays.copyOf(all, weights.size());
    Tensor d = TorchForward.stack(Arrays.copyOfRange(all, weights.size(), all.length));
    int recurrent = weights.indexOf(network.recurrent());
    gradients[recurrent].add_(omega(d, forward, network.recurrent().detach()), new Scalar(alpha));
    return gradients;
  }

  /**
   * The gradient of Omega by W_hh: u^T delta, each position weighted by 4 (ratio - 1) / (n |d|^2).
   */
  private Tensor omega(Tensor d, TorchForward forward, Tensor recurrent) {
    Tensor flat = d.view(-1, recurrent.size(0));
    Tensor h = TorchForward.stack(forward.states()).detach().view(-1, recurrent.size(0));
    Tensor delta = flat.mul(torch.rsub(h.mul(h), one));
    Tensor u = delta.matmul(recurrent.t());
    Tensor denominators = flat.square().sum(1);
    Tensor counted = denominators.ge(bound);
    Tensor ratios = u.square().sum(1).div(denominators);
    Tensor off = torch.where(counted, ratios.sub(one).div(denominators), torch.zeros_like(ratios));
    double count = counted.sum().item_double();
    off.mul(denominators).square().sum().div(new Scalar(count)).item_double();
    return u.mul(off.unsqueeze(1)).t().matmul(delta).mul(new Scalar(4 / count));
  }
}
