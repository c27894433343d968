package org.throughtime.sweep.strategy;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.throughtime.model.random.LegacyRandom;

class ParzenDensityTest {
  private static final Distribution NUMBER = new Distribution.Uniform(0, 1);

  static List<double[]> positions() {
    return List.of(
        new double[] {},
        new double[] {0},
        new double[] {.7},
        new double[] {.3, .3, .9},
        new double[] {.01, .02, .5, .55, .999});
  }

  @ParameterizedTest
  @MethodSource("positions")
  void integratesToOneAndSamplesAsOftenAsItSays(double[] positions) {
    ParzenDensity density = ParzenDensity.of(NUMBER, positions);
    int cells = 20_000;
    int bins = 10;
    double[] expected = new double[bins];
    for (int i = 0; i < cells; i++) {
      expected[i * bins / cells] += density.at((i + .5) / cells) / cells;
    }
    double sum = 0;
    for (double part : expected) {
      sum += part;
    }
    assertEquals(1, sum, 1e-6);
    double[] sampled = new double[bins];
    LegacyRandom random = new LegacyRandom(3);
    int draws = 40_000;
    for (int i = 0; i < draws; i++) {
      double position = density.sample(random);
      assertTrue(position >= 0 && position < 1);
      sampled[(int) (position * bins)] += 1.0 / draws;
    }
    assertArrayEquals(expected, sampled, .01);
  }

  @Test
  void isHigherWhereThereAreSettings() {
    ParzenDensity density = ParzenDensity.of(NUMBER, new double[] {.2, .21, .22});
    assertTrue(density.at(.21) > 1.5);
    assertTrue(density.at(.9) < .6);
  }

  @Test
  void countsChoices() {
    Distribution three = new Distribution.Choice(List.of("a", "b", "c"));
    ParzenDensity density =
        ParzenDensity.of(
            three, new double[] {three.position("b"), three.position("b"), three.position("c")});
    assertEquals(1.0 / 6, density.at(three.position("a")), 1e-15);
    assertEquals(3.0 / 6, density.at(three.position("b")), 1e-15);
    assertEquals(2.0 / 6, density.at(three.position("c")), 1e-15);
  }

  @Test
  void aPositionGivesItsValueBack() {
    for (Distribution distribution :
        List.of(
            new Distribution.Uniform(-3, 8),
            new Distribution.LogUniform(1e-5, 10),
            new Distribution.WholeUniform(3, 9),
            new Distribution.WholeLogUniform(1, 1000),
            new Distribution.Choice(List.of("tanh", ".5", "2")))) {
      for (double u = 0; u < 1; u += 1.0 / 512) {
        String value = distribution.draw(u);
        double position = distribution.position(value);
        assertTrue(position >= 0 && position < 1, value);
        String again = distribution.draw(position);
        boolean number =
            distribution instanceof Distribution.Uniform
                || distribution instanceof Distribution.LogUniform;
        if (number) {
          assertEquals(
              Double.parseDouble(value),
              Double.parseDouble(again),
              2e-3 * Math.abs(Double.parseDouble(value)) + 1e-12);
        } else {
          assertEquals(value, again);
        }
      }
    }
    assertEquals(
        new Distribution.Choice(List.of("0.5", "2")).position(".50"), .25, "however it is written");
  }
}
