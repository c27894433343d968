package org.throughtime.sweep.plan;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class MedianRuleTest {
  private static final MedianRule RULE = new MedianRule(List.of(10, 20), Metric.VALID_NLL);

  private static RungFigure figure(double best, double mean) {
    return new RungFigure(Double.NaN, best, mean);
  }

  @Test
  void whoseBestIsWorseThanTheMedianOfTheOthersMeansEnds() {
    // The others' means, sorted: for c 2, 3, 9 and for d 2, 3, 3; a best equal to the median goes
    // on.
    Map<String, RungFigure> figures =
        Map.of(
            "a", figure(1, 2),
            "b", figure(1.5, 3),
            "c", figure(3, 3),
            "d", figure(3.1, 9));
    assertEquals(List.of("a", "b", "c"), RULE.goOn(List.of("a", "b", "c", "d"), figures::get));
    assertEquals(List.of("c", "b", "a"), RULE.goOn(List.of("d", "c", "b", "a"), figures::get));
  }

  @Test
  void theMedianOfAnEvenNumberLiesBetweenTheTwoInTheMiddle() {
    Map<String, RungFigure> figures =
        Map.of("a", figure(0, 1), "b", figure(0, 2), "c", figure(1.6, 8), "d", figure(1.4, 8));
    assertEquals(List.of("a", "b", "d"), RULE.goOn(List.of("a", "b", "d"), figures::get));
    assertEquals(List.of("a", "b"), RULE.goOn(List.of("a", "b", "c"), figures::get));
  }

  @Test
  void whereAllDoAlikeAllGoOn() {
    assertEquals(
        List.of("a", "b", "c"), RULE.goOn(List.of("a", "b", "c"), run -> figure(1.386, 1.386)));
  }

  @Test
  void whoDivergedNeitherGoesOnNorCounts() {
    Map<String, RungFigure> figures =
        Map.of("a", figure(1, 1), "b", figure(1.1, 2), "c", RungFigure.NONE, "d", RungFigure.NONE);
    assertEquals(List.of("a"), RULE.goOn(List.of("a", "b", "c", "d"), figures::get));
    assertEquals(List.of("b"), RULE.goOn(List.of("b", "c", "d"), figures::get));
    assertEquals(List.of(), RULE.goOn(List.of("c"), figures::get));
  }

  @Test
  void whoIsAloneGoesOn() {
    assertEquals(List.of("a"), RULE.goOn(List.of("a"), run -> figure(9, 9)));
  }

  @Test
  void figuresAreThoseOfTheCheckpointsSoFar() {
    assertEquals(new RungFigure(2, 1, 2), RungFigure.of(new double[] {3, 1, 2}));
    assertEquals(new RungFigure(2, 2, Double.NaN), RungFigure.of(new double[] {Double.NaN, 4, 2}));
  }

  @Test
  void refusesWhatDoesNotRise() {
    for (List<Integer> rungs : List.of(List.<Integer>of(), List.of(5, 5), List.of(0, 5))) {
      assertThrows(IllegalArgumentException.class, () -> new MedianRule(rungs, Metric.VALID_NLL));
    }
  }
}
