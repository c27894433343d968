package org.throughtime.sweep.progress;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.throughtime.model.number.ReadableNumber;
import org.throughtime.model.train.RunSpec;
import org.throughtime.sweep.plan.Evaluation;
import org.throughtime.sweep.table.GeneralizationRow;

/**
 * The results of an evaluation as a table for people: one line per run, with the errors of its
 * lengths side by side.
 */
public final class GeneralizationText {
  private GeneralizationText() {}

  /**
   * The table as lines, each ended by a newline.
   *
   * @param rows by run, each run's of this certification and in order, drawn lengths first
   */
  public static String render(
      Evaluation certification, Map<RunSpec, List<GeneralizationRow>> rows) {
    List<List<String>> lines = new ArrayList<>();
    List<String> headings = new ArrayList<>(List.of("run", "iterations", "drawn"));
    certification.lengths().forEach(length -> headings.add(ReadableNumber.count(length)));
    lines.add(headings);
    rows.forEach(
        (run, metrics) -> {
          String iterations = ReadableNumber.count(metrics.get(0).steps() + 1);
          List<String> line = new ArrayList<>(List.of(run.name(), iterations));
          metrics.forEach(row -> line.add(ReadableNumber.fixed(row.error(), 2)));
          lines.add(line);
        });
    return String.format(
            Locale.ROOT,
            "error %% on %,d fresh sequences, seed %d (drawn: the training lengths mixed; other"
                + " columns: one length each)%s%n",
            certification.sequences(),
            certification.seed(),
            certification.stateNoise() == 0
                ? ""
                : ", with stateNoise " + certification.stateNoise())
        + new TextTable(1, lines).render();
  }
}
