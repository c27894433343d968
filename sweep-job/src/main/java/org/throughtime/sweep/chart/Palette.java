package org.throughtime.sweep.chart;

import java.util.List;

/**
 * Colors on one background, as {@code #rrggbb}. Text has a contrast of at least 4.5 to the
 * background, and series have one of at least 3. The first colors are those of Okabe and Ito (Color
 * Universal Design, 2008), darker or lighter where the contrast requires it. No palette of so many
 * colors is safe for every color-blind reader or in print, so series differ in their dashes too.
 *
 * @param name of the palette
 * @param background behind everything
 * @param text on it
 * @param muted text that matters less
 * @param grid lines that carry nothing
 * @param series one after the other
 */
public record Palette(
    String name, String background, String text, String muted, String grid, List<String> series) {
  /** Dark on white; on paper too. */
  public static final Palette LIGHT =
      new Palette(
          "light",
          "#ffffff",
          "#1b1f24",
          "#4f5965",
          "#d8dde3",
          List.of(
              "#0072b2", "#c65200", "#007f5c", "#a8478a", "#8f6a00", "#8a00e6", "#661400",
              "#1b1f24"));

  /** Light on near black. */
  public static final Palette DARK =
      new Palette(
          "dark",
          "#14181d",
          "#e8ebef",
          "#aab4c0",
          "#39424d",
          List.of(
              "#56b4e9", "#ff9447", "#2fc79a", "#e08cc3", "#f0e442", "#8566ff", "#d9455f",
              "#e8ebef"));

  /** Viridis (van der Walt and Smith, 2015) in equal steps: even in lightness, for heat maps. */
  public static final List<String> VIRIDIS =
      List.of(
          "#440154", "#482878", "#3e4989", "#31688e", "#26828e", "#1f9e89", "#35b779", "#6ece58",
          "#b5de2b", "#fde725");

  /** How many kinds of dashes tell series apart. */
  public static final int DASHES = 4;

  /** Index of the last color, that of text: it belongs to no run. */
  static final int NEUTRAL = 7;

  public Palette {
    series = List.copyOf(series);
  }

  /** Which color a series of an index has; from the first one again where they run out. */
  public static int color(int index) {
    return index % LIGHT.series.size();
  }

  /** Which dashes it has, from 0 to below {@link #DASHES}: others where colors run out. */
  public static int dashes(int index) {
    return (index + index / LIGHT.series.size()) % DASHES;
  }
}
