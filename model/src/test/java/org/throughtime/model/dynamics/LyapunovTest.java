package org.throughtime.model.dynamics;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.throughtime.model.cell.CellStep;
import org.throughtime.model.random.LegacyRandom;

class LyapunovTest {
  private static final InputSequence NONE = input -> {};

  private static LyapunovSpectrum spectrum(CellStep step, double... start) {
    return LyapunovMethod.STANDARD.spectrum(step, NONE, start).orElseThrow();
  }

  /**
   * The exponents that Sprott's Chaos and Time-Series Analysis (2003) gives, .41922 and -1.62319.
   */
  @Test
  void henonsAreThePublishedOnes() {
    LyapunovSpectrum henon =
        new LyapunovMethod(1_000, 200_000, 20)
            .spectrum(Maps.henon(), NONE, new double[] {.1, .1})
            .orElseThrow();
    assertEquals(.4192, henon.largest(), .01 * .4192);
    assertEquals(-1.6229, henon.second(), .01 * 1.6229);
    assertEquals(1.26, henon.kaplanYorke(), .01 * 1.26);
    assertEquals(StrictMath.log(.3), henon.sum(), 1e-12, "every step shrinks areas to .3 of them");
    double error = Math.abs(.41922 - henon.largest());
    assertTrue(error < 4 * henon.standardError(), error + " against " + henon.standardError());
    assertTrue(henon.standardError() < .002, "" + henon.standardError());
  }

  @ParameterizedTest
  @ValueSource(doubles = {.001, .7, 1.5707963267948966, 3})
  void aRotationHasExponentsOfZero(double angle) {
    LyapunovSpectrum rotation = spectrum(Maps.rotation(angle), 1, 0);
    assertEquals(0, rotation.largest(), 1e-15);
    assertEquals(0, rotation.second(), 1e-15);
  }

  @Test
  void aLinearNetworkHasTheLogarithmsOfItsEigenvalues() {
    double[] eigenvalues = {.98, -.9, .5, .25, 1e-8};
    LyapunovSpectrum linear = spectrum(Maps.linear(Maps.symmetric(eigenvalues)), 1, 1, 1, 1, 1);
    for (int i = 0; i < 4; i++) {
      assertEquals(StrictMath.log(Math.abs(eigenvalues[i])), linear.exponents().get(i), 1e-12);
    }
    assertEquals(StrictMath.log(1e-8), linear.exponents().get(4), 1e-7, "to its rounding");
    assertEquals(0, linear.standardError(), 1e-12);
    assertEquals(0, linear.kaplanYorke());
  }

  /** Not normal: singular values of W_hh say another thing than eigenvalues. */
  @Test
  void aTriangularLinearRnn() {
    CellStep rnn =
        HandBuilt.rnn(
            "test",
            HandBuilt.weights(
                new float[2][3],
                new float[][] {{.25f, 0, 0}, {3, .5f, 0}, {-2, 5, .75f}},
                new float[] {.1f, .2f, .3f},
                new float[3][2],
                new float[2]));
    LyapunovSpectrum linear = spectrum(rnn, 0, 0, 0);
    assertEquals(StrictMath.log(.75), linear.largest(), 1e-12);
    assertEquals(StrictMath.log(.5), linear.second(), 1e-12);
    assertEquals(StrictMath.log(.75 * .5 * .25), linear.sum(), 1e-12);
  }

  @Test
  void aDeadReluForgetsAtOnce() {
    CellStep relu =
        HandBuilt.rnn(
            "identity_relu",
            HandBuilt.weights(
                new float[1][2],
                new float[][] {{.5f, 0}, {0, 1}},
                new float[] {1, -1},
                new float[2][1],
                new float[1]));
    LyapunovSpectrum spectrum = spectrum(relu, 0, 0);
    assertEquals(StrictMath.log(.5), spectrum.largest(), 1e-12);
    assertEquals(Double.NEGATIVE_INFINITY, spectrum.second());
    assertEquals(Double.NEGATIVE_INFINITY, spectrum.sum());
    assertEquals(0, spectrum.kaplanYorke());
  }

  @Test
  void aNetworkThatDivergesHasNoSpectrum() {
    CellStep doubles = Maps.linear(new double[][] {{2, 0}, {0, .5}});
    assertEquals(
        Optional.empty(), LyapunovMethod.STANDARD.spectrum(doubles, NONE, new double[] {1, 1}));
    assertEquals(
        Optional.empty(),
        LyapunovMethod.STANDARD.spectrum(doubles, NONE, new double[] {Double.NaN, 1}));
    assertEquals(StrictMath.log(2), spectrum(doubles, 0, 1).largest(), 1e-12);
  }

  @Test
  void inputsDriveIt() {
    CellStep rnn =
        HandBuilt.rnn(
            "basic_tanh",
            HandBuilt.weights(
                new float[][] {{5}},
                new float[][] {{2}},
                new float[1],
                new float[][] {{1}},
                new float[1]));
    assertTrue(spectrum(rnn, 1e-3).largest() < 0, "at rest in a stable state");
    LegacyRandom random = new LegacyRandom(52);
    Optional<LyapunovSpectrum> driven =
        LyapunovMethod.STANDARD.spectrum(rnn, input -> input[0] = random.gauss(), new double[1]);
    assertTrue(driven.orElseThrow().largest() < spectrum(rnn, 1e-3).largest(), "" + driven);
    assertTrue(driven.get().standardError() > 0);
    assertEquals(Double.NaN, driven.get().second());
  }

  @Test
  void kaplanYorkeDimensions() {
    assertEquals(0, new LyapunovSpectrum(List.of(-.1, -.2), 0).kaplanYorke());
    assertEquals(1.5, new LyapunovSpectrum(List.of(.1, -.2), 0).kaplanYorke());
    assertEquals(2.5, new LyapunovSpectrum(List.of(.3, -.2, -.2), 0).kaplanYorke(), 1e-15);
    assertEquals(2, new LyapunovSpectrum(List.of(.3, .1), 0).kaplanYorke());
    assertEquals(1, new LyapunovSpectrum(List.of(.3, Double.NEGATIVE_INFINITY), 0).kaplanYorke());
  }

  @Test
  void stepsAreWholeBlocks() {
    assertEquals(
        "steps must be a multiple of at least 2 blocks, got 10 steps in 3 blocks after 0",
        assertThrows(IllegalArgumentException.class, () -> new LyapunovMethod(0, 10, 3))
            .getMessage());
    assertThrows(IllegalArgumentException.class, () -> new LyapunovMethod(0, 10, 1));
    assertThrows(IllegalArgumentException.class, () -> new LyapunovMethod(-1, 10, 2));
    assertThrows(IllegalArgumentException.class, () -> new LyapunovSpectrum(List.of(), 0));
  }
}
