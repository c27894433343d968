package org.throughtime.model.train;

import org.throughtime.model.cell.Gru;
import org.throughtime.model.cell.Network;
import org.throughtime.model.cell.Parameters;
import org.throughtime.model.cell.VanillaRnn;
import org.throughtime.model.kernel.KernelProvider;
import org.throughtime.model.kernel.Kernels;
import org.throughtime.model.task.Head;

/** Makes the network that a specification asks for. */
final class Networks {
  private Networks() {}

  static Network create(RunSpec spec, Parameters parameters, Head head) {
    double errAbs = spec.validation().errAbs();
    Kernels kernels = KernelProvider.active();
    return switch (spec.cell().model()) {
      case RNN -> new VanillaRnn(kernels, spec.cell(), parameters, head, errAbs);
      case GRU -> new Gru(kernels, spec.cell(), parameters, head, errAbs);
    };
  }
}
