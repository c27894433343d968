package org.throughtime.model.train;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.throughtime.model.train.Schedule.At;
import org.throughtime.model.train.Schedule.Point;

class ScheduleTest {
  private static double factor(Schedule schedule, int iteration, double bestValidError) {
    return schedule.factor(new Schedule.Progress(iteration, bestValidError, 10));
  }

  @Test
  void theLastPointThatHasBeenReachedCounts() {
    Schedule schedule = Schedule.parse("62%:4,3%:.2,1000:.1");
    assertEquals(1, factor(schedule, 0, 100));
    assertEquals(1, factor(schedule, 999, 62));
    assertEquals(4, factor(schedule, 999, 61.99));
    assertEquals(4, factor(schedule, 1, 3));
    assertEquals(.2, factor(schedule, 1, 2.9));
    assertEquals(.1, factor(schedule, 1000, 2.9));
    assertEquals(.1, factor(schedule, 1000, 100));
  }

  /** Not for good: a run that begins again has short lengths again. */
  @Test
  void aPointAtALengthCountsWhileLengthsAreThatLong() {
    Schedule schedule = Schedule.parse("L56:0,5%:2");
    assertEquals("L56:0,5%:2", schedule.label());
    assertEquals(1, schedule.factor(new Schedule.Progress(9, 100, 55)));
    assertEquals(0, schedule.factor(new Schedule.Progress(9, 100, 56)));
    assertEquals(1, schedule.factor(new Schedule.Progress(10, 100, 20)));
    assertEquals(2, schedule.factor(new Schedule.Progress(9, 4, 56)));
  }

  @Test
  void theOrderOfThePointsDecides() {
    assertEquals(4, factor(Schedule.parse("3%:.2,62%:4"), 0, 1));
  }

  @Test
  void aConstantOneLeavesTheMetricAlone() {
    assertEquals(Schedule.CONSTANT, Schedule.parse("constant"));
    assertEquals("constant", Schedule.CONSTANT.label());
    assertEquals(1, factor(Schedule.CONSTANT, 1_000_000, 0));
  }

  @Test
  void writesPlainNumbers() {
    assertEquals("62%:4,100000:0.00000001", Schedule.parse("62.0%:4.0, 100000:.00000001").label());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "62%",
        ":2",
        "%:2",
        "5:",
        "62:4;3:1",
        "1e3:2",
        "3%:NaN",
        "2147483648:1",
        "L5%:1",
        "L0:1",
        "L1.5:1",
        "1.5:1",
        "0:1",
        "101%:1"
      })
  void refusesWhatIsNoSchedule(String text) {
    assertThrows(IllegalArgumentException.class, () -> Schedule.parse(text));
  }

  /** As the trainer asks: by the best error so far, which such a checkpoint does not lower. */
  @Property(tries = 100)
  void aCheckpointThatDoesNotCountReachesNoPoint(
      @ForAll("notFinite") Double bad, @ForAll("notFinite") Double nll) {
    Schedule schedule = Schedule.parse("62%:4,3%:.2");
    for (double error : new double[] {bad, 0, -1e300}) {
      assertEquals(1, factor(schedule, 5, Preference.best(100, error, nll)));
      assertEquals(4, factor(schedule, 5, Preference.best(61, error, nll)));
    }
    assertEquals(1, factor(schedule, 5, Preference.best(100, bad, .1)));
    assertEquals(.2, factor(schedule, 5, Preference.best(100, 0, .1)));
  }

  @Provide
  Arbitrary<Double> notFinite() {
    return Arbitraries.of(Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY);
  }

  @Property(tries = 300)
  void isReadBackAsItWasWritten(@ForAll("schedules") Schedule schedule) {
    assertEquals(schedule, Schedule.parse(schedule.label()));
  }

  @Provide
  Arbitrary<Schedule> schedules() {
    Arbitrary<Double> factor = Arbitraries.doubles().between(0, 1e6).ofScale(12);
    Arbitrary<Double> percent = Arbitraries.doubles().between(1e-4, 100).ofScale(14);
    Arbitrary<Point> below =
        Combinators.combine(percent, factor).as((p, f) -> new Point(At.VALID_ERROR, p, f));
    Arbitrary<Point> after =
        Combinators.combine(
                Arbitraries.of(At.ITERATION, At.MAX_LENGTH),
                Arbitraries.integers().greaterOrEqual(1),
                factor)
            .as((at, n, f) -> new Point(at, n, f));
    Arbitrary<List<Point>> points = Arbitraries.oneOf(below, after).list().ofMaxSize(5);
    return points.map(Schedule::new);
  }
}
