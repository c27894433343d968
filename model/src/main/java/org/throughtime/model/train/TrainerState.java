package org.throughtime.model.train;

import java.io.Serializable;
import java.util.LinkedHashMap;
import java.util.Map;
import org.throughtime.model.random.LegacyRandomState;

/**
 * Everything that a run needs to resume between two iterations as if it had never stopped.
 *
 * @param iteration n of the next iteration
 * @param random the training stream
 * @param weights that are trained, dense C-order arrays by name
 * @param slots what the optimizer keeps, likewise; empty for sgd
 * @param window sums of the iterations since the last checkpoint
 * @param bestValidError percent
 * @param checksInARow checkpoints without error up to now, without one with errors between them
 * @param stage of the lengths
 * @param ended how the run ended; null while it can go on
 */
public record TrainerState(
    int iteration,
    LegacyRandomState random,
    LinkedHashMap<String, float[]> weights,
    LinkedHashMap<String, float[]> slots,
    WindowSums window,
    double bestValidError,
    int checksInARow,
    Stage stage,
    RunStatus ended)
    implements Serializable {
  public TrainerState {
    weights = copy(weights);
    slots = copy(slots);
  }

  /**
   * The weights that the run leaves, dense C-order arrays by name: those it trains, but the best of
   * all its attempts once it has finished, if it keeps such weights.
   */
  public Map<String, float[]> result() {
    Best best = stage.lowest();
    return ended == RunStatus.FINISHED && best.isPresent() ? best.weights() : weights;
  }

  private static LinkedHashMap<String, float[]> copy(Map<String, float[]> arrays) {
    LinkedHashMap<String, float[]> copy = new LinkedHashMap<>();
    arrays.forEach((name, array) -> copy.put(name, array.clone()));
    return copy;
  }

  /**
   * Sums over the iterations since the last checkpoint, in order.
   *
   * @param trainNll of the losses
   * @param gradientNorm of the norms before clipping
   * @param gradientNormPost of the norms after clipping
   * @param omega of Omega
   * @param stepsInPast of the steps in the past
   */
  public record WindowSums(
      double trainNll,
      double gradientNorm,
      double gradientNormPost,
      double omega,
      double stepsInPast)
      implements Serializable {
    static final WindowSums ZERO = new WindowSums(0, 0, 0, 0, 0);

    WindowSums plus(IterationMetrics f) {
      return new WindowSums(
          trainNll + f.trainNll(),
          gradientNorm + f.gradientNorm(),
          gradientNormPost + f.gradientNormPost(),
          omega + f.omega(),
          stepsInPast + f.stepsInPast());
    }

    /** Each of them divided by a number of iterations. */
    WindowSums over(double iterations) {
      return new WindowSums(
          trainNll / iterations,
          gradientNorm / iterations,
          gradientNormPost / iterations,
          omega / iterations,
          stepsInPast / iterations);
    }
  }
}
