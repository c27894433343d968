package org.throughtime.sweep.answers;

import java.util.List;

/** The questions of the assignment with their answers, from metrics alone. */
public final class Answers {
  private Answers() {}

  /** The five questions about one run. */
  public static List<Answer> of(RunMetrics run) {
    return List.of(
        GradientThroughTime.of(run),
        Saturation.of(run),
        ClippingEffect.of(run),
        GatePositions.of(run),
        RadiusAndGradient.of(run));
  }

  /** How the rank correlations in all answers are to be taken; to be said once beside them. */
  public static String caution() {
    return Association.CAUTION.text();
  }

  /**
   * What runs show beside each other: those that differ in clipping alone, and those that differ in
   * the cell alone. Empty where there are none.
   */
  public static List<Answer> compare(List<RunMetrics> runs) {
    return Comparison.among(runs).stream().map(Comparison::answer).toList();
  }
}
