package org.throughtime.sweep.answers;

import java.util.List;

/**
 * A question with its answer.
 *
 * @param question as a reader would ask it
 * @param sentences the conclusion first
 */
public record Answer(String question, List<Sentence> sentences) {
  public Answer {
    sentences = List.copyOf(sentences);
  }
}
