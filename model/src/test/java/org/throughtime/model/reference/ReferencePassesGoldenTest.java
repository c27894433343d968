package org.throughtime.model.reference;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.throughtime.model.cell.OmegaGradient;
import org.throughtime.model.golden.GoldenPass;
import org.throughtime.model.task.Batch;
import org.throughtime.model.task.Head;
import org.throughtime.model.train.Cells;

/** The reference cells agree with PyTorch's passes to the float32 cells' bounds. */
class ReferencePassesGoldenTest {
  static Stream<GoldenPass> passes() {
    return GoldenPass.all();
  }

  static Stream<GoldenPass> passesWithOmega() {
    return GoldenPass.allWithOmega();
  }

  private static ReferenceNetwork network(GoldenPass pass) {
    return (ReferenceNetwork) Cells.reference(pass.cell(), pass.parameters(), GoldenPass.ERR_ABS);
  }

  private static double[] dense(INDArray array) {
    return array.dup('c').data().asDouble();
  }

  private static double[] dense(List<INDArray> steps) {
    return dense(Nd4j.stack(0, steps.toArray(INDArray[]::new)));
  }

  @ParameterizedTest
  @MethodSource("passes")
  void everyArrayOfAPass(GoldenPass pass) {
    ReferenceNetwork network = network(pass);
    Batch batch = pass.batch();
    pass.assertScore(network.train(batch));
    pass.assertGradients(network.gradients());
    pass.assertArray("h", dense(network.states()));
    pass.assertArray("dL_dh", dense(network.totalDerivative()));
    Trajectory s = network.forward(network.weights(), batch);
    assertEquals(network instanceof ReferenceGru, pass.has("z"));
    if (pass.has("z")) {
      pass.assertArray("z", dense(s.inner().get("z")));
      pass.assertArray("r", dense(s.inner().get("r")));
    }
    ReferenceScoring scoring =
        new ReferenceScoring(network instanceof ReferenceGru ? "b_y" : "b_hy", GoldenPass.ERR_ABS);
    List<INDArray> scored = batch.head() == Head.SOFTMAX ? s.h() : List.of(s.last());
    pass.assertArray(
        "out", dense(scored.stream().map(h -> scoring.output(network.weights(), h)).toList()));
    assertEquals(network.train(batch), network.evaluate(batch));
  }

  @ParameterizedTest
  @MethodSource("passesWithOmega")
  void omegaAndItsGradients(GoldenPass pass) {
    for (OmegaGradient kind : GoldenPass.OMEGA_GRADIENTS) {
      pass.assertOmega(kind, network(pass));
    }
  }
}
