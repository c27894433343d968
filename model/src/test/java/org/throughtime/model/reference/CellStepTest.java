package org.throughtime.model.reference;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.throughtime.model.cell.Cell;
import org.throughtime.model.cell.CellStep;
import org.throughtime.model.cell.Init;
import org.throughtime.model.cell.Inits;
import org.throughtime.model.random.LegacyRandom;
import org.throughtime.model.task.Batch;
import org.throughtime.model.train.Cells;

/** The steps of all cells against the reference's, and their Jacobians against differences. */
class CellStepTest {
  private static final int NHID = 5;
  private static final double STEP = 1e-4;
  private static final double ROUNDING = 1e-13;
  private static final double DIFFERENCES = 1e-9;

  static Stream<Problem> problems() {
    return Stream.of("torder", "mul", "mem").flatMap(CellStepTest::problems);
  }

  private static Stream<Problem> problems(String task) {
    return Cells.ALL.stream()
        .flatMap(
            cell ->
                Inits.ALL.stream()
                    .filter(init -> init.suits(cell))
                    .map(init -> problem(cell, init, task)));
  }

  private static Problem problem(Cell cell, Init init, String task) {
    return Problem.of(cell.label(), init.label(), task, 3, NHID);
  }

  private static CellStep step(Problem problem) {
    return problem.cell().model().step(problem.cell().init(), problem.parameters());
  }

  private static double[] input(Batch batch, int t, int b) {
    double[] input = new double[batch.nin()];
    Arrays.setAll(input, i -> batch.input(t, b, i));
    return input;
  }

  @ParameterizedTest
  @MethodSource("problems")
  void statesAndOutputsAreTheReferences(Problem problem) {
    CellStep step = step(problem);
    ReferenceNetwork reference = problem.reference();
    Map<String, INDArray> w = reference.weights();
    List<INDArray> h = reference.forward(w, problem.batch()).h();
    double[] output = new double[step.outputs()];
    for (int b = 0; b < problem.batch().sequences(); b++) {
      double[] state = new double[step.size()];
      for (int t = 0; t < problem.batch().length(); t++) {
        double[] next = new double[step.size()];
        step.step(state, input(problem.batch(), t, b), next);
        state = next;
        double[] expected = h.get(t).getRow(b).toDoubleVector();
        assertArrayEquals(expected, Arrays.copyOf(state, NHID), ROUNDING, problem + " h at " + t);
        step.output(state, output);
        INDArray out = reference.scoring().output(w, h.get(t)).getRow(b);
        assertArrayEquals(out.toDoubleVector(), output, 10 * ROUNDING, problem + " out at " + t);
      }
    }
  }

  @ParameterizedTest
  @MethodSource("problems")
  void jacobiansAreThoseOfDifferences(Problem problem) {
    CellStep step = step(problem);
    int n = step.size();
    LegacyRandom random = new LegacyRandom(52);
    double[] jacobian = new double[n * n];
    for (int t = 0; t < problem.batch().length(); t++) {
      double[] input = input(problem.batch(), t, 0);
      double[] state = new double[n];
      Arrays.setAll(state, i -> random.nextDouble() - .3);
      double[] before = state.clone();
      step.jacobian(state, input, jacobian);
      assertArrayEquals(before, state, "the state is not changed");
      double[] expected = differences(step, state, input);
      double largest = Arrays.stream(expected).map(Math::abs).max().orElseThrow();
      assertTrue(largest > .01, problem + ": a Jacobian of 0 shows nothing");
      assertArrayEquals(expected, jacobian, DIFFERENCES * Math.max(1, largest), problem + " " + t);
    }
  }

  /** Differences of the fourth order. */
  private static double[] differences(CellStep step, double[] state, double[] input) {
    int n = step.size();
    double[] differences = new double[n * n];
    for (int j = 0; j < n; j++) {
      double[] near = moved(step, state, input, j, STEP);
      double[] nearBack = moved(step, state, input, j, -STEP);
      double[] far = moved(step, state, input, j, 2 * STEP);
      double[] farBack = moved(step, state, input, j, -2 * STEP);
      for (int i = 0; i < n; i++) {
        differences[j * n + i] =
            (8 * (near[i] - nearBack[i]) - (far[i] - farBack[i])) / (12 * STEP);
      }
    }
    return differences;
  }

  private static double[] moved(CellStep step, double[] state, double[] input, int j, double by) {
    double[] moved = state.clone();
    moved[j] += by;
    double[] next = new double[step.size()];
    step.step(moved, input, next);
    return next;
  }

  @ParameterizedTest
  @MethodSource("problems")
  void laterChangesOfTheWeightsDoNotCount(Problem problem) {
    CellStep step = step(problem);
    double[] input = input(problem.batch(), 0, 0);
    double[] before = new double[step.size()];
    double[] after = new double[step.size()];
    step.step(new double[step.size()], input, before);
    Map<String, float[]> weights = problem.parameters().toArrays();
    problem.parameters().clear();
    step.step(new double[step.size()], input, after);
    problem.parameters().assign(weights);
    assertArrayEquals(before, after);
    assertEquals(problem.batch().nin(), step.inputs());
  }
}
