package org.throughtime.model.cell;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.throughtime.model.golden.GoldenPass;
import org.throughtime.model.kernel.KernelProvider;
import org.throughtime.model.kernel.Kernels;
import org.throughtime.model.kernel.Rows;
import org.throughtime.model.task.Batch;
import org.throughtime.model.task.Head;

/** The float32 cells agree with PyTorch's passes, array by array. */
class KernelPassesGoldenTest {
  private static final Kernels KERNELS = KernelProvider.active();

  static Stream<GoldenPass> passes() {
    return GoldenPass.all();
  }

  static Stream<GoldenPass> passesWithOmega() {
    return GoldenPass.allWithOmega();
  }

  private static KernelNetwork network(GoldenPass pass) {
    CellSpec cell = pass.cell();
    Head head = pass.batch().head();
    return (KernelNetwork)
        cell.model().network(KERNELS, cell, pass.parameters(), head, GoldenPass.ERR_ABS);
  }

  private static KernelNetwork trained(GoldenPass pass) {
    KernelNetwork network = network(pass);
    network.train(pass.batch());
    return network;
  }

  private static float[] dense(Rows rows, int from, int count) {
    float[] dense = new float[count * rows.columns];
    for (int r = 0; r < count; r++) {
      System.arraycopy(rows.data, (from + r) * rows.stride, dense, r * rows.columns, rows.columns);
    }
    return dense;
  }

  @ParameterizedTest
  @MethodSource("passes")
  void scoreAndGradients(GoldenPass pass) {
    Network network = network(pass);
    pass.assertScore(network.train(pass.batch()));
    pass.assertGradients(network.gradients());
  }

  @ParameterizedTest
  @MethodSource("passes")
  void statesAndTotalDerivatives(GoldenPass pass) {
    KernelNetwork network = trained(pass);
    int sequences = pass.batch().sequences();
    int positions = pass.batch().length() * sequences;
    pass.assertArray("h", dense(network.states(), sequences, positions));
    pass.assertArray("dL_dh", dense(network.derivatives(), 0, positions));
    assertEquals(network instanceof Gru, pass.has("z"));
    if (network instanceof Gru gru) {
      pass.assertArray("z", dense(gru.gate("z").values(), 0, positions));
      pass.assertArray("r", dense(gru.gate("r").values(), 0, positions));
    }
  }

  @ParameterizedTest
  @MethodSource("passes")
  void outputs(GoldenPass pass) {
    KernelNetwork network = trained(pass);
    Batch batch = pass.batch();
    Parameters weights = network.parameters();
    Parameter weight = weights.get("W_hy");
    Parameter bias = weights.get(network instanceof Gru ? "b_y" : "b_hy");
    Readout readout = new Readout(KERNELS, weight, bias, batch.head(), GoldenPass.ERR_ABS);
    int positions = batch.length() * batch.sequences();
    int rows = batch.head() == Head.SOFTMAX ? positions : batch.sequences();
    Rows out = new Rows(rows, weight.columns());
    readout.apply(network.states(), positions + batch.sequences() - rows, out, 0, rows);
    pass.assertArray("out", dense(out, 0, rows));
  }

  @ParameterizedTest
  @MethodSource("passesWithOmega")
  void omegaAndItsGradients(GoldenPass pass) {
    for (OmegaGradient kind : GoldenPass.OMEGA_GRADIENTS) {
      pass.assertOmega(kind, network(pass));
    }
  }

  @ParameterizedTest
  @MethodSource("passes")
  void evaluationScoresAsTrainingDoes(GoldenPass pass) {
    Network network = network(pass);
    assertEquals(network.train(pass.batch()), network.evaluate(pass.batch()));
  }
}
