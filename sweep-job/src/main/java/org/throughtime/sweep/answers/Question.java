package org.throughtime.sweep.answers;

import java.util.Optional;
import java.util.function.Function;

/** The questions about one run, in the order in which they are answered. */
public enum Question {
  GRADIENT(
      "Does the gradient through time vanish, explode or spread?",
      run -> Optional.of(GradientThroughTime.of(run))),
  NORM(
      "Does the norm of the gradient explode during training?",
      run -> Optional.of(NormOverTraining.of(run))),
  SATURATION(
      "Does the hidden state saturate, and is saturation correlated with the gradient?",
      run -> Optional.of(Saturation.of(run))),
  CLIPPING("What did clipping change?", ClippingEffect::of),
  GATES(
      "How close are the gates to 0 or 1, and is that correlated with the gradient?",
      GatePositions::of),
  RADIUS(
      "Is rho, the spectral radius of W_hh, correlated with the gradient?",
      run -> Optional.of(RadiusAndGradient.of(run)));

  private final String text;
  private final Function<RunMetrics, Optional<Answer>> answer;

  Question(String text, Function<RunMetrics, Optional<Answer>> answer) {
    this.text = text;
    this.answer = answer;
  }

  /** As a reader would ask it. */
  String text() {
    return text;
  }

  /** The answer for a run with a checkpoint; empty where the question does not apply to the run. */
  Optional<Answer> answer(RunMetrics run) {
    return answer.apply(run);
  }
}
