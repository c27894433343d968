package org.throughtime.model.dynamics;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;
import org.ejml.dense.row.SingularOps_DDRM;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.throughtime.model.cell.CellStep;
import org.throughtime.model.cell.Parameter;
import org.throughtime.model.reference.Problem;
import org.throughtime.model.task.Batch;
import org.throughtime.model.task.TestTasks;

class JacobianSpectrumTest {
  @Test
  void distancesAreRoundNumbersAndTheLast() {
    assertEquals(List.of(1, 2, 5, 10, 20, 50, 100, 170), JacobianSpectrum.distances(170));
    assertEquals(List.of(1, 2, 5, 10), JacobianSpectrum.distances(10));
    assertEquals(List.of(1), JacobianSpectrum.distances(1));
  }

  /** Whatever the inputs are, the Jacobian of a linear network is W_hh. */
  @Test
  void aLinearNetworkHasPowersOfItsOwn() {
    double[] values = {1.25, -.5, .01};
    double[][] symmetric = Maps.symmetric(values);
    float[][] recurrent = new float[3][3];
    for (int i = 0; i < 9; i++) {
      recurrent[i / 3][i % 3] = (float) symmetric[i / 3][i % 3];
    }
    CellStep linear =
        HandBuilt.rnn(
            "test",
            HandBuilt.weights(
                new float[6][3], recurrent, new float[3], new float[3][4], new float[4]));
    List<JacobianSpectrum> spectra =
        JacobianSpectrum.of(linear, TestTasks.batch("torder", 300, 4), 3, List.of(1, 10, 300, 301));
    assertEquals(List.of(1, 10, 300), spectra.stream().map(JacobianSpectrum::distance).toList());
    for (JacobianSpectrum spectrum : spectra) {
      // The weights are rounded to float32.
      int d = spectrum.distance();
      assertEquals(d * StrictMath.log10(1.25), spectrum.largest(), 1e-6 * d);
      assertEquals(d * StrictMath.log10(.5), spectrum.median(), 1e-6 * d);
      assertEquals(d * StrictMath.log10(.01), spectrum.least(), 1e-4 * d);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"rnn", "gru", "lstm"})
  void aCellsAreThoseOfTheProductOfItsJacobians(String model) {
    Problem problem = Problem.of(model, "basic_tanh", "torder", 3, 5);
    CellStep step = problem.cell().model().step(problem.cell().init(), problem.parameters());
    Batch batch = problem.batch();
    double[] expected = new double[3];
    for (int b = 0; b < 3; b++) {
      double[] logarithms = lastThree(step, batch, b);
      expected[0] += logarithms[0] / 3;
      expected[1] += logarithms[step.size() / 2] / 3;
      expected[2] += logarithms[step.size() - 1] / 3;
    }
    JacobianSpectrum spectrum = JacobianSpectrum.of(step, batch, 9, List.of(3)).get(0);
    assertEquals(expected[0], spectrum.largest(), 1e-12);
    assertEquals(expected[1], spectrum.median(), 1e-10);
    assertEquals(expected[2], spectrum.least(), 1e-6);
  }

  private static double[] lastThree(CellStep step, Batch batch, int b) {
    int n = step.size();
    double[] state = new double[n];
    double[] input = new double[step.inputs()];
    DMatrixRMaj product = CommonOps_DDRM.identity(n);
    for (int t = 0; t < batch.length(); t++) {
      BatchInputs.copy(batch, t, b, input);
      if (t >= batch.length() - 3) {
        DMatrixRMaj jacobian = new DMatrixRMaj(n, n);
        step.jacobian(state, input, jacobian.data);
        DMatrixRMaj next = new DMatrixRMaj(n, n);
        CommonOps_DDRM.mult(product, jacobian, next);
        product = next;
      }
      double[] next = new double[n];
      step.step(state, input, next);
      state = next;
    }
    double[] values = SingularOps_DDRM.singularValues(product);
    return Arrays.stream(values).map(StrictMath::log10).toArray();
  }

  /** Every phi' is about 1e-7: 200 of them are far below the least double. */
  @Test
  void aSaturatedNetworkVanishesWithoutUnderflow() {
    float[][] input = new float[6][2];
    for (float[] row : input) {
      row[0] = 9;
      row[1] = -9;
    }
    CellStep saturated =
        HandBuilt.rnn(
            "basic_tanh",
            HandBuilt.weights(
                input,
                new float[][] {{1, .5f}, {.25f, 1}},
                new float[2],
                new float[2][4],
                new float[4]));
    JacobianSpectrum whole =
        JacobianSpectrum.of(saturated, TestTasks.batch("torder", 200, 2), 2, List.of(200)).get(0);
    assertTrue(whole.largest() < -1000 && Double.isFinite(whole.least()), whole.toString());
    assertTrue(whole.least() < whole.largest());
  }

  @Test
  void weightsThatAreNotFiniteGiveNan() {
    CellStep broken =
        HandBuilt.rnn(
            "basic_tanh",
            HandBuilt.weights(
                new float[6][2],
                new float[][] {{Float.NaN, 0}, {0, 1}},
                new float[2],
                new float[2][4],
                new float[4]));
    JacobianSpectrum spectrum =
        JacobianSpectrum.of(broken, TestTasks.batch("torder", 10, 1), 1, List.of(10)).get(0);
    assertEquals(new JacobianSpectrum(10, Double.NaN, Double.NaN, Double.NaN), spectrum);
  }

  @Test
  void theBoundIsTheSingularValueTimesTheSteepestSlope() {
    for (String init : List.of("basic_tanh", "sigmoid", "test", "identity_relu")) {
      Problem problem = Problem.of("rnn", init, "torder", 1, 7);
      Parameter recurrent = problem.parameters().get("W_hh");
      DMatrixRMaj w = new DMatrixRMaj(7, 7);
      for (int i = 0; i < 49; i++) {
        w.data[i] = recurrent.get(i / 7, i % 7);
      }
      double slope = init.equals("sigmoid") ? .25 : 1;
      assertEquals(
          slope * SingularOps_DDRM.singularValues(w)[0],
          GradientBound.of(problem.cell(), problem.parameters()).orElseThrow(),
          1e-13);
    }
    Stream.of("gru", "lstm")
        .map(model -> Problem.of(model, "basic_tanh", "torder", 1, 7))
        .forEach(gated -> assertTrue(GradientBound.of(gated.cell(), gated.parameters()).isEmpty()));
  }

  /** The bound holds: no singular value of a step is above it. */
  @Test
  void noStepGrowsBeyondTheBound() {
    Problem problem = Problem.of("rnn", "sigmoid", "torder", 3, 7);
    CellStep step = problem.cell().model().step(problem.cell().init(), problem.parameters());
    double bound = GradientBound.of(problem.cell(), problem.parameters()).orElseThrow();
    for (JacobianSpectrum spectrum :
        JacobianSpectrum.of(step, problem.batch(), 3, List.of(1, 2, 5, 10))) {
      assertTrue(spectrum.largest() <= spectrum.distance() * StrictMath.log10(bound));
    }
  }
}
