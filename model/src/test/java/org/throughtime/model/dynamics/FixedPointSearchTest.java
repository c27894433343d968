package org.throughtime.model.dynamics;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.throughtime.model.cell.CellStep;
import org.throughtime.model.diagnostics.Eigenvalues;
import org.throughtime.model.diagnostics.Eigenvalues.Eigenvalue;
import org.throughtime.model.random.LegacyRandom;
import org.throughtime.model.task.Head;

class FixedPointSearchTest {
  private static final HeldInput NONE = new HeldInput("mean", List.of());
  private static final HeldInput ZERO = new HeldInput("mean", List.of(0.0));

  /** The positive root of h = tanh(2 h). */
  private static final double LATCHED = latched();

  private static double latched() {
    double h = 1;
    for (int i = 0; i < 100; i++) {
      h = StrictMath.tanh(2 * h);
    }
    return h;
  }

  private static List<double[]> starts(int n, int count, double largest) {
    LegacyRandom random = new LegacyRandom(52);
    List<double[]> starts = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      double[] start = new double[n];
      for (int j = 0; j < n; j++) {
        start[j] = largest * (2 * random.nextDouble() - 1);
      }
      starts.add(start);
    }
    return starts;
  }

  private static FixedPoints search(CellStep step, HeldInput held, List<double[]> starts) {
    return new FixedPointSearch(step, Head.LAST_SOFTMAX, FixedPointSearch.Tolerances.STANDARD)
        .under(held, starts);
  }

  private static CellStep flipFlop() {
    return HandBuilt.rnn(
        "basic_tanh",
        HandBuilt.weights(
            new float[][] {{2, 0}, {-2, 0}},
            new float[][] {{2, .125f}, {0, .5f}},
            new float[2],
            new float[][] {{-1, 1}, {0, 0}},
            new float[2]));
  }

  @Test
  void aFlipFlopHasTwoStablePointsAndASaddle() {
    FixedPoints found =
        search(flipFlop(), new HeldInput("none", List.of(0.0, 0.0)), starts(2, 200, 1));
    List<FixedPoint> byH =
        found.fixed().stream()
            .sorted(Comparator.comparingDouble(point -> point.state().get(0)))
            .toList();
    assertEquals(3, byH.size());
    assertEquals(List.of(), found.slow());
    assertEquals(200, found.lost() + byH.stream().mapToInt(FixedPoint::starts).sum());
    for (int i = 0; i < 3; i++) {
      FixedPoint point = byH.get(i);
      double h = (i - 1) * LATCHED;
      assertEquals(h, point.state().get(0), 1e-12);
      assertTrue(point.speed() < 1e-13, "" + point.speed());
      assertEquals(OptionalInt.of(i == 1 ? 1 : 0), point.unstable());
      List<Eigenvalue> values = point.eigenvalues().orElseThrow().values();
      double follower = point.state().get(1);
      double[] expected = {2 * (1 - h * h), .5 * (1 - follower * follower)};
      assertEquals(Math.max(expected[0], expected[1]), values.get(0).real(), 1e-12);
      assertEquals(Math.min(expected[0], expected[1]), values.get(1).real(), 1e-12);
      assertEquals(i == 2 ? 1 : 0, point.answer(), "the first class where both are equal");
    }
    long positive = starts(2, 200, 1).stream().filter(start -> start[0] > 0).count();
    assertEquals(200 - positive, byH.get(0).basin());
    assertEquals(0, byH.get(1).basin());
    assertEquals(positive, byH.get(2).basin());
    assertEquals(0, found.moving());
  }

  @Test
  void aHeldSymbolLeavesOneOfThem() {
    for (int symbol = 0; symbol < 2; symbol++) {
      HeldInput held =
          new HeldInput("" + symbol, symbol == 0 ? List.of(1.0, 0.0) : List.of(0.0, 1.0));
      FixedPoints found = search(flipFlop(), held, starts(2, 200, 1));
      assertEquals(1, found.fixed().size());
      FixedPoint only = found.fixed().get(0);
      assertEquals(OptionalInt.of(0), only.unstable());
      assertEquals(1 - symbol, only.answer());
    }
  }

  @Test
  void aLinearNetworkHasExactlyOne() {
    CellStep linear =
        HandBuilt.rnn(
            "test",
            HandBuilt.weights(
                new float[1][2],
                new float[][] {{.5f, .25f}, {-3, 2}},
                new float[] {1, -2},
                new float[][] {{1}, {1}},
                new float[1]));
    FixedPoints found = search(linear, ZERO, starts(2, 200, 100));
    assertEquals(1, found.fixed().size());
    FixedPoint only = found.fixed().get(0);
    // h (I - W) = b
    assertEquals(20, only.state().get(0), 1e-11);
    assertEquals(-3, only.state().get(1), 1e-11);
    assertEquals(200, only.starts());
    assertEquals(OptionalInt.of(2), only.unstable(), "|lambda| is sqrt(1.75)");
    assertEquals(Math.sqrt(1.75), only.eigenvalues().orElseThrow().radius(), 1e-12);
  }

  @Test
  void aRotationHasEigenvaluesOnTheUnitCircle() {
    FixedPoints found = search(Maps.rotation(.7), NONE, starts(2, 200, 1));
    assertEquals(1, found.fixed().size());
    FixedPoint origin = found.fixed().get(0);
    Eigenvalues eigenvalues = origin.eigenvalues().orElseThrow();
    assertEquals(StrictMath.cos(.7), eigenvalues.values().get(0).real(), 1e-15);
    assertEquals(StrictMath.sin(.7), eigenvalues.values().get(0).imaginary(), 1e-15);
    assertEquals(-StrictMath.sin(.7), eigenvalues.values().get(1).imaginary(), 1e-15);
    assertEquals(1, eigenvalues.radius(), 1e-15);
    assertEquals(OptionalInt.of(0), origin.unstable());
  }

  @Test
  void henonsTwoAreSaddles() {
    FixedPoints found = search(Maps.henon(), NONE, starts(2, 200, 1.5));
    List<Double> x = found.fixed().stream().map(point -> point.state().get(0)).sorted().toList();
    double root = Math.sqrt(.7 * .7 + 4 * 1.4);
    assertEquals(2, x.size());
    assertEquals((-.7 - root) / 2.8, x.get(0), 1e-12);
    assertEquals((-.7 + root) / 2.8, x.get(1), 1e-12);
    for (FixedPoint point : found.fixed()) {
      assertEquals(OptionalInt.of(1), point.unstable());
    }
  }

  /** h' = -tanh(2 h) goes to and fro between two states: only the origin is fixed. */
  @Test
  void aCycleIsNoFixedPoint() {
    FixedPoints found =
        search(HandBuilt.tanh(new float[][] {{-2}}, new float[1]), ZERO, starts(1, 50, 1));
    assertEquals(50, found.moving());
    assertEquals(1, found.fixed().size());
    assertEquals(OptionalInt.of(1), found.fixed().get(0).unstable());
    assertEquals(0, found.fixed().get(0).basin());
  }

  /** Minimizing the speed from -.9 stops at its local minimum; the network runs on from there. */
  @Test
  void anAttractorIsFoundThoughMinimaOfTheSpeedAreCloser() {
    CellStep passed = HandBuilt.tanh(new float[][] {{2}}, new float[] {1});
    FixedPoints found = search(passed, ZERO, List.of(new double[] {-.9}));
    assertEquals(1, found.lost());
    assertEquals(1, found.fixed().size());
    assertEquals(0, found.fixed().get(0).starts());
    assertEquals(1, found.fixed().get(0).basin());
    assertTrue(found.fixed().get(0).state().get(0) > .99);
  }

  /** Behind a saddle-node bifurcation: the pair of points is gone, the slow passage is left. */
  @Test
  void aSlowPointIsNoFixedPoint() {
    CellStep passed = HandBuilt.tanh(new float[][] {{2}}, new float[] {.5333f});
    FixedPoints found = search(passed, ZERO, starts(1, 200, 1));
    assertEquals(1, found.fixed().size());
    assertTrue(found.fixed().get(0).state().get(0) > .9);
    assertEquals(1, found.slow().size());
    FixedPoint slow = found.slow().get(0);
    assertEquals(-Math.sqrt(.5), slow.state().get(0), .01);
    assertTrue(slow.speed() > 1e-5 && slow.speed() < 1e-3, "" + slow.speed());
    assertEquals(0, found.lost());
    assertEquals(200, found.fixed().get(0).basin());
  }

  @Test
  void aMapWithoutAnyLosesEveryStart() {
    CellStep shift =
        HandBuilt.rnn(
            "test",
            HandBuilt.weights(
                new float[1][1],
                new float[][] {{1}},
                new float[] {1},
                new float[][] {{1}},
                new float[1]));
    FixedPoints found = search(shift, ZERO, starts(1, 20, 1));
    assertEquals(new FixedPoints(List.of(), List.of(), 20, 20), found);
  }

  @Test
  void weightsThatAreNotFiniteHaveNone() {
    CellStep broken =
        HandBuilt.tanh(new float[][] {{1, Float.NaN}, {0, 1}}, new float[] {.1f, .2f});
    FixedPoints found = search(broken, ZERO, starts(2, 20, 1));
    assertEquals(new FixedPoints(List.of(), List.of(), 20, 20), found);
  }
}
