package org.throughtime.model.reference;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.throughtime.model.cell.Network;
import org.throughtime.model.cell.StateNoise;
import org.throughtime.model.task.Batch;

/**
 * The hand-written derivatives of the reference, and those of the float32 cells, against finite
 * differences in float64.
 */
class GradientTest {
  private static final double TOLERANCE = 1e-7;
  private static final double FLOAT_TOLERANCE = 1e-5;

  static Stream<Problem> problems() {
    return Problem.all();
  }

  static Stream<Problem> noisyProblems() {
    return problems().filter(p -> p.cell().model().takesNoise());
  }

  static Stream<Problem> tanhProblems() {
    return problems()
        .filter(p -> p.cell().init().label().equals("basic_tanh") && p.cell().nhid() > 1);
  }

  @ParameterizedTest
  @MethodSource("problems")
  void everyParameterOfEveryHeadAndActivation(Problem problem) {
    ReferencePass pass = ReferencePass.of(problem);
    ReferenceNetwork network = pass.network();
    Map<String, INDArray> w = pass.w();
    assertEquals(w.keySet(), pass.backward().gradients().keySet());
    Network kernel = problem.kernel();
    kernel.train(problem.batch());
    List<INDArray> x = Arrays64.inputs(problem.batch());
    INDArray start = pass.s().initial().h();
    for (String name : w.keySet()) {
      INDArray expected =
          FiniteDifferences.gradient(
              w.get(name),
              () ->
                  network
                      .score(w, network.forward(w, x, network.initial(start)).h(), problem.batch())
                      .loss());
      FiniteDifferences.assertClose(
          expected, pass.backward().gradients().get(name), TOLERANCE, problem + " " + name);
      FiniteDifferences.assertClose(
          expected, kernel.gradients().get(name), FLOAT_TOLERANCE, problem + " float32 " + name);
    }
  }

  /** Noise is a constant of the pass: the gradients are those of the loss with the noise in it. */
  @ParameterizedTest
  @MethodSource("noisyProblems")
  void everyParameterOfANoisyPass(Problem problem) {
    StateNoise noise = StateNoise.of(.3, 52, 7);
    Batch batch = problem.batch();
    ReferenceNetwork network = problem.reference();
    Map<String, INDArray> w = network.weights();
    Trajectory s = network.forward(w, batch, noise);
    assertNotEquals(
        network.score(w, network.forward(w, batch).h(), batch), network.score(w, s.h(), batch));
    Backward backward = network.backward(w, batch, s);
    Network kernel = problem.kernel();
    kernel.train(batch, noise);
    for (String name : w.keySet()) {
      INDArray expected =
          FiniteDifferences.gradient(
              w.get(name),
              () -> network.score(w, network.forward(w, batch, noise).h(), batch).loss());
      FiniteDifferences.assertClose(
          expected, backward.gradients().get(name), TOLERANCE, problem + " noisy " + name);
      FiniteDifferences.assertClose(
          expected,
          kernel.gradients().get(name),
          FLOAT_TOLERANCE,
          problem + " noisy float32 " + name);
    }
  }

  @ParameterizedTest
  @MethodSource("problems")
  void derivativeByStateIsTheTotalOne(Problem problem) {
    ReferencePass pass = ReferencePass.of(problem);
    int last = problem.batch().length() - 1;
    for (int t : new int[] {0, last / 2, last}) {
      INDArray expected = PassChecks.totalDerivative(pass.network(), problem.batch(), t);
      FiniteDifferences.assertClose(
          expected, pass.d().get(t), TOLERANCE, problem + " dL/dh at step " + t);
    }
  }

  @ParameterizedTest
  @MethodSource("tanhProblems")
  void gradTimeHoldsTheTotalDerivative(Problem problem) {
    PassChecks.assertGradTimeIsTotal(
        problem.reference(), problem.reference(), problem.batch(), TOLERANCE);
  }

  @Test
  void directPartAloneWouldNotPass() {
    // the classic mistake: what reaches h_t only through its own output is 0 before the last step
    Problem problem = Problem.of("rnn", "basic_tanh", "torder", 3, 5);
    ReferenceNetwork network = problem.reference();
    INDArray direct = Nd4j.zeros(DataType.DOUBLE, 3, 5);
    INDArray expected = PassChecks.totalDerivative(network, problem.batch(), 0);
    assertThrows(
        AssertionError.class,
        () -> FiniteDifferences.assertClose(expected, direct, TOLERANCE, "direct part"));
  }
}
