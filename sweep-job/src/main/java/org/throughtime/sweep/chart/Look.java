package org.throughtime.sweep.chart;

/**
 * The color and the dashes of a series.
 *
 * @param color index into {@link Palette#series()}
 * @param dashes from 0 to below {@link #PATTERNS}; 0 is solid
 */
public record Look(int color, int dashes) {
  /** How many kinds of dashes there are. */
  public static final int PATTERNS = Palette.DASHES;

  /** That of what belongs to no run. */
  public static final Look NEUTRAL = new Look(Palette.NEUTRAL, 0);

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
   * belongs to no run. The first 28 runs have different looks; the first 7 differ in color, and of
   * any four in a row no two have the same dashes.
   */
  public static Look ofRun(int index) {
    int color = index % Palette.NEUTRAL;
    return new Look(color, (color + index / Palette.NEUTRAL) % Palette.DASHES);
  }

  /**
   * Another color and other dashes, for series of the same run in one chart. Where curves are so
   * dense that dashes run together, the color tells them apart, and in gray the dashes of the first
   * three do. None but the first is solid, so that it does not hide one below it.
   *
   * @param place of the series among them; the first one has the look of the run, and the second
   *     one the color of text
   */
  public Look beside(int place) {
    if (place == 0) {
      return this;
    }
    int other = place == 1 ? Palette.NEUTRAL : (color + place - 1) % Palette.NEUTRAL;
    return new Look(other, 1 + (dashes + place - 1) % (PATTERNS - 1));
  }
}
