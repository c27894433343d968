package org.throughtime.sweep.plan;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.throughtime.sweep.TestRuns;

class EvaluationTest {
  @Test
  void putsLengthsInOrder() {
    assertEquals(List.of(50, 200), new Evaluation(1, 10, List.of(200, 50), 0).lengths());
    assertEquals(51, new Evaluation(1, 10, List.of(50), 0).seedAt(50));
  }

  @Test
  void refusesWhatCannotBeScored() {
    assertRefused("lengths: must be 1 to 1000", () -> new Evaluation(1, 10, List.of(), 0));
    assertRefused(
        "lengths: 0: must be 1 to 1000000", () -> new Evaluation(1, 10, List.of(50, 0), 0));
    assertRefused(
        "lengths: must not have the same one twice",
        () -> new Evaluation(1, 10, List.of(50, 50), 0));
    for (double noise : new double[] {-.1, Double.NaN, 11}) {
      assertRefused(
          "stateNoise: " + noise + ": must be 0 to 10",
          () -> new Evaluation(1, 10, List.of(50), noise));
    }
    assertRefused(
        "sequences: 0: must be 1 to 100000000", () -> new Evaluation(1, 0, List.of(50), 0));
    assertRefused(
        "seed: 4294967290: must be 0 to 4294967245, so that seed + length is a seed too",
        () -> new Evaluation(4294967290L, 1, List.of(50), 0));
  }

  @Test
  void refusesStreamsThatARunHasDrawnFrom() {
    var run = TestRuns.canonical("seed", 52, "valid_seed", 12345);
    assertRefused(
        "seed: 2: run A1_mem_rnn_tanh_noclip has drawn from stream 52; must be another, for fresh"
            + " data",
        () -> new Evaluation(2, 10, List.of(50), 0).requireFreshFor(run));
    for (long drawn : new long[] {52, 12397, 13396}) {
      assertThrows(
          IllegalArgumentException.class,
          () -> new Evaluation(drawn, 10, List.of(100), 0).requireFreshFor(run));
      assertThrows(
          IllegalArgumentException.class,
          () -> new Evaluation(drawn - 50, 10, List.of(50, 100), 0).requireFreshFor(run));
    }
    assertDoesNotThrow(() -> new Evaluation(3, 10, List.of(50), 0).requireFreshFor(run));
    assertRefused(
        "lengths: 5: must be at least 10 for task torder of run A1_mem_rnn_tanh_noclip",
        () ->
            new Evaluation(1, 10, List.of(5), 0)
                .requireFreshFor(TestRuns.canonical("task", "torder")));
  }

  @Test
  void refusesNoiseForACellThatTakesNone() {
    var gru = TestRuns.canonical("model", "gru");
    assertRefused(
        "stateNoise: 0.1: must be 0 for run A1_mem_rnn_tanh_noclip, whose model is gru",
        () -> new Evaluation(1, 10, List.of(50), .1).requireFreshFor(gru));
    assertDoesNotThrow(
        () -> new Evaluation(1, 10, List.of(50), .1).requireFreshFor(TestRuns.canonical()));
  }

  private static void assertRefused(String message, Executable call) {
    assertEquals(message, assertThrows(IllegalArgumentException.class, call).getMessage());
  }
}
