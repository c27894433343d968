package org.throughtime.benchmark;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.FloatBuffer;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.throughtime.model.cell.Parameters;
import org.throughtime.model.task.Batch;
import org.throughtime.model.train.RunSpec;

/** What compare_with_peers.py relies on to tell that another program computed the same states. */
class StateLossTest {
  private static final double TOLERANCE = 2e-6;
  private static final Map<String, Integer> FEW =
      Map.of("min_length", 60, "max_length", 60, "ebs", 20, "cbs", 20);

  private static RunSpec spec(String label) {
    return ShippedRuns.spec(label, FEW);
  }

  private static double ours(RunSpec spec, Parameters weights) {
    return ValidationPass.of(spec, weights).score();
  }

  private static NaiveStates states(RunSpec spec, Parameters weights) {
    return new NaiveStates(weights, chunk(spec));
  }

  private static Batch chunk(RunSpec spec) {
    return new RunDraws(spec).validation().get(0);
  }

  private static double loss(RunSpec spec, Parameters weights, FloatBuffer states) {
    return new StateLoss(weights).of(states, chunk(spec));
  }

  @Test
  void isTheLossOfOurPassForTheStatesOfAnRnn() {
    RunSpec spec = spec("A1");
    Parameters weights = PassWeights.RESCALED.draw(spec);
    FloatBuffer states = states(spec, weights).rnn();
    assertEquals(ours(spec, weights), loss(spec, weights, states), TOLERANCE);
  }

  @Test
  void isTheLossOfOurPassForTheStatesOfAGru() {
    RunSpec spec = spec("A4");
    Parameters weights = PassWeights.RESCALED.draw(spec);
    FloatBuffer states = states(spec, weights).gruThatResetsBeforeItsProduct();
    assertEquals(ours(spec, weights), loss(spec, weights, states), TOLERANCE);
  }

  @Test
  void tellsTheOtherKindOfGruApart() {
    RunSpec spec = spec("A4");
    Parameters weights = PassWeights.RESCALED.draw(spec);
    FloatBuffer states = states(spec, weights).gruThatResetsAfterItsProduct();
    assertTrue(
        Math.abs(ours(spec, weights) - loss(spec, weights, states)) > 100 * TOLERANCE,
        "the loss must show that the cell is another one");
  }

  @Test
  void bothKindsOfGruHaveTheSameLossIfTheResetGateIsEven() {
    RunSpec spec = spec("A4");
    Parameters weights = PassWeights.of("even-reset-pass").draw(spec);
    FloatBuffer states = states(spec, weights).gruThatResetsAfterItsProduct();
    assertEquals(ours(spec, weights), loss(spec, weights, states), TOLERANCE);
  }

  @Test
  void refusesABatchWithoutATargetAtEveryStep() {
    RunSpec spec = spec("T1");
    StateLoss loss = new StateLoss(new RunDraws(spec).weights());
    FloatBuffer none = FloatBuffer.allocate(0);
    Batch last = chunk(spec);
    assertThrows(IllegalArgumentException.class, () -> loss.of(none, last));
  }
}
