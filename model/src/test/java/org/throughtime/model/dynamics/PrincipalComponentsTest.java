package org.throughtime.model.dynamics;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.throughtime.model.cell.CellStep;
import org.throughtime.model.random.LegacyRandom;
import org.throughtime.model.reference.Problem;

class PrincipalComponentsTest {
  /** Points on an ellipse in a known plane of three dimensions, plus a little along its normal. */
  @Test
  void findsThePlaneOfAnEllipse() {
    double[] u = {6 / 7.0, 2 / 7.0, 3 / 7.0};
    double[] v = {-3 / 7.0, 6 / 7.0, 2 / 7.0};
    double[] w = {2 / 7.0, 3 / 7.0, -6 / 7.0};
    List<double[]> states = new ArrayList<>();
    for (int k = 0; k < 8; k++) {
      double[] state = new double[3];
      for (int i = 0; i < 3; i++) {
        state[i] =
            5
                + 4 * StrictMath.cos(k * Math.PI / 4) * u[i]
                + 2 * StrictMath.sin(k * Math.PI / 4) * v[i]
                + (k % 2 == 0 ? 1e-3 : -1e-3) * w[i];
      }
      states.add(state);
    }
    PrincipalComponents plane = PrincipalComponents.of(states);
    for (int i = 0; i < 3; i++) {
      assertEquals(5, plane.mean().get(i), 1e-12);
      assertEquals(u[i], plane.axes().get(0).get(i), 1e-9, "its largest element is positive");
      assertEquals(v[i], plane.axes().get(1).get(i), 1e-9, "its largest element is positive");
    }
    assertEquals(8 / (10 + 1e-6), plane.shares().get(0), 1e-12);
    assertEquals(2 / (10 + 1e-6), plane.shares().get(1), 1e-12);
    assertEquals(4, plane.coordinate(0, states.get(0)), 1e-9);
    assertEquals(2, plane.coordinate(1, states.get(2)), 1e-9);
  }

  @Test
  void oneNumberHasOneAxis() {
    PrincipalComponents line =
        PrincipalComponents.of(List.of(new double[] {1}, new double[] {3}, new double[] {8}));
    assertEquals(List.of(List.of(1.0), List.of(0.0)), line.axes());
    assertEquals(List.of(1.0, 0.0), line.shares());
    assertEquals(4, line.coordinate(0, new double[] {8}), 1e-15);
  }

  @Test
  void statesThatDoNotVaryOrAreNotFiniteAreValues() {
    PrincipalComponents still =
        PrincipalComponents.of(List.of(new double[] {1, 2}, new double[] {1, 2}));
    assertEquals(List.of(0.0, 0.0), still.shares());
    assertEquals(0, still.coordinate(0, new double[] {1, 2}));
    PrincipalComponents lost =
        PrincipalComponents.of(List.of(new double[] {Double.NaN, 2}, new double[] {1, 2}));
    assertTrue(lost.shares().get(0).isNaN());
    assertTrue(Double.isNaN(lost.coordinate(0, new double[] {1, 2})));
  }

  @Test
  void aTrajectoryShowsTheStatesOfItsSequence() {
    Problem problem = Problem.of("gru", "basic_tanh", "torder", 3, 5);
    CellStep step = problem.cell().model().step(problem.cell().init(), problem.parameters());
    List<double[]> states = VisitedStates.of(step, problem.batch(), 1000, new LegacyRandom(1));
    PrincipalComponents plane = PrincipalComponents.of(states);
    int length = problem.batch().length();
    List<Trajectory.Point> all = Trajectory.of(step, problem.batch(), plane, 2, 1000);
    assertEquals(2 * (length + 1), all.size());
    for (int b = 0; b < 2; b++) {
      for (int t = 1; t <= length; t++) {
        Trajectory.Point point = all.get(b * (length + 1) + t);
        assertEquals(b, point.sequence());
        assertEquals(t, point.t());
        assertEquals(plane.coordinate(0, states.get(b * length + t - 1)), point.pc1());
        assertEquals(plane.coordinate(1, states.get(b * length + t - 1)), point.pc2());
        assertEquals(
            1, problem.batch().input(t - 1, b, point.input().getAsInt()), "the symbol read last");
        assertEquals(problem.batch().targetClass(0, b), point.target().getAsDouble());
      }
    }
    List<Trajectory.Point> some = Trajectory.of(step, problem.batch(), plane, 1, 4);
    assertEquals(length, some.get(some.size() - 1).t());
    assertTrue(some.size() <= 6, "" + some.size());
  }
}
