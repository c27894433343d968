package org.throughtime.model.reference;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
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
    return GradientTest.rnnProblems();
  }

  private static ReferenceOmega omega(
      OmegaGradient kind,
      ReferenceNetwork network,
      Map<String, INDArray> w,
      Problem problem,
      double bound) {
    Trajectory s = network.forward(w, problem.batch());
    return network.wholeOmega(
        w,
        problem.batch(),
        s,
        derivatives(kind, network, w, problem, s),
        kind == OmegaGradient.FULL,
        bound);
  }

  private static List<INDArray> derivatives(
      OmegaGradient kind,
      ReferenceNetwork network,
      Map<String, INDArray> w,
      Problem problem,
      Trajectory s) {
    return kind == OmegaGradient.FULL
        ? network.backward(w, problem.batch(), s).d()
        : network.scoring().backward(w, s.h(), problem.batch()).d();
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
    ReferenceNetwork network = problem.reference();
    Map<String, INDArray> w = network.weights();
    Trajectory s = network.forward(w, problem.batch());
    double among = GradientTest.boundAmong(derivatives(kind, network, w, problem, s));
    for (double bound : new double[] {BOUND, among}) {
      INDArray gradient = omega(kind, network, w, problem, bound).gradient();
      INDArray expected =
          FiniteDifferences.fourthOrderGradient(
              w.get("W_hh"), () -> omega(kind, network, w, problem, bound).metrics().omega());
      String what = problem + " Omega " + kind + " with bound " + bound;
      FiniteDifferences.assertClose(expected, gradient, TOLERANCE, what);
      Network kernel = problem.kernel();
      kernel.train(problem.batch());
      kernel.gradients().clear();
      kernel.omega(kind, 1, bound);
      FiniteDifferences.assertClose(
          expected,
          GradientTest.wide(kernel.gradients().get("W_hh")),
          FLOAT_TOLERANCE,
          what + ", float32");
    }
  }

  @ParameterizedTest
  @MethodSource("problems")
  void theFirstStepIsNoTerm(Problem problem) {
    ReferenceNetwork network = problem.reference();
    Map<String, INDArray> w = network.weights();
    Trajectory s = network.forward(w, problem.batch());
    List<INDArray> d = network.backward(w, problem.batch(), s).d();
    List<INDArray> later = d.subList(1, d.size());
    double expected =
        network.omega(w.get("W_hh"), s.h().subList(1, d.size()), later, BOUND).metrics().omega();
    OmegaMetrics full = omega(OmegaGradient.FULL, network, w, problem, BOUND).metrics();
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
