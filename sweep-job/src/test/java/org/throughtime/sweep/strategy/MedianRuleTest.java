package org.throughtime.sweep.strategy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.throughtime.model.train.CheckpointMetrics;

class MedianRuleTest {
  private static final MedianRule RULE =
      new MedianRule(List.of(10, 20), CheckpointMetrics.VALID_NLL);

  private static RungMetric metric(double best, double mean) {
    return new RungMetric(Double.NaN, best, mean);
  }

  @Test
  void whoseBestIsWorseThanTheMedianOfTheOthersMeansEnds() {
    // The others' means, sorted: for c 2, 3, 9 and for d 2, 3, 3; a best equal to the median goes
    // on.
    Map<String, RungMetric> metrics =
        Map.of(
            "a", metric(1, 2),
            "b", metric(1.5, 3),
            "c", metric(3, 3),
            "d", metric(3.1, 9));
    assertEquals(List.of("a", "b", "c"), RULE.goOn(List.of("a", "b", "c", "d"), metrics::get));
    assertEquals(List.of("c", "b", "a"), RULE.goOn(List.of("d", "c", "b", "a"), metrics::get));
  }

  @Test
  void theMedianOfAnEvenNumberLiesBetweenTheTwoInTheMiddle() {
    Map<String, RungMetric> metrics =
        Map.of("a", metric(0, 1), "b", metric(0, 2), "c", metric(1.6, 8), "d", metric(1.4, 8));
    assertEquals(List.of("a", "b", "d"), RULE.goOn(List.of("a", "b", "d"), metrics::get));
    assertEquals(List.of("a", "b"), RULE.goOn(List.of("a", "b", "c"), metrics::get));
  }

  @Test
  void whereAllDoAlikeAllGoOn() {
    assertEquals(
        List.of("a", "b", "c"), RULE.goOn(List.of("a", "b", "c"), run -> metric(1.386, 1.386)));
  }

  @Test
  void whoDivergedNeitherGoesOnNorCounts() {
    Map<String, RungMetric> metrics =
        Map.of("a", metric(1, 1), "b", metric(1.1, 2), "c", RungMetric.NONE, "d", RungMetric.NONE);
    assertEquals(List.of("a"), RULE.goOn(List.of("a", "b", "c", "d"), metrics::get));
    assertEquals(List.of("b"), RULE.goOn(List.of("b", "c", "d"), metrics::get));
    assertEquals(List.of(), RULE.goOn(List.of("c"), metrics::get));
  }

  @Test
  void whoIsAloneGoesOn() {
    assertEquals(List.of("a"), RULE.goOn(List.of("a"), run -> metric(9, 9)));
  }

  @Test
  void metricsAreThoseOfTheCheckpointsSoFar() {
    assertEquals(
        new RungMetric(2, 1, 2),
        RungMetric.of(CheckpointMetrics.VALID_NLL, new double[] {3, 1, 2}));
    assertEquals(
        new RungMetric(2, 2, Double.NaN),
        RungMetric.of(CheckpointMetrics.VALID_NLL, new double[] {Double.NaN, 4, 2}));
    assertEquals(
        new RungMetric(2, 3, 2), RungMetric.of(CheckpointMetrics.HOLD, new double[] {3, 1, 2}));
  }

  @Test
  void refusesWhatDoesNotRise() {
    for (List<Integer> rungs : List.of(List.<Integer>of(), List.of(5, 5), List.of(0, 5))) {
      assertThrows(
          IllegalArgumentException.class, () -> new MedianRule(rungs, CheckpointMetrics.VALID_NLL));
    }
  }
}
