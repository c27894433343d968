package org.throughtime.sweep.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.throughtime.sweep.answers.Answer;
import org.throughtime.sweep.answers.Answers;

/** What all shown runs together show. */
final class ConclusionSection {
  private ConclusionSection() {}

  /** Empty where fewer than two runs are shown. */
  static Optional<Section> of(SweepContents sweep) {
    if (sweep.details().size() < 2) {
      return Optional.empty();
    }
    List<Block> blocks = new ArrayList<>();
    if (!sweep.complete()) {
      blocks.add(
          new Block.Prose(
              "Over the " + sweep.details().size() + " runs that have a section of their own."));
    }
    List<Answer> answers =
        Answers.conclude(sweep.details().stream().map(RunDetail::metrics).toList());
    blocks.add(
        answers.isEmpty()
            ? new Block.Missing("No conclusion: no run has a checkpoint yet.")
            : new Block.Answered(
                answers.stream()
                    .map(answer -> new Block.Answered.Shown(answer, List.of()))
                    .toList(),
                true));
    return Optional.of(new Section("conclusion", "Conclusion", blocks));
  }
}
