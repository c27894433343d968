package org.throughtime.sweep.answers;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.throughtime.sweep.table.Status;

/**
 * What all runs together show. Every sentence that leaves out a run, because it has no checkpoint
 * or no finite metrics, names that run.
 *
 * @param runs all of them
 */
record Conclusion(List<RunMetrics> runs) {
  Conclusion {
    runs = List.copyOf(runs);
  }

  /** The topics, each with a sentence or more; none where no run has a checkpoint. */
  List<Answer> answers() {
    if (begun().isEmpty()) {
      return List.of();
    }
    ConclusionOverRuns over = new ConclusionOverRuns(runs);
    List<Answer> answers = new ArrayList<>();
    unended().ifPresent(answers::add);
    answers.add(one("Which gradients vanish or explode through time?", over.gradients()));
    answers.add(one("Which gradient norms explode during training?", over.norms()));
    answers.add(one("Which hidden states saturate?", over.saturation()));
    List<Comparison> comparisons = Comparison.among(runs);
    answers.add(
        all(
            "What did clipping do?",
            ConclusionOverPairs.clipping(comparisons),
            "No conclusion: no two of the runs differ only in clipping."));
    answers.add(
        all(
            "How do the cells differ?",
            ConclusionOverPairs.cells(comparisons),
            "No conclusion: no two of the runs differ only in the cell."));
    answers.add(all("What did the runs learn?", over.learning(), ""));
    return answers;
  }

  private List<RunMetrics> begun() {
    return runs.stream().filter(run -> !run.checkpoints().isEmpty()).toList();
  }

  /** The runs that are neither finished nor solved, and the iteration up to which they count. */
  private Optional<Answer> unended() {
    Labels labels = Labels.among(runs);
    List<Phrase> standing =
        runs.stream()
            .filter(run -> run.status() != Status.FINISHED && run.status() != Status.SOLVED)
            .map(run -> standing(run, labels))
            .toList();
    return standing.isEmpty()
        ? Optional.empty()
        : Optional.of(
            one("Which runs are not complete?", Phrase.join(standing, "; ").then(".").sentence()));
  }

  private static Phrase standing(RunMetrics run, Labels labels) {
    String named = labels.of(run) + " (" + run.status().label() + ")";
    return run.checkpoints().isEmpty()
        ? Phrase.of(named + " is left out because it has no checkpoint")
        : Phrase.of(
            named + " is included up to iteration {}", new CheckpointQueries(run).lastIteration());
  }

  private static Answer one(String question, Sentence sentence) {
    return new Answer(question, sentence, List.of());
  }

  private static Answer all(String question, List<Sentence> sentences, String none) {
    return sentences.isEmpty()
        ? one(question, Phrase.of(none).sentence())
        : new Answer(question, sentences.get(0), sentences.subList(1, sentences.size()));
  }
}
