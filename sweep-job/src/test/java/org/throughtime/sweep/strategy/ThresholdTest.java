package org.throughtime.sweep.strategy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.throughtime.model.train.CheckpointMetrics;

class ThresholdTest {
  private static final Threshold RULE =
      new Threshold(List.of(10, 20), CheckpointMetrics.VALID_ERROR, 60);

  private static RungMetric last(double value) {
    return new RungMetric(value, Double.NaN, Double.NaN);
  }

  @Test
  void whoIsNotBelowTheBoundEnds() {
    Map<String, RungMetric> metrics =
        Map.of("a", last(59.9), "b", last(60), "c", last(60.1), "d", last(0));
    assertEquals(List.of("a", "d"), RULE.goOn(List.of("a", "b", "c", "d"), metrics::get));
    assertEquals(List.of("d", "a"), RULE.goOn(List.of("d", "c", "b", "a"), metrics::get));
  }

  @Test
  void theLastCheckpointDecidesAndNotTheBest() {
    assertEquals(List.of(), RULE.goOn(List.of("a"), run -> new RungMetric(80, 10, 20)));
    assertEquals(List.of("a"), RULE.goOn(List.of("a"), run -> new RungMetric(10, 10, 80)));
  }

  @Test
  void whoHasNoMetricEnds() {
    Map<String, RungMetric> metrics =
        Map.of("diverged", RungMetric.NONE, "infinite", last(Double.POSITIVE_INFINITY));
    assertEquals(List.of(), RULE.goOn(List.of("diverged", "infinite"), metrics::get));
  }

  @Test
  void othersDoNotMatter() {
    assertEquals(List.of("a", "b"), RULE.goOn(List.of("a", "b"), run -> last(59)));
    assertEquals(List.of(), RULE.goOn(List.of("a", "b"), run -> last(61)));
  }

  @Test
  void saysWhatItDoes() {
    assertEquals("valid_error below 60.0 at 10, 20 iterations", RULE.describe(7));
  }

  @Test
  void refusesWhatDoesNotRiseOrBound() {
    for (List<Integer> rungs : List.of(List.<Integer>of(), List.of(5, 5), List.of(0, 5))) {
      assertThrows(
          IllegalArgumentException.class,
          () -> new Threshold(rungs, CheckpointMetrics.VALID_ERROR, 60));
    }
    assertThrows(
        IllegalArgumentException.class,
        () -> new Threshold(List.of(5), CheckpointMetrics.VALID_ERROR, Double.NaN));
  }
}
