package org.throughtime.model.reference;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.throughtime.model.cell.Init;
import org.throughtime.model.cell.Inits;
import org.throughtime.model.kernel.KernelProvider;
import org.throughtime.model.kernel.Kernels;

/** The float32 cells that runs are trained with, held to the float64 reference. */
class KernelAgreementTest {
  private static final double TOLERANCE = 2e-5;

  /** A few units, and sizes that leave a remainder in every block and vector. */
  static Stream<Problem> problems() {
    List<Problem> problems = new ArrayList<>();
    for (String task : List.of("torder", "mul", "mem")) {
      for (Init init : Inits.ALL) {
        problems.add(Problem.of("rnn", init.label(), task, 3, 5));
        problems.add(Problem.of("rnn", init.label(), task, 29, 50));
      }
      for (String cell : List.of("gru", "lstm")) {
        problems.add(Problem.of(cell, "basic_tanh", task, 3, 5));
        problems.add(Problem.of(cell, "basic_tanh", task, 29, 50));
      }
    }
    return problems.stream();
  }

  static Stream<Problem> smallProblems() {
    return problems().filter(p -> p.cell().nhid() == 5);
  }

  @ParameterizedTest
  @MethodSource("problems")
  void everyMetricAgrees(Problem problem) {
    for (Kernels kernels : List.of(KernelProvider.scalar(), KernelProvider.active())) {
      PassChecks.assertAgrees(
          problem.kernel(kernels), problem.reference(), problem.batch(), TOLERANCE);
    }
  }

  @ParameterizedTest
  @MethodSource("smallProblems")
  void gradTimeHoldsTheTotalDerivative(Problem problem) {
    PassChecks.assertGradTimeIsTotal(
        problem.kernel(), problem.reference(), problem.batch(), 10 * TOLERANCE);
  }
}
