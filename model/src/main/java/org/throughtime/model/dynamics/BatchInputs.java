package org.throughtime.model.dynamics;

import org.throughtime.model.task.Batch;

/** The inputs of a batch as float64 vectors. */
final class BatchInputs {
  private BatchInputs() {}

  /** Sets {@code input} to x_t of a sequence, {@code (nin)}. */
  static void copy(Batch batch, int t, int b, double[] input) {
    for (int i = 0; i < input.length; i++) {
      input[i] = batch.input(t, b, i);
    }
  }

  /** The mean over all steps and sequences, {@code (nin)}. */
  static double[] mean(Batch batch) {
    double[] mean = new double[batch.nin()];
    double[] input = new double[batch.nin()];
    for (int t = 0; t < batch.length(); t++) {
      for (int b = 0; b < batch.sequences(); b++) {
        copy(batch, t, b, input);
        for (int i = 0; i < mean.length; i++) {
          mean[i] += input[i];
        }
      }
    }
    double positions = (double) batch.length() * batch.sequences();
    for (int i = 0; i < mean.length; i++) {
      mean[i] /= positions;
    }
    return mean;
  }
}
