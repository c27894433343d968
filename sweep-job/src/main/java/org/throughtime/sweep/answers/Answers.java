package org.throughtime.sweep.answers;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The questions of the assignment with their answers, from metrics alone. */
public final class Answers {
  private Answers() {}

  /**
   * The questions about one run, each once and in order. A question that does not apply to the run
   * is left out: an rnn has no gates, and a run that does not clip shows nothing about clipping.
   *
   * @return empty where {@link #missing} says that there is nothing to answer from
   */
  public static Map<Question, Answer> of(RunMetrics run) {
    Map<Question, Answer> answers = new EnumMap<>(Question.class);
    if (missing(run).isEmpty()) {
      for (Question question : Question.values()) {
        question.answer(run).ifPresent(answer -> answers.put(question, answer));
      }
    }
    return answers;
  }

  /** Why no question about a run can be answered; empty where it has a checkpoint. */
  public static Optional<String> missing(RunMetrics run) {
    return Grounds.withoutCheckpoints(run).map(Sentence::text);
  }

  /** How to read the rank correlations in all answers. */
  public static String caution() {
    return Association.CAUTION;
  }

  /**
   * What runs show beside each other: those that differ in clipping alone, and those that differ in
   * the cell alone. Empty where there are none.
   */
  public static List<Answer> compare(List<RunMetrics> runs) {
    return Comparison.among(runs).stream().map(Comparison::answer).toList();
  }

  /** What all runs together show. */
  public static List<Answer> conclude(List<RunMetrics> runs) {
    return new Conclusion(runs).answers();
  }
}
