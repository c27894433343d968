package org.throughtime.peer;

import java.util.List;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.NoGradGuard;
import org.bytedeco.pytorch.Tensor;
import org.throughtime.benchmark.RunDraws;

/** The validation chunks of a run, scored by a network. */
final class TorchValidation {
  private final TorchNetwork network;
  private final TorchHead head;
  private final List<TorchBatch> chunks;

  /** Draws the chunks. */
  TorchValidation(TorchStyle style, RunDraws draws, TorchNetwork network, TorchHead head) {
    this.network = network;
    this.head = head;
    this.chunks = draws.validation().stream().map(style::batch).toList();
  }

  /** Mean loss over the chunks; the error is computed, too. */
  @SuppressWarnings("try") // A scope frees what is made while it is open; nothing names it.
  double score() {
    double loss = 0;
    double error = 0;
    try (NoGradGuard guard = new NoGradGuard()) {
      for (TorchBatch chunk : chunks) {
        try (PointerScope scope = new PointerScope()) {
          Tensor outputs = network.forward(chunk.inputs(), false).outputs();
          loss += head.loss(outputs, chunk).item_double();
          error += head.error(outputs, chunk).item_double();
        }
      }
    }
    return loss / chunks.size();
  }
}
