package org.throughtime.model.train;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.throughtime.model.cell.OmegaGradient;
import org.throughtime.model.cell.Parameter;
import org.throughtime.model.cell.Parameters;
import org.throughtime.model.flag.FlagValues;
import org.throughtime.model.flag.FromLength;
import org.throughtime.model.optimizer.UpdateRule;

/** SPEC section 5, step 4. */
class ClippingTest {
  private final Parameters weights = parameters(10f, -20f, 30f, 40f, 50f, 60f);

  private static Parameters parameters(float w0, float w1, float w2, float w3, float b0, float b1) {
    Parameter w = Parameter.matrix("W_hh", 2, 2);
    Parameter b = Parameter.vector("b_hh", 2);
    w.assign(new float[] {w0, w1, w2, w3});
    b.assign(new float[] {b0, b1});
    return new Parameters(List.of(w, b));
  }

  private static Clipping clipping(ClipStyle style, double cutoff) {
    return new Clipping(
        new OptimizerSpec(
            new UpdateRule("sgd", FlagValues.NONE, FromLength.NONE),
            .01,
            new OptimizerSpec.Batches(20, FromLength.NONE),
            100,
            style,
            cutoff,
            new OptimizerSpec.Regularization(0, 1e-20, OmegaGradient.FULL, 0),
            OptimizerSpec.Schedules.CONSTANT),
        "W_hh");
  }

  private double clip(Clipping clipping, Parameters gradients) {
    return clipping.apply(gradients, weights, Clipping.norm(gradients));
  }

  private static void assertElements(
      Parameters gradients, float w0, float w1, float w2, float w3, float b0, float b1) {
    assertArrayEquals(new float[] {w0, w1, w2, w3}, gradients.get("W_hh").toArray(), 1e-6f);
    assertArrayEquals(new float[] {b0, b1}, gradients.get("b_hh").toArray(), 1e-6f);
  }

  @Test
  void normIsOverAllParameters() {
    assertEquals(Math.sqrt(91), Clipping.norm(parameters(1, -2, 3, 4, -5, 6)), 1e-12);
    assertEquals(0, Clipping.norm(parameters(0, 0, 0, 0, 0, 0)));
  }

  @Test
  void normDoesNotOverflowInFloat32() {
    assertEquals(5e30, Clipping.norm(parameters(3e30f, 0, 0, 0, 4e30f, 0)), 1e24);
  }

  @ParameterizedTest
  @ValueSource(doubles = {5.0, 5.1, 1e10})
  void nothingHappensUpToTheCutoff(double cutoff) {
    Parameters gradients = parameters(3, 0, 0, 0, 0, -4);
    assertEquals(5, clip(clipping(ClipStyle.RESCALE, cutoff), gradients));
    assertElements(gradients, 3, 0, 0, 0, 0, -4);
  }

  @Test
  void aboveTheCutoffAllAreScaledToIt() {
    Parameters gradients = parameters(3, 0, 0, 0, 0, -4);
    assertEquals(.5, clip(clipping(ClipStyle.RESCALE, .5), gradients), 1e-7);
    assertElements(gradients, .3f, 0, 0, 0, 0, -.4f);
  }

  @ParameterizedTest
  @ValueSource(doubles = {0.0, -1.0})
  void aCutoffThatIsNotAboveZeroNeverScales(double cutoff) {
    Parameters gradients = parameters(3, 0, 0, 0, 0, -4);
    assertEquals(5, clip(clipping(ClipStyle.RESCALE, cutoff), gradients));
    assertElements(gradients, 3, 0, 0, 0, 0, -4);
  }

  @ParameterizedTest
  @ValueSource(
      floats = {
        Float.NaN,
        Float.POSITIVE_INFINITY,
        Float.NEGATIVE_INFINITY,
        Float.MAX_VALUE,
        1.1e10f
      })
  void aHopelessGradientBecomesADecayOfTheRecurrentWeights(float hopeless) {
    for (double cutoff : new double[] {0, 1, 1e12}) {
      Parameters gradients = parameters(3, hopeless, 0, 0, 1, 2);
      double after = clip(clipping(ClipStyle.RESCALE, cutoff), gradients);
      assertElements(gradients, .2f, -.4f, .6f, .8f, 0, 0);
      assertEquals(Math.sqrt(1.2), after, 1e-7);
    }
  }

  @Test
  void tenBillionIsNotHopelessYet() {
    Parameters gradients = parameters(1e10f, 0, 0, 0, 0, 0);
    assertEquals(1, clip(clipping(ClipStyle.RESCALE, 1), gradients), 1e-7);
    assertElements(gradients, 1, 0, 0, 0, 0, 0);
  }

  @ParameterizedTest
  @ValueSource(floats = {3f, 1e30f, Float.NaN, Float.POSITIVE_INFINITY})
  void clipstyleNothingDoesNothing(float g) {
    Parameters gradients = parameters(g, 0, 0, 0, 0, 4);
    double norm = Clipping.norm(gradients);
    assertEquals(norm, clip(clipping(ClipStyle.NOTHING, .5), gradients));
    assertElements(gradients, g, 0, 0, 0, 0, 4);
  }
}
