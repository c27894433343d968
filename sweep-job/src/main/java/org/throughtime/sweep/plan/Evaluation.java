package org.throughtime.sweep.plan;

import java.io.Serializable;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.throughtime.model.task.Tasks;
import org.throughtime.model.train.RunSpec;

/**
 * The fresh sequences that runs are scored on: at several lengths L, and at lengths drawn from the
 * full range of a run.
 *
 * @param seed of the drawn lengths' stream; that of a length is as much higher as the length
 * @param sequences how many at each length
 * @param lengths L, in order
 * @param stateNoise standard deviation of the noise on the pre-activations; 0 for none
 */
public record Evaluation(long seed, int sequences, List<Integer> lengths, double stateNoise)
    implements Serializable {
  /** The first day of ICML 2013, where the paper was read. */
  public static final long DEFAULT_SEED = 20130616;

  /** The paper's number. */
  public static final int DEFAULT_SEQUENCES = 10_000;

  /** Within the paper's 50 to 200 and far beyond. */
  public static final List<Integer> DEFAULT_LENGTHS =
      List.of(50, 100, 150, 200, 250, 500, 1000, 2000, 3000, 5000);

  private static final int MOST_LENGTH = 1_000_000;
  private static final int MOST_SEQUENCES = 100_000_000;
  private static final int MOST_LENGTHS = 1000;
  private static final int MOST_NOISE = 10;

  /**
   * @throws IllegalArgumentException in words for whoever asked for it
   */
  public Evaluation {
    require(!lengths.isEmpty() && lengths.size() <= MOST_LENGTHS, "lengths: must be 1 to 1000");
    for (int length : lengths) {
      require(
          length >= 1 && length <= MOST_LENGTH, "lengths: " + length + ": must be 1 to 1000000");
    }
    lengths = lengths.stream().sorted().toList();
    Set<Integer> distinct = new LinkedHashSet<>(lengths);
    require(distinct.size() == lengths.size(), "lengths: must not have the same one twice");
    require(
        sequences >= 1 && sequences <= MOST_SEQUENCES,
        "sequences: " + sequences + ": must be 1 to 100000000");
    require(
        stateNoise >= 0 && stateNoise <= MOST_NOISE,
        "stateNoise: " + stateNoise + ": must be 0 to " + MOST_NOISE);
    long highest = RunSpec.MAX_SEED - lengths.get(lengths.size() - 1);
    require(
        seed >= 0 && seed <= highest,
        "seed: " + seed + ": must be 0 to " + highest + ", so that seed + length is a seed too");
  }

  private static void require(boolean right, String message) {
    if (!right) {
      throw new IllegalArgumentException(message);
    }
  }

  /** Seed of the stream for one length. */
  public long seedAt(int length) {
    return seed + length;
  }

  /**
   * Refuses a run that has drawn from one of the streams, whose task cannot make a length, or whose
   * cell takes no noise if there is any.
   *
   * @throws IllegalArgumentException in words for whoever asked for it
   */
  public void requireFreshFor(RunSpec run) {
    int shortest = Tasks.shortestLength(run.task().task());
    require(
        lengths.get(0) >= shortest,
        "lengths: %s: must be at least %s for task %s of run %s"
            .formatted(lengths.get(0), shortest, run.task().task(), run.name()));
    require(
        stateNoise == 0 || run.cell().model().takesNoise(),
        "stateNoise: %s: must be 0 for run %s, whose model is %s"
            .formatted(stateNoise, run.name(), run.cell().model().label()));
    for (long drawn : new long[] {run.seed(), run.validationSeed(), run.diagnosticSeed()}) {
      boolean same = drawn == seed || lengths.stream().anyMatch(l -> seedAt(l) == drawn);
      require(
          !same,
          "seed: %s: run %s has drawn from stream %s; must be another, for fresh data"
              .formatted(seed, run.name(), drawn));
    }
  }
}
