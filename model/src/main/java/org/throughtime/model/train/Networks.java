package org.throughtime.model.train;

import org.throughtime.model.cell.Gru;
import org.throughtime.model.cell.Network;
import org.throughtime.model.cell.Parameters;
import org.throughtime.model.cell.VanillaRnn;
import org.throughtime.model.kernel.KernelProvider;
import org.throughtime.model.kernel.Kernels;
import org.throughtime.model.reference.ReferenceGru;
import org.throughtime.model.reference.ReferenceRnn;
import org.throughtime.model.task.Head;

/** Makes the network that a specification asks for. */
final class Networks {
  private Networks() {}

  static Network create(RunSpec spec, Parameters parameters, Head head) {
    return switch (spec.backend()) {
      case KERNEL -> kernel(spec, parameters, head);
      case REFERENCE -> reference(spec, parameters);
    };
  }

  private static Network kernel(RunSpec spec, Parameters parameters, Head head) {
    double errAbs = spec.validation().errAbs();
    Kernels kernels = KernelProvider.active();
    return switch (spec.cell().model()) {
      case RNN -> new VanillaRnn(kernels, spec.cell(), parameters, head, errAbs);
      case GRU -> new Gru(kernels, spec.cell(), parameters, head, errAbs);
    };
  }

  /** Only here does a run touch the reference classes, and with them ND4J. */
  private static Network reference(RunSpec spec, Parameters parameters) {
    double errAbs = spec.validation().errAbs();
    return switch (spec.cell().model()) {
      case RNN -> new ReferenceRnn(spec.cell(), parameters, errAbs);
      case GRU -> new ReferenceGru(spec.cell(), parameters, errAbs);
    };
  }
}
