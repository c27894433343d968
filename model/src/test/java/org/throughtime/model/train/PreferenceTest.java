package org.throughtime.model.train;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Comparator;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

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
    Comparator<Double> order = Preference.LOWEST_FIRST;
    if (Double.isFinite(a)) {
      assertTrue(order.compare(a, none) < 0 && order.compare(none, a) > 0);
      assertTrue(!Double.isFinite(b) || order.compare(a, b) == a.compareTo(b));
    } else {
      assertEquals(0, order.compare(a, none));
    }
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
