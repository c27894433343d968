package org.throughtime.sweep.table;

import java.io.Serializable;
import java.util.Optional;
import java.util.OptionalInt;
import org.throughtime.model.cell.LinearErrors;
import org.throughtime.model.train.FreshScore;
import org.throughtime.model.train.RunSpec;

/**
 * What a run's weights score on fresh sequences.
 *
 * @param specHash of the run
 * @param steps n of the last iteration behind the weights
 * @param onlyLength L of every sequence; null where lengths are drawn as the run's are
 * @param minLength the shortest length drawn, or L
 * @param maxLength one above the longest length drawn, or L
 * @param seed of the certification
 * @param sequences how many
 * @param wrong how many of them were wrong
 * @param nll mean loss
 * @param linearErrors of a lastLinear head; null for others
 */
public record GeneralizationRow(
    String specHash,
    int steps,
    Integer onlyLength,
    int minLength,
    int maxLength,
    long seed,
    long sequences,
    long wrong,
    double nll,
    LinearErrors linearErrors)
    implements Serializable {

  /**
   * The row of a score.
   *
   * @param length empty where lengths were drawn
   */
  public static GeneralizationRow of(
      RunSpec run, int steps, OptionalInt length, long seed, FreshScore score) {
    return new GeneralizationRow(
        run.hash(),
        steps,
        length.isPresent() ? length.getAsInt() : null,
        length.orElse(run.task().minLength()),
        length.orElse(run.task().maxLength()),
        seed,
        score.sequences(),
        score.wrong(),
        score.nll(),
        score.linear().orElse(null));
  }

  /** L of every sequence; empty where lengths are drawn. */
  public OptionalInt length() {
    return onlyLength == null ? OptionalInt.empty() : OptionalInt.of(onlyLength);
  }

  /** Share of wrong sequences, percent. */
  public double error() {
    return 100.0 * wrong / sequences;
  }

  /** Further errors, present for lastLinear. */
  public Optional<LinearErrors> linear() {
    return Optional.ofNullable(linearErrors);
  }
}
