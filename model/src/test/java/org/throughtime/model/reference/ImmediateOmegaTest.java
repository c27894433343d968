package org.throughtime.model.reference;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.throughtime.model.cell.OmegaGradient;
import org.throughtime.model.cell.OmegaMetrics;
import org.throughtime.model.cell.Parameter;
import org.throughtime.model.cell.Parameters;

/** Omega of Pascanu et al. (2013): its gradient holds every d_t and h_t constant. */
class ImmediateOmegaTest {
  private static final double TOLERANCE = 1e-7;
  private static final double FLOAT_TOLERANCE = 1e-5;
  private static final double BOUND = 1e-20;

  static Stream<Problem> problems() {
    return Problem.allWithOmega();
  }

  @ParameterizedTest
  @MethodSource("problems")
  void gradientIsTheImmediateOne(Problem problem) {
    ReferencePass pass = ReferencePass.of(problem);
    List<INDArray> derivative = pass.s().h().stream().map(pass.network()::derivative).toList();
    for (double bound : new double[] {BOUND, pass.boundAmongNorms()}) {
      // d and s stay as they are: only the W_hh inside u_t moves
      INDArray whh = pass.whh().dup('c');
      INDArray expected =
          FiniteDifferences.gradient(
              whh, () -> ReferenceOmega.of(whh, pass.d(), derivative, bound).metrics().omega());
      String what = problem + " Omega with bound " + bound;
      FiniteDifferences.assertClose(
          expected, pass.immediateOmega(bound).gradient(), TOLERANCE, what);
      FiniteDifferences.assertClose(
          expected,
          problem.kernelOmegaGradient(OmegaGradient.IMMEDIATE, bound),
          FLOAT_TOLERANCE,
          what + ", float32");
    }
  }

  @ParameterizedTest
  @MethodSource("problems")
  void sequencesBelowTheBoundAreNotCounted(Problem problem) {
    ReferencePass pass = ReferencePass.of(problem);
    assertEquals(1, pass.immediateOmega(BOUND).metrics().stepsInPast());
    double bound = pass.boundAmongNorms();
    double[] norms = pass.squaredNorms();
    double above = Arrays.stream(norms).filter(n -> n >= bound).count();
    double steps = pass.immediateOmega(bound).metrics().stepsInPast();
    assertEquals(above / norms.length, steps, 1e-12);
    assertTrue(steps < 1);
  }

  @ParameterizedTest
  @MethodSource("problems")
  void alphaTimesItsGradientGoesToTheRecurrentWeightsAlone(Problem problem) {
    ReferencePass pass = ReferencePass.of(problem);
    ReferenceNetwork network = pass.network();
    network.train(problem.batch());
    Parameters before = network.gradients().zerosLike();
    before.assign(network.gradients().toArrays());
    OmegaMetrics plain = network.omega(OmegaGradient.IMMEDIATE, 0, BOUND);
    assertEquals(before.toArrays().get("W_hh")[3], network.gradients().toArrays().get("W_hh")[3]);
    OmegaMetrics scaled = network.omega(OmegaGradient.IMMEDIATE, 2, BOUND);
    assertEquals(plain, scaled);
    ReferenceOmega omega = pass.immediateOmega(BOUND);
    assertEquals(omega.metrics(), scaled);
    for (Parameter g : network.gradients().all()) {
      Parameter was = before.get(g.name());
      for (int i = 0; i < g.rows(); i++) {
        for (int j = 0; j < g.columns(); j++) {
          double expected = was.get(i, j);
          if (g.name().equals("W_hh")) {
            expected += 2 * omega.gradient().getDouble(i, j);
          }
          assertEquals((float) expected, g.get(i, j), g.name());
        }
      }
    }
  }

  @Test
  void gruHasNone() {
    Problem problem = Problem.of("gru", "basic_tanh", "torder", 3, 5);
    ReferenceNetwork network = problem.reference();
    network.train(problem.batch());
    float[] before = network.gradients().get("W_hh").toArray();
    for (OmegaGradient kind : OmegaGradient.values()) {
      assertEquals(new OmegaMetrics(0, 0), network.omega(kind, 2, BOUND));
      assertArrayEquals(before, network.gradients().get("W_hh").toArray());
    }
  }
}
