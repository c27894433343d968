package org.throughtime.peer;

import java.util.List;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;
import org.throughtime.model.train.OptimizerSpec;

/**
 * One backward pass for the loss, and for Omega another one before it and its own graph. Omega is
 * that with the immediate gradient, of tanh.
 */
final class WrittenGradients implements TorchGradients {
  private final Scalar alpha;
  private final Scalar bound;
  private final Scalar one = new Scalar(1f);
  private final boolean hasOmega;

  WrittenGradients(OptimizerSpec optimizer) {
    this.alpha = new Scalar(optimizer.alpha());
    this.bound = new Scalar(optimizer.bound());
    this.hasOmega = optimizer.alpha() > 0;
  }

  @Override
  public Tensor[] of(Tensor loss, TorchForward forward, TorchNetwork network) {
    if (!hasOmega) {
      return TorchGradients.by(loss, network.weights());
    }
    Tensor omega = omega(loss, forward, network.recurrent());
    Tensor[] gradients = TorchGradients.by(loss, network.weights());
    int recurrent = network.weights().indexOf(network.recurrent());
    gradients[recurrent] = gradients[recurrent].add(omega.mul(alpha));
    return gradients;
  }

  private Tensor omega(Tensor loss, TorchForward forward, Tensor recurrent) {
    Tensor d = TorchGradients.throughTime(loss, forward);
    Tensor w = recurrent.detach().clone().requires_grad_(true);
    Tensor h = TorchForward.stack(forward.states()).detach();
    Tensor u = d.mul(torch.rsub(h.mul(h), one)).matmul(w.t());
    Tensor numerators = u.square().sum(2);
    Tensor denominators = d.square().sum(2);
    Tensor counted = denominators.ge(bound);
    Tensor ones = torch.ones_like(denominators);
    Tensor ratios =
        torch.where(counted, numerators.div(torch.where(counted, denominators, ones)), ones);
    Tensor share = counted.to(torch.ScalarType.Float).mean(1);
    Tensor value = ratios.sub(one).square().mean(1).sum().div(share.sum());
    value.item_double();
    return TorchGradients.by(value, List.of(w))[0];
  }
}
