package org.throughtime.sweep.strategy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.throughtime.model.train.CheckpointMetrics;

class HalvingTest {
  private static final Halving THIRD = new Halving(List.of(10, 20), 3, CheckpointMetrics.VALID_NLL);

  @Test
  void oneOfEtaGoesOnRoundedUp() {
    assertEquals(1, THIRD.survivors(1));
    assertEquals(1, THIRD.survivors(3));
    assertEquals(2, THIRD.survivors(4));
    assertEquals(6, THIRD.survivors(18));
    assertEquals(
        "halving by valid_nll, 18 to 10 iterations, 6 to 20 iterations, 2 to the end",
        THIRD.describe(18));
  }

  @Test
  void theLowestGoOnAndAmongEqualsTheFirst() {
    Map<String, Double> metrics =
        Map.of("a", 3.0, "b", 1.0, "c", Double.NaN, "d", 1.0, "e", 1.0, "f", 0.5);
    assertEquals(
        List.of("b", "f"), THIRD.survivors(List.of("a", "b", "c", "d", "e", "f"), metrics::get));
    assertEquals(
        List.of("c", "x"), THIRD.survivors(List.of("c", "x", "y", "z"), run -> Double.NaN));
    assertEquals(List.of("a"), THIRD.survivors(List.of("c", "a"), metrics::get));
  }

  @Test
  void refusesWhatIsNoLadder() {
    assertThrows(
        IllegalArgumentException.class,
        () -> new Halving(List.of(), 3, CheckpointMetrics.VALID_NLL));
    assertThrows(
        IllegalArgumentException.class,
        () -> new Halving(List.of(5, 5), 3, CheckpointMetrics.VALID_NLL));
    assertThrows(
        IllegalArgumentException.class,
        () -> new Halving(List.of(0, 5), 3, CheckpointMetrics.VALID_NLL));
    assertThrows(
        IllegalArgumentException.class,
        () -> new Halving(List.of(5), 1, CheckpointMetrics.VALID_NLL));
  }
}
