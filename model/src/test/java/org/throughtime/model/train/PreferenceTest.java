package org.throughtime.model.train;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Comparator;
import java.util.List;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.DoubleStream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.throughtime.model.metric.Direction;
import org.throughtime.model.metric.Metric;

class PreferenceTest {
  @Provide
  Arbitrary<Double> notFinite() {
    return Arbitraries.of(Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY);
  }

  @Provide
  Arbitrary<Double> finite() {
    return Arbitraries.doubles();
  }

  @Provide
  Arbitrary<Double> any() {
    return Arbitraries.oneOf(finite(), notFinite());
  }

  @Property(tries = 300)
  void whatIsNotFiniteIsBehindAllThatIs(
      @ForAll("any") Double a, @ForAll("any") Double b, @ForAll("notFinite") Double none) {
    for (Metric<?, Double> metric : CheckpointMetrics.COMPARED) {
      Comparator<Double> order = Preference.bestFirst(metric);
      int better = Preference.isHigherBetter(metric) ? -1 : 1;
      if (Double.isFinite(a)) {
        assertTrue(order.compare(a, none) < 0 && order.compare(none, a) > 0);
        assertTrue(!Double.isFinite(b) || order.compare(a, b) == better * a.compareTo(b));
      } else {
        assertEquals(0, order.compare(a, none));
      }
    }
  }

  @Property(tries = 300)
  void theBestIsTheFirstInOrderAndNothingWithoutAFiniteValue(
      @ForAll("any") Double a, @ForAll("any") Double b, @ForAll("notFinite") Double none) {
    for (Metric<?, Double> metric : CheckpointMetrics.COMPARED) {
      Double first = Preference.bestFirst(metric).compare(a, b) <= 0 ? a : b;
      OptionalDouble expected =
          Double.isFinite(first) ? OptionalDouble.of(first) : OptionalDouble.empty();
      assertEquals(expected, Preference.best(metric, DoubleStream.of(none, a, b)));
    }
  }

  @Property(tries = 300)
  void aBoundIsMetByTheValuesOnItsBetterSide(
      @ForAll("finite") Double bound, @ForAll("any") Double value) {
    for (Metric<?, Double> metric : CheckpointMetrics.COMPARED) {
      boolean higher = metric == CheckpointMetrics.HOLD;
      boolean better = higher ? value >= bound : value < bound;
      assertEquals(
          Double.isFinite(value) && better, Preference.meets(metric, bound, value), metric.name());
      assertEquals(higher ? "at least" : "below", Preference.bound(metric));
    }
  }

  @Test
  void runsAreComparedByTheMetricsThatHaveADirectionAndNoOthers() {
    Set<String> directed =
        CheckpointMetrics.SCHEMA.metrics().stream()
            .filter(metric -> metric.direction() != Direction.NONE)
            .map(Metric::name)
            .collect(Collectors.toSet());
    assertEquals(
        directed,
        CheckpointMetrics.COMPARED.stream().map(Metric::name).collect(Collectors.toSet()));
    assertThrows(IllegalArgumentException.class, () -> Preference.bestFirst(CheckpointMetrics.RHO));
  }

  @Property(tries = 300)
  void aCheckpointWhoseNllIsNotFiniteHasNoMetricThatCounts(
      @ForAll("any") Double value, @ForAll("notFinite") Double nll, @ForAll("any") Double bound) {
    assertTrue(Double.isNaN(Preference.of(value, nll)));
    assertFalse(Preference.isBelow(bound, value, nll));
    assertEquals(bound, Preference.best(bound, value, nll), 0);
  }

  @Property(tries = 300)
  void aMetricThatIsNotFiniteDoesNotCountEither(
      @ForAll("notFinite") Double value, @ForAll("finite") Double nll) {
    assertTrue(Double.isNaN(Preference.of(value, nll)));
    assertFalse(Preference.isBelow(Double.MAX_VALUE, value, nll));
    assertEquals(3, Preference.best(3, value, nll));
  }

  @Property(tries = 300)
  void allOthersCountAsTheyAre(@ForAll("finite") Double value, @ForAll("finite") Double nll) {
    assertEquals(value, Preference.of(value, nll), 0);
    assertEquals(Math.min(50, value), Preference.best(50, value, nll), 0);
  }

  /** Outputs that are NaN are no error to the course's program: |y - NaN| is not above err_abs. */
  @Test
  void aCheckpointOfNothingButNansIsNotTheBestOfItsRun() {
    List<Double> errors = List.of(80.0, 0.0, 60.0);
    List<Double> nlls = List.of(1.3, Double.NaN, 1.2);
    double best = 100;
    for (int i = 0; i < errors.size(); i++) {
      best = Preference.best(best, errors.get(i), nlls.get(i));
    }
    assertEquals(60, best);
  }
}
