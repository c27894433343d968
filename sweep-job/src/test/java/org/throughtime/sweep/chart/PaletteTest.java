package org.throughtime.sweep.chart;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.function.BiPredicate;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class PaletteTest {
  /** A tenth of the distance of black and white in OKLab: several times what is just noticeable. */
  private static final double APART = .1;

  @Test
  void theFirstRunsHaveDifferentLooksAndNoneTheColorOfText() {
    List<Look> looks = IntStream.range(0, 28).mapToObj(Look::ofRun).toList();
    assertEquals(28, looks.stream().distinct().count());
    assertTrue(looks.stream().allMatch(look -> look.color() < Palette.NEUTRAL));
    assertEquals(Palette.LIGHT.text(), Palette.LIGHT.series().get(Palette.NEUTRAL));
    assertEquals(Palette.DARK.text(), Palette.DARK.series().get(Palette.NEUTRAL));
    assertEquals(Palette.NEUTRAL + 1, Palette.LIGHT.series().size());
    assertEquals(Palette.NEUTRAL + 1, Palette.DARK.series().size());
  }

  /** A1 to A5, B1 and B2, in this order: in color by the color, in gray by the dashes. */
  @Test
  void theRunsOfTheAssignmentDifferInColorAndThoseThatAreComparedInDashes() {
    List<Look> runs = IntStream.range(0, 7).mapToObj(Look::ofRun).toList();
    assertEquals(7, runs.stream().map(Look::color).distinct().count());
    for (int[] compared : new int[][] {{0, 1, 2}, {3, 4}, {0, 3}, {1, 4}, {5, 6}}) {
      assertEquals(
          compared.length,
          IntStream.of(compared).map(run -> runs.get(run).dashes()).distinct().count());
    }
  }

  @Test
  void linesOfOneRunDifferInColorAndInDashes() {
    for (int run = 0; run < 28; run++) {
      Look look = Look.ofRun(run);
      List<Look> beside = IntStream.range(0, 4).mapToObj(look::beside).toList();
      assertEquals(look, beside.get(0));
      assertEquals(3, beside.stream().limit(3).map(Look::dashes).distinct().count());
      assertTrue(beside.stream().skip(1).allMatch(each -> each.dashes() > 0));
      assertEquals(4, beside.stream().map(Look::color).distinct().count());
    }
  }

  static Stream<Palette> palettes() {
    return Stream.of(Palette.LIGHT, Palette.DARK);
  }

  @ParameterizedTest
  @MethodSource("palettes")
  void textAndSeriesStandOutFromTheBackground(Palette palette) {
    for (String text :
        new String[] {
          palette.text(), palette.muted(), palette.series().get(0), palette.series().get(1)
        }) {
      assertTrue(contrast(text, palette.background()) >= 4.5, palette.name() + " " + text);
    }
    for (String series : palette.series()) {
      assertTrue(contrast(series, palette.background()) >= 3, palette.name() + " " + series);
    }
  }

  /** WCAG 2.2's contrast ratio. */
  private static double contrast(String one, String other) {
    double a = luminance(one) + .05;
    double b = luminance(other) + .05;
    return Math.max(a, b) / Math.min(a, b);
  }

  private static double luminance(String color) {
    double[] rgb = ColorVision.linear(color);
    return .2126 * rgb[0] + .7152 * rgb[1] + .0722 * rgb[2];
  }

  @ParameterizedTest
  @MethodSource("palettes")
  void theColorsOfRunsCanBeToldApart(Palette palette) {
    assertEquals(List.of(), alike(palette.series()));
  }

  /** Without red or green cones, some colors look alike: then the dashes must differ. */
  @ParameterizedTest
  @MethodSource("palettes")
  void theRunsOfTheAssignmentCanBeToldApartWithoutRedOrGreenCones(Palette palette) {
    assertEquals(List.of(), alikeWithoutCones(palette.series()));
  }

  @Test
  void similarColorsAreFound() {
    List<String> colors = new ArrayList<>(Palette.LIGHT.series());
    colors.set(5, "#0a70ac");
    assertEquals(List.of("0 and 5"), alike(colors));
    // 0 is solid, as 4 is; 5 has the dashes of 1.
    assertEquals(List.of(), alikeWithoutCones(colors));
    colors.set(4, "#0a70ac");
    assertEquals(
        List.of("PROTANOPIA: 0 and 4", "DEUTERANOPIA: 0 and 4"), alikeWithoutCones(colors));
    // A brown and an olive that only readers with red and green cones tell apart.
    assertTrue(ColorVision.NORMAL.distance("#9b5300", "#687000") > APART);
    assertTrue(ColorVision.DEUTERANOPIA.distance("#9b5300", "#687000") < APART);
  }

  @Test
  void distancesAreThoseOfOklab() {
    for (ColorVision vision : ColorVision.values()) {
      assertEquals(1, vision.distance("#000000", "#ffffff"), 1e-3, vision.name());
      assertEquals(0, vision.distance("#c65200", "#c65200"), vision.name());
    }
    // Ottosson's page gives red as (0.628, 0.225, 0.126) and green as (0.866, -0.234, 0.179).
    assertEquals(
        Math.sqrt(.238 * .238 + .459 * .459 + .053 * .053),
        ColorVision.NORMAL.distance("#ff0000", "#00ff00"),
        2e-3);
  }

  /** Pairs of colors that hardly differ, among those of runs. */
  private static List<String> alike(List<String> colors) {
    return pairs(
            (one, other) -> ColorVision.NORMAL.distance(colors.get(one), colors.get(other)) < APART)
        .toList();
  }

  /** Pairs of the first runs that hardly differ in color and have the same dashes. */
  private static List<String> alikeWithoutCones(List<String> colors) {
    return Stream.of(ColorVision.PROTANOPIA, ColorVision.DEUTERANOPIA)
        .flatMap(
            vision ->
                pairs(
                        (one, other) ->
                            Look.ofRun(one).dashes() == Look.ofRun(other).dashes()
                                && vision.distance(colors.get(one), colors.get(other)) < APART)
                    .map(pair -> vision + ": " + pair))
        .toList();
  }

  private static Stream<String> pairs(BiPredicate<Integer, Integer> which) {
    return IntStream.range(0, Palette.NEUTRAL)
        .boxed()
        .flatMap(
            one ->
                IntStream.range(one + 1, Palette.NEUTRAL)
                    .filter(other -> which.test(one, other))
                    .mapToObj(other -> one + " and " + other));
  }
}
