package org.throughtime.sweep.chart;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class PaletteTest {
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
    int rgb = Integer.decode(color);
    return .2126 * linear(rgb >> 16 & 255)
        + .7152 * linear(rgb >> 8 & 255)
        + .0722 * linear(rgb & 255);
  }

  private static double linear(int channel) {
    double c = channel / 255.0;
    return c <= .04045 ? c / 12.92 : Math.pow((c + .055) / 1.055, 2.4);
  }
}
