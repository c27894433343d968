package org.throughtime.model.train;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.throughtime.model.kernel.KernelProvider;

class UnitSaturationTest {
  private static final int EVERY = 10;

  /**
   * A run whose last iteration has a checkpoint: the weights that it ends with are those of the
   * checkpoint, so the units' means have to be the recorded ones, to the bit.
   */
  @ParameterizedTest
  @CsvSource({
    "rnn, basic_tanh, kernel",
    "rnn, sigmoid, kernel",
    "rnn, identity_relu, kernel",
    "gru, basic_tanh, kernel",
    "lstm, basic_tanh, kernel",
    "rnn, sigmoid, reference",
    "gru, basic_tanh, reference"
  })
  void itsMeansAreTheRecordedOnes(String model, String init, String backend) {
    RunSpec spec =
        TestRuns.with(
            "model",
            model,
            "init",
            init,
            "backend",
            backend,
            "task",
            "mem",
            "mempos",
            2,
            "min_length",
            10,
            "max_length",
            12,
            "nhid",
            6,
            "bs",
            3,
            "ebs",
            4,
            "cbs",
            4,
            "checkFreq",
            EVERY,
            "maxiters",
            EVERY + 1,
            "collectDiags",
            true);
    Recording recording = new Recording();
    Trainer trainer = Trainer.start(spec, KernelProvider.active());
    while (trainer.ended().isEmpty()) {
      trainer.step(recording);
    }
    float[] recorded = recording.checkpoints.get(0).get(CheckpointMetrics.SAT_TIME).orElseThrow();
    float[] units =
        UnitSaturation.of(spec, trainer.parameters().toArrays(), KernelProvider.active());
    int each = 3 * 6;
    assertEquals(recorded.length * each, units.length);
    float[] means = new float[recorded.length];
    boolean apart = false;
    for (int t = 0; t < means.length; t++) {
      double sum = 0;
      for (int i = 0; i < each; i++) {
        sum += units[t * each + i];
        apart |= Math.abs(units[t * each + i] - recorded[t]) > 1e-3;
      }
      means[t] = (float) (sum / each);
    }
    assertArrayEquals(recorded, means, backend.equals("kernel") ? 0 : 1e-6f);
    assertTrue(apart, "single units differ from their mean");
  }
}
