package org.throughtime.model.train;

import java.io.Serializable;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The best weights of the last stage of a {@link LengthSchedule} with patience. Where so many
 * checkpoints in a row are no better, the run returns to these weights with a smaller learning
 * rate.
 *
 * @param error percent; infinite where there are no weights yet
 * @param returns how often the run has returned
 * @param weights dense C-order arrays by name
 */
public record Best(double error, int returns, LinkedHashMap<String, float[]> weights)
    implements Serializable {
  /** Before the last stage. */
  public static final Best NONE = new Best(Double.POSITIVE_INFINITY, 0, new LinkedHashMap<>());

  /** What each return multiplies the learning rate by. */
  private static final double RATE = .8;

  /** The smallest product of these. */
  private static final double LEAST_RATE = .25;

  /** Throws IllegalArgumentException where returns is below 0. */
  public Best {
    if (returns < 0) {
      throw new IllegalArgumentException("returns are at least 0: " + returns);
    }
    weights = copy(weights);
  }

  private static LinkedHashMap<String, float[]> copy(Map<String, float[]> arrays) {
    LinkedHashMap<String, float[]> copy = new LinkedHashMap<>();
    arrays.forEach((name, array) -> copy.put(name, array.clone()));
    return copy;
  }

  /** Whether there are weights to return to. */
  boolean isPresent() {
    return !weights.isEmpty();
  }

  /** Better weights. */
  Best with(double better, Map<String, float[]> found) {
    return new Best(better, returns, copy(found));
  }

  /** After a return. */
  Best returned() {
    return new Best(error, returns + 1, weights);
  }

  /** What the learning rate is multiplied by. */
  double rate() {
    return Math.max(LEAST_RATE, StrictMath.pow(RATE, returns));
  }
}
