package org.throughtime.peer;

import org.throughtime.benchmark.Laps;
import org.throughtime.benchmark.TimedRun;

/** A run in libtorch that only scores its validation set. */
final class TorchPass implements TimedRun {
  private final TorchValidation validation;
  private double validNll = Double.NaN;

  TorchPass(TorchValidation validation) {
    this.validation = validation;
  }

  @Override
  public void step(Laps laps) {
    validNll = validation.score();
    laps.endCheckpoint();
  }

  @Override
  public double trainNll() {
    return Double.NaN;
  }

  @Override
  public double validNll() {
    return validNll;
  }
}
