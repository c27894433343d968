package org.throughtime.model.reference;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.throughtime.model.cell.Network;
import org.throughtime.model.cell.OmegaGradient;
import org.throughtime.model.cell.OmegaMetrics;
import org.throughtime.model.cell.Parameter;
import org.throughtime.model.cell.Parameters;
import org.throughtime.model.cell.StateNoise;
import org.throughtime.model.task.Batch;

/**
 * The hand-written derivatives of the reference, and those of the float32 cells, against finite
 * differences in float64.
 */
class GradientTest {
  private static final double TOLERANCE = 1e-7;
  private static final double FLOAT_TOLERANCE = 1e-5;
  private static final double BOUND = 1e-20;

  static Stream<Problem> problems() {
    List<Problem> problems = new ArrayList<>();
    for (String task : List.of("torder", "mul", "mem")) {
      for (String init : List.of("sigmoid", "basic_tanh", "test", "identity_relu")) {
        problems.add(Problem.of("rnn", init, task, 3, 5));
      }
      // the init of a gated cell changes none of its equations
      problems.add(Problem.of("gru", "basic_tanh", task, 3, 5));
      problems.add(Problem.of("lstm", "basic_tanh", task, 3, 5));
    }
    // basic_tanh's equations under another name
    problems.add(Problem.of("rnn", "smart_tanh", "mem", 3, 5));
    // one sequence and one unit: every matrix product has a side of 1
    problems.add(Problem.of("rnn", "basic_tanh", "mem", 1, 1));
    problems.add(Problem.of("gru", "basic_tanh", "mem", 1, 1));
    problems.add(Problem.of("lstm", "basic_tanh", "mem", 1, 1));
    return problems.stream();
  }

  static Stream<Problem> rnnProblems() {
    return problems().filter(p -> p.cell().model().hasOmega() && p.cell().nhid() > 1);
  }

  @ParameterizedTest
  @MethodSource("problems")
  void everyParameterOfEveryHeadAndActivation(Problem problem) {
    ReferenceNetwork network = problem.reference();
    Map<String, INDArray> w = network.weights();
    Backward backward = backward(network, problem.batch());
    assertEquals(w.keySet(), backward.gradients().keySet());
    Network kernel = problem.kernel();
    kernel.train(problem.batch());
    List<INDArray> x = ReferenceNetwork.inputs(problem.batch());
    INDArray start = network.forward(w, problem.batch()).initial().h();
    for (String name : w.keySet()) {
      INDArray expected =
          FiniteDifferences.gradient(
              w.get(name),
              () ->
                  network
                      .score(w, network.forward(w, x, network.initial(start)).h(), problem.batch())
                      .loss());
      FiniteDifferences.assertClose(
          expected, backward.gradients().get(name), TOLERANCE, problem + " " + name);
      FiniteDifferences.assertClose(
          expected,
          wide(kernel.gradients().get(name)),
          FLOAT_TOLERANCE,
          problem + " float32 " + name);
    }
  }

  /** Noise is a constant of the pass: the gradients are those of the loss with the noise in it. */
  @ParameterizedTest
  @MethodSource("rnnProblems")
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
          wide(kernel.gradients().get(name)),
          FLOAT_TOLERANCE,
          problem + " noisy float32 " + name);
    }
  }

  private static Backward backward(ReferenceNetwork network, Batch batch) {
    Map<String, INDArray> w = network.weights();
    return network.backward(w, batch, network.forward(w, batch));
  }

  static INDArray wide(Parameter p) {
    INDArray wide = Nd4j.zeros(DataType.DOUBLE, p.rows(), p.columns());
    for (int i = 0; i < p.rows(); i++) {
      for (int j = 0; j < p.columns(); j++) {
        wide.putScalar(i, j, p.get(i, j));
      }
    }
    return wide;
  }

  static Stream<Problem> tanhProblems() {
    return problems()
        .filter(p -> p.cell().init().label().equals("basic_tanh") && p.cell().nhid() > 1);
  }

  @ParameterizedTest
  @MethodSource("problems")
  void derivativeByStateIsTheTotalOne(Problem problem) {
    ReferenceNetwork network = problem.reference();
    Backward backward = backward(network, problem.batch());
    int last = problem.batch().length() - 1;
    for (int t : new int[] {0, last / 2, last}) {
      INDArray expected = PassChecks.totalDerivative(network, problem.batch(), t);
      FiniteDifferences.assertClose(
          expected, backward.d().get(t), TOLERANCE, problem + " dL/dh at step " + t);
    }
  }

  @ParameterizedTest
  @MethodSource("tanhProblems")
  void gradTimeHoldsTheTotalDerivative(Problem problem) {
    PassChecks.assertGradTimeIsTotal(
        problem.reference(), problem.reference(), problem.batch(), TOLERANCE);
  }

  @ParameterizedTest
  @MethodSource("rnnProblems")
  void omegaGradientIsTheImmediateOne(Problem problem) {
    ReferenceNetwork network = problem.reference();
    Map<String, INDArray> w = network.weights();
    Trajectory s = network.forward(w, problem.batch());
    List<INDArray> d = network.backward(w, problem.batch(), s).d();
    List<INDArray> derivative = s.h().stream().map(network::derivative).toList();
    for (double bound : new double[] {BOUND, boundAmong(d)}) {
      // d and s stay as they are: only the W_hh inside u_t moves
      INDArray whh = w.get("W_hh").dup('c');
      INDArray expected =
          FiniteDifferences.gradient(
              whh, () -> ReferenceOmega.of(whh, d, derivative, bound).metrics().omega());
      FiniteDifferences.assertClose(
          expected,
          network.omega(w.get("W_hh"), s.h(), d, bound).gradient(),
          TOLERANCE,
          problem + " ReferenceOmega with bound " + bound);
      Network kernel = problem.kernel();
      kernel.train(problem.batch());
      kernel.gradients().clear();
      kernel.omega(OmegaGradient.IMMEDIATE, 1, bound);
      FiniteDifferences.assertClose(
          expected,
          wide(kernel.gradients().get("W_hh")),
          FLOAT_TOLERANCE,
          problem + " float32 ReferenceOmega with bound " + bound);
    }
  }

  @ParameterizedTest
  @MethodSource("rnnProblems")
  void sequencesBelowTheBoundAreNotCounted(Problem problem) {
    ReferenceNetwork network = problem.reference();
    Map<String, INDArray> w = network.weights();
    Trajectory s = network.forward(w, problem.batch());
    List<INDArray> d = network.backward(w, problem.batch(), s).d();
    assertEquals(1, network.omega(w.get("W_hh"), s.h(), d, BOUND).metrics().stepsInPast());
    double[] norms = squaredNorms(d);
    double bound = boundAmong(d);
    double above = Arrays.stream(norms).filter(n -> n >= bound).count();
    double steps = network.omega(w.get("W_hh"), s.h(), d, bound).metrics().stepsInPast();
    assertEquals(above / norms.length, steps, 1e-12);
    assertTrue(steps < 1);
  }

  @ParameterizedTest
  @MethodSource("rnnProblems")
  void alphaTimesOmegaGoesToTheRecurrentWeightsAlone(Problem problem) {
    ReferenceNetwork network = problem.reference();
    network.train(problem.batch());
    Parameters before = network.gradients().zerosLike();
    before.assign(network.gradients().toArrays());
    OmegaMetrics plain = network.omega(OmegaGradient.IMMEDIATE, 0, BOUND);
    assertEquals(before.toArrays().get("W_hh")[3], network.gradients().toArrays().get("W_hh")[3]);
    OmegaMetrics scaled = network.omega(OmegaGradient.IMMEDIATE, 2, BOUND);
    assertEquals(plain, scaled);
    Map<String, INDArray> w = network.weights();
    Trajectory s = network.forward(w, problem.batch());
    List<INDArray> d = network.backward(w, problem.batch(), s).d();
    ReferenceOmega omega = network.omega(w.get("W_hh"), s.h(), d, BOUND);
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
  void gruHasNoOmega() {
    Problem problem = Problem.of("gru", "basic_tanh", "torder", 3, 5);
    ReferenceNetwork network = problem.reference();
    network.train(problem.batch());
    float[] before = network.gradients().get("W_hh").toArray();
    for (OmegaGradient kind : OmegaGradient.values()) {
      assertEquals(new OmegaMetrics(0, 0), network.omega(kind, 2, BOUND));
      assertArrayEquals(before, network.gradients().get("W_hh").toArray());
    }
  }

  /** In the widest gap between the middle ones of |d_t|^2, so that no rounding moves one across. */
  static double boundAmong(List<INDArray> d) {
    double[] norms = squaredNorms(d);
    Arrays.sort(norms);
    int widest = norms.length / 4 + 1;
    for (int i = widest; i < norms.length * 3 / 4; i++) {
      widest = norms[i] / norms[i - 1] > norms[widest] / norms[widest - 1] ? i : widest;
    }
    return Math.sqrt(norms[widest] * norms[widest - 1]);
  }

  private static double[] squaredNorms(List<INDArray> d) {
    return d.stream()
        .flatMapToDouble(
            dt ->
                IntStream.range(0, dt.rows())
                    .mapToDouble(b -> dt.getRow(b).mul(dt.getRow(b)).sumNumber().doubleValue()))
        .toArray();
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
