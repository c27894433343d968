package org.throughtime.sweep.answers;

import java.util.List;
import java.util.stream.Stream;

/**
 * A question with its answer.
 *
 * @param question as a reader would ask it
 * @param verdict the conclusion with its metrics, in one sentence
 * @param details what the verdict rests on and which bounds chose it
 */
public record Answer(String question, Sentence verdict, List<Sentence> details) {
  public Answer {
    details = List.copyOf(details);
  }

  /** The verdict and its details. */
  public List<Sentence> sentences() {
    return Stream.concat(Stream.of(verdict), details.stream()).toList();
  }
}
