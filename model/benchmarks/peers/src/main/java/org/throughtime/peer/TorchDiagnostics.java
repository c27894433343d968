package org.throughtime.peer;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.ScalarOptional;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;
import org.throughtime.benchmark.RunDraws;

/**
 * What a checkpoint measures beside the validation: the spectral radius of W_hh, and if the run
 * collects diagnostics the profiles of the diagnostic batch over time, read into arrays.
 */
final class TorchDiagnostics {
  private final TorchNetwork network;
  private final TorchHead head;
  private final Optional<TorchBatch> batch;
  private final Scalar one = new Scalar(1f);
  private final ScalarOptional two = new ScalarOptional(new Scalar(2f));

  /** Draws the diagnostic batch. */
  TorchDiagnostics(TorchStyle style, RunDraws draws, TorchNetwork network, TorchHead head) {
    this.network = network;
    this.head = head;
    this.batch =
        draws.spec().diagnostics().collectDiags()
            ? Optional.of(style.batch(draws.diagnostic()))
            : Optional.empty();
  }

  /** Measures. The profiles {@code (T)}: gradient, activation, saturation, and each gate's. */
  @SuppressWarnings("try") // A scope frees what is made while it is open; nothing names it.
  List<float[]> measure() {
    try (PointerScope scope = new PointerScope()) {
      torch.linalg_eigvals(network.recurrent().detach()).abs().max().item_double();
      List<float[]> profiles = new ArrayList<>();
      batch.ifPresent(diagnostic -> profiles(diagnostic, profiles));
      return profiles;
    }
  }

  private void profiles(TorchBatch diagnostic, List<float[]> profiles) {
    TorchForward forward = network.unrolled(diagnostic.inputs());
    Tensor loss = head.loss(forward.outputs(), diagnostic);
    head.error(forward.outputs(), diagnostic).item_double();
    Tensor d = TorchGradients.throughTime(loss, forward);
    Tensor h = TorchForward.stack(forward.states()).detach();
    loss.item_double();
    profiles.add(array(d.norm(two, 2).mean(1)));
    profiles.add(array(torch.rsub(h.mul(h), one).mean(1, 2)));
    profiles.add(array(torch.rsub(h.abs(), one).mean(1, 2)));
    for (Tensor[] gate : forward.gates()) {
      Tensor values = TorchForward.stack(gate).detach();
      profiles.add(array(torch.minimum(values, torch.rsub(values, one)).mean(1, 2)));
    }
  }

  private static float[] array(Tensor values) {
    float[] array = new float[(int) values.numel()];
    values.contiguous().data_ptr_float().get(array);
    return array;
  }
}
