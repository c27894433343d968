package org.throughtime.peer;

import java.util.function.Supplier;

/** The programs that this module can run. */
enum Peer {
  /** libtorch, an operation at a time, as a first program in PyTorch is written. */
  WRITTEN(() -> new TorchPeer(new WrittenStyle())),

  /** libtorch, an operation at a time, as few and as cheap ones as there can be. */
  TUNED(() -> new TorchPeer(new TunedStyle())),

  /** libtorch's own {@code rnn_tanh} and {@code gru}, and the rest tuned. */
  FUSED(() -> new TorchPeer(new FusedStyle())),

  /** oneDNN's primitives of both cells. */
  ONEDNN(OnednnPeer::new),

  /** ONNX Runtime's operators RNN and GRU. */
  ONNXRUNTIME(OnnxPeer::new);

  private final Supplier<PeerProgram> program;

  Peer(Supplier<PeerProgram> program) {
    this.program = program;
  }

  /** Loads its libraries. */
  PeerProgram program() {
    return program.get();
  }
}
