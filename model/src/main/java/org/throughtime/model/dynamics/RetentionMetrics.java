package org.throughtime.model.dynamics;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import org.throughtime.model.metric.Metric;
import org.throughtime.model.metric.Schema;

/** The metrics of {@link Retention}: one row a number of distractors, over all and by class. */
public final class RetentionMetrics {
  /** Numbers of further distractors at which retention is measured. */
  public static final List<Integer> STEPS_MEASURED = List.of(10, 100, 1_000, 5_000);

  /**
   * A share.
   *
   * @param iter n of the checkpoint
   * @param ofClass the class of the sequences; empty for all sequences
   * @param steps number of further distractors
   * @param sequences number of sequences
   */
  public record Kept(int iter, OptionalInt ofClass, int steps, int sequences, double share) {}

  public static final Metric<Kept, Integer> ITER =
      Metric.integer("iter", "iterations", "n of the checkpoint with these weights", Kept::iter);
  public static final Metric<Kept, Integer> CLASS =
      Metric.<Kept>integer(
              "class",
              "",
              "class of the sequences; null for all sequences",
              kept -> kept.ofClass().isPresent() ? kept.ofClass().getAsInt() : null)
          .sometimes();
  public static final Metric<Kept, Integer> STEPS =
      Metric.integer(
          "steps", "steps", "number of further distractors after a sequence", Kept::steps);
  public static final Metric<Kept, Integer> SEQUENCES =
      Metric.integer("sequences", "", "number of sequences", Kept::sequences);
  public static final Metric<Kept, Double> SHARE =
      Metric.real(
          "share",
          "0 to 1",
          "share of the sequences that are still answered correctly",
          Kept::share);

  /** The metrics of a row, in the order of their columns. */
  public static final Schema<Kept> SCHEMA =
      new Schema<>(List.of(ITER, CLASS, STEPS, SEQUENCES, SHARE));

  private RetentionMetrics() {}

  /** The rows of a network: by number of distractors, all sequences first, then by class. */
  public static List<Kept> of(Measurement measurement) {
    List<Kept> rows = new ArrayList<>();
    for (Retention r : measurement.dynamics().retention()) {
      rows.add(
          new Kept(measurement.iter(), OptionalInt.empty(), r.steps(), r.sequences(), r.share()));
      for (int c = 0; c < r.byClass().size(); c++) {
        int sequences = r.sequencesByClass().get(c);
        if (sequences > 0) {
          double share = r.byClass().get(c);
          rows.add(new Kept(measurement.iter(), OptionalInt.of(c), r.steps(), sequences, share));
        }
      }
    }
    return rows;
  }
}
