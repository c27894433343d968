package org.throughtime.sweep.chart;

/**
 * The color and the dashes of a series.
 *
 * @param color index into {@link Palette#series()}
 * @param dashes from 0 to below {@link #PATTERNS}; 0 is solid
 */
public record Look(int color, int dashes) {
  /** How many kinds of dashes there are. The last one is only for {@link #beside}. */
  public static final int PATTERNS = Palette.DASHES + 1;

  public Look {
    if (color < 0 || color >= Palette.LIGHT.series().size() || dashes < 0 || dashes >= PATTERNS) {
      throw new IllegalArgumentException("color " + color + ", dashes " + dashes);
    }
  }

  /** That of a series of an index: another one for each of the first series. */
  public static Look of(int index) {
    return new Look(Palette.color(index), Palette.dashes(index));
  }

  /**
   * That of a run of an index. No run has the last color, which is that of text: it is left to what
   * belongs to no run. The first 15 runs have different looks.
   */
  public static Look ofRun(int index) {
    int colors = Palette.LIGHT.series().size() - 1;
    int color = index % colors;
    return new Look(color, (color + index / colors) % Palette.DASHES);
  }

  /**
   * The same color with other dashes, for series that belong together.
   *
   * @param place of the series among them; of the first one the dashes stay
   */
  public Look beside(int place) {
    return new Look(color, (dashes + place) % PATTERNS);
  }
}
