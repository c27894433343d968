package org.throughtime.sweep.chart;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class PointsTest {
  private static Points of(double... y) {
    return new Points("p", IntStream.range(0, y.length).asDoubleStream().toArray(), y);
  }

  @Property(tries = 200)
  void thinningLosesNeitherAPeakNorAnEnd(
      @ForAll @Size(min = 1, max = 300) double @DoubleRange(min = -9, max = 9) [] y,
      @ForAll @IntRange(min = 4, max = 60) int most) {
    Points thin = of(y).thinned(most);
    assertTrue(thin.size() <= Math.max(most, 4) || thin.size() == y.length && y.length <= most);
    assertEquals(of(y).range(), thin.range());
    assertEquals(y[0], thin.y()[0]);
    assertEquals(y[y.length - 1], thin.y()[thin.size() - 1]);
    assertTrue(IntStream.range(0, thin.size()).allMatch(i -> y[(int) thin.x()[i]] == thin.y()[i]));
    assertTrue(IntStream.range(1, thin.size()).allMatch(i -> thin.x()[i - 1] < thin.x()[i]));
  }

  @Test
  void aPeakBesideAGapStays() {
    double[] y = new double[1000];
    Arrays.fill(y, 1);
    y[500] = Double.NaN;
    y[501] = 817;
    assertEquals(817, of(y).thinned(20).range().orElseThrow().high());
  }

  @Test
  void fewPointsStayAsTheyAre() {
    assertArrayEquals(new double[] {3, 1, 2}, of(3, 1, 2).thinned(4).y());
  }
}
