package org.throughtime.peer;

import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.NoGradGuard;
import org.bytedeco.pytorch.Tensor;
import org.throughtime.benchmark.Laps;
import org.throughtime.benchmark.RunDraws;
import org.throughtime.benchmark.TimedRun;

/** A run in libtorch that trains. */
final class TorchTraining implements TimedRun {
  private final TorchStyle style;
  private final RunDraws draws;
  private final TorchNetwork network;
  private final TorchHead head;
  private final TorchGradients gradients;
  private final TorchDescent descent;
  private final TorchValidation validation;
  private final TorchDiagnostics diagnostics;
  private int iteration;
  private double trainNll = Double.NaN;
  private double validNll = Double.NaN;

  /** Draws the weights, the validation chunks and the diagnostic batch. */
  TorchTraining(TorchStyle style, RunDraws draws) {
    this.style = style;
    this.draws = draws;
    this.network = style.network(draws, draws.weights());
    this.head = new TorchHead(style, draws);
    this.gradients = style.gradients(draws.spec().optimizer());
    this.descent = style.descent(draws.spec().optimizer());
    this.validation = new TorchValidation(style, draws, network, head);
    this.diagnostics = new TorchDiagnostics(style, draws, network, head);
  }

  @Override
  public void step(Laps laps) {
    train();
    laps.endIteration();
    if (iteration > 0 && iteration % draws.spec().validation().checkFreq() == 0) {
      validNll = validation.score();
      diagnostics.measure();
      laps.endCheckpoint();
    }
    iteration++;
  }

  @SuppressWarnings("try") // A scope frees what is made while it is open; nothing names it.
  private void train() {
    try (PointerScope scope = new PointerScope()) {
      TorchBatch batch = style.batch(draws.next());
      TorchForward forward = network.forward(batch.inputs(), true);
      Tensor loss = head.loss(forward.outputs(), batch);
      if (style.scoresTraining()) {
        head.error(forward.outputs(), batch);
      }
      Tensor[] all = gradients.of(loss, forward, network);
      try (NoGradGuard guard = new NoGradGuard()) {
        descent.step(network.weights(), all);
      }
      trainNll = loss.item_double();
    }
  }

  @Override
  public double trainNll() {
    return trainNll;
  }

  @Override
  public double validNll() {
    return validNll;
  }
}
