package org.throughtime.model.reference;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.throughtime.model.cell.Network;
import org.throughtime.model.cell.OmegaGradient;
import org.throughtime.model.cell.OmegaMetrics;

/** The course's Omega: its gradient is that of Omega itself, whose every part moves with W_hh. */
class FullOmegaTest {
  private static final double TOLERANCE = 1e-7;
  private static final double FLOAT_TOLERANCE = 5e-5;
  private static final double BOUND = 1e-20;

  static Stream<Problem> problems() {
    return Problem.allWithOmega();
  }

  /** Of the passes over the weights as they are now. */
  private static ReferenceOmega omega(
      OmegaGradient kind, Problem problem, ReferencePass pass, double bound) {
    ReferenceNetwork network = pass.network();
    Trajectory s = network.forward(pass.w(), problem.batch());
    List<INDArray> d = derivatives(kind, problem, pass, s);
    Pass passes = new Pass(problem.batch(), pass.w(), s, d);
    return network.wholeOmega(passes, kind == OmegaGradient.FULL, bound);
  }

  /** The total ones, or their direct parts. */
  private static List<INDArray> derivatives(
      OmegaGradient kind, Problem problem, ReferencePass pass, Trajectory s) {
    ReferenceNetwork network = pass.network();
    return kind == OmegaGradient.FULL
        ? network.backward(pass.w(), problem.batch(), s).d()
        : network.scoring().backward(pass.w(), s.h(), problem.batch()).d();
  }

  @ParameterizedTest
  @MethodSource("problems")
  void gradientIsTheWholeOne(Problem problem) {
    assertWhole(OmegaGradient.FULL, problem);
  }

  @ParameterizedTest
  @MethodSource("problems")
  void gradientOfTheDirectPartIsTheWholeOne(Problem problem) {
    assertWhole(OmegaGradient.DIRECT, problem);
  }

  private static void assertWhole(OmegaGradient kind, Problem problem) {
    ReferencePass pass = ReferencePass.of(problem);
    double among = ReferencePass.boundAmongNorms(derivatives(kind, problem, pass, pass.s()));
    for (double bound : new double[] {BOUND, among}) {
      INDArray gradient = omega(kind, problem, pass, bound).gradient();
      INDArray expected =
          FiniteDifferences.fourthOrderGradient(
              pass.whh(), () -> omega(kind, problem, pass, bound).metrics().omega());
      String what = problem + " Omega " + kind + " with bound " + bound;
      FiniteDifferences.assertClose(expected, gradient, TOLERANCE, what);
      FiniteDifferences.assertClose(
          expected, problem.kernelOmegaGradient(kind, bound), FLOAT_TOLERANCE, what + ", float32");
    }
  }

  @ParameterizedTest
  @MethodSource("problems")
  void theFirstStepIsNoTerm(Problem problem) {
    ReferencePass pass = ReferencePass.of(problem);
    int steps = pass.d().size();
    double expected =
        pass.network()
            .omega(pass.whh(), pass.s().h().subList(1, steps), pass.d().subList(1, steps), BOUND)
            .metrics()
            .omega();
    OmegaMetrics full = omega(OmegaGradient.FULL, problem, pass, BOUND).metrics();
    assertEquals(expected, full.omega(), 1e-12 * expected);
    assertEquals(1, full.stepsInPast());
  }

  /** torder is scored at its last step alone, so no other step has a direct part. */
  @Test
  void theDirectPartCountsAtTheLastStepAlone() {
    Problem problem = Problem.of("rnn", "basic_tanh", "torder", 3, 5);
    int steps = problem.batch().length();
    for (Network network : List.of(problem.reference(), problem.kernel())) {
      network.train(problem.batch());
      assertEquals(
          1.0 / (steps - 1), network.omega(OmegaGradient.DIRECT, 2, BOUND).stepsInPast(), 1e-12);
    }
  }

  @Test
  void nothingCountsAboveAHighBound() {
    Problem problem = Problem.of("rnn", "basic_tanh", "torder", 3, 5);
    for (Network network : List.of(problem.reference(), problem.kernel())) {
      network.train(problem.batch());
      float[] before = network.gradients().get("W_hh").toArray();
      assertEquals(OmegaMetrics.NONE, network.omega(OmegaGradient.FULL, 2, 1e30));
      float[] after = network.gradients().get("W_hh").toArray();
      for (int i = 0; i < before.length; i++) {
        assertEquals(before[i], after[i]);
      }
    }
  }

  @Test
  void aSequenceOfOneStepHasNoTerm() {
    Problem problem = Problem.of("rnn", "basic_tanh", "perm", 3, 5, 1);
    for (Network network : List.of(problem.reference(), problem.kernel())) {
      network.train(problem.batch());
      OmegaMetrics metrics = network.omega(OmegaGradient.FULL, 2, BOUND);
      assertEquals(0, metrics.omega());
      assertTrue(Double.isNaN(metrics.stepsInPast()));
    }
  }
}
