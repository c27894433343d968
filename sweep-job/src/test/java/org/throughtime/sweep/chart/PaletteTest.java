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
    List<Look> looks = IntStream.range(0, 15).mapToObj(Look::ofRun).toList();
    assertEquals(15, looks.stream().distinct().count());
    assertTrue(looks.stream().allMatch(look -> look.color() < 5));
    assertEquals(Palette.LIGHT.text(), Palette.LIGHT.series().get(5));
  }

  @Test
  void linesThatBelongTogetherHaveOneColorAndDifferentDashes() {
    for (int run = 0; run < 15; run++) {
      Look look = Look.ofRun(run);
      List<Look> beside = IntStream.range(0, 4).mapToObj(look::beside).toList();
      assertEquals(look, beside.get(0));
      assertEquals(4, beside.stream().map(Look::dashes).distinct().count());
      assertTrue(beside.stream().allMatch(each -> each.color() == look.color()));
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
