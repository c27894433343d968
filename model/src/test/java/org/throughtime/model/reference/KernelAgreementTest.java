package org.throughtime.model.reference;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.throughtime.model.cell.CellKind;
import org.throughtime.model.cell.Gru;
import org.throughtime.model.cell.Init;
import org.throughtime.model.cell.Network;
import org.throughtime.model.cell.VanillaRnn;
import org.throughtime.model.kernel.KernelProvider;
import org.throughtime.model.kernel.Kernels;

/** The float32 cells that runs are trained with, held to the float64 reference. */
class KernelAgreementTest {
  private static final double TOLERANCE = 2e-5;

  /** A few units, and sizes that leave a remainder in every block and vector. */
  static Stream<Problem> problems() {
    List<Problem> problems = new ArrayList<>();
    for (String task : List.of("torder", "mul", "mem")) {
      for (Init init : Init.values()) {
        problems.add(Problem.of(CellKind.RNN, init, task, 3, 5));
        problems.add(Problem.of(CellKind.RNN, init, task, 29, 50));
      }
      problems.add(Problem.of(CellKind.GRU, Init.BASIC_TANH, task, 3, 5));
      problems.add(Problem.of(CellKind.GRU, Init.BASIC_TANH, task, 29, 50));
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
          network(kernels, problem), problem.reference(), problem.batch(), TOLERANCE);
    }
  }

  @ParameterizedTest
  @MethodSource("smallProblems")
  void gradTimeHoldsTheTotalDerivative(Problem problem) {
    PassChecks.assertGradTimeIsTotal(
        network(KernelProvider.active(), problem),
        problem.reference(),
        problem.batch(),
        10 * TOLERANCE);
  }

  private static Network network(Kernels kernels, Problem p) {
    return p.cell().model() == CellKind.RNN
        ? new VanillaRnn(kernels, p.cell(), p.parameters(), p.batch().head(), Problem.ERR_ABS)
        : new Gru(kernels, p.cell(), p.parameters(), p.batch().head(), Problem.ERR_ABS);
  }
}
