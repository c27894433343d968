package org.throughtime.model.train;

import java.util.Map;
import java.util.Optional;
import org.throughtime.model.cell.LinearErrors;
import org.throughtime.model.cell.Network;
import org.throughtime.model.cell.Score;
import org.throughtime.model.cell.StateNoise;
import org.throughtime.model.kernel.Kernels;
import org.throughtime.model.random.LegacyRandom;
import org.throughtime.model.task.Batch;
import org.throughtime.model.task.Task;
import org.throughtime.model.task.Tasks;

/**
 * Sequences of a run's task from a stream that its training and validation never drew from, scored
 * with the kernels that score its validation.
 *
 * <p>They are drawn and scored a batch at a time, so memory does not grow with their number: at one
 * length L a batch has the largest power of two of sequences, at most {@value #MOST_SEQUENCES},
 * that leaves at most {@value #MOST_POSITIONS} positions of it; where lengths are drawn it has one
 * sequence, so that every one of them has a length of its own. Both are part of what is drawn. A
 * batch of memall holds every digit string, whatever was asked for.
 */
public final class FreshData {
  static final int MOST_SEQUENCES = 1 << 10;
  static final int MOST_POSITIONS = 1 << 18;

  private final RunSpec spec;
  private final Task task;
  private final Network network;
  private final double stateNoise;

  /**
   * For a run with the weights that it has come to.
   *
   * @param weights dense C-order arrays by name
   * @param kernels that score
   * @throws IllegalArgumentException where they do not fit the specification
   */
  public FreshData(RunSpec spec, Map<String, float[]> weights, Kernels kernels) {
    this(spec, Tasks.create(spec.task()), weights, kernels);
  }

  private FreshData(RunSpec spec, Task task, Map<String, float[]> weights, Kernels kernels) {
    this(spec, task, Cells.network(spec, task, weights, kernels), 0);
  }

  /** For a network that exists already; its weights may change between two scores. */
  FreshData(RunSpec spec, Task task, Network network) {
    this(spec, task, network, 0);
  }

  private FreshData(RunSpec spec, Task task, Network network, double stateNoise) {
    this.spec = spec;
    this.task = task;
    this.network = network;
    this.stateNoise = stateNoise;
  }

  /**
   * The same with Gaussian noise on the pre-activations, as in training. A batch has noise of its
   * own: that of the iteration with its number, in a run with the seed of the stream.
   *
   * @param sd standard deviation; 0 for none
   */
  public FreshData withNoise(double sd) {
    return new FreshData(spec, task, network, sd);
  }

  /**
   * Scores sequences of one length L.
   *
   * @param seed of the stream
   * @param sequences how many at least
   */
  public FreshScore at(int length, long seed, int sequences) {
    return score(length, seed, sequences, Long.MAX_VALUE).score();
  }

  /**
   * Whether fewer than {@code wrong} of the sequences that {@link #at} scores are wrong; stops as
   * soon as that many are.
   */
  boolean isBelow(int length, long seed, int sequences, long wrong) {
    return score(length, seed, sequences, wrong).wrong < wrong;
  }

  private Sums score(int length, long seed, int sequences, long mostWrong) {
    int most = Integer.highestOneBit(Math.max(1, MOST_POSITIONS / length));
    LegacyRandom random = new LegacyRandom(seed);
    Sums sums = new Sums();
    Batch batch = task.newBatch(Math.min(Math.min(most, MOST_SEQUENCES), sequences));
    while (sums.sequences < sequences && sums.wrong < mostWrong) {
      int left = (int) (sequences - sums.sequences);
      batch = left < batch.sequences() ? task.newBatch(left) : batch;
      task.draw(random, length, batch);
      sums.add(score(batch, seed, sums.batches), batch.sequences());
    }
    return sums;
  }

  /**
   * Scores sequences whose lengths are drawn as those of the run's training are: for each a length,
   * then the sequence.
   *
   * @param seed of the stream
   * @param sequences how many at least
   */
  public FreshScore atDrawnLengths(long seed, int sequences) {
    Lengths lengths = Lengths.of(spec.task());
    LegacyRandom random = new LegacyRandom(seed);
    Sums sums = new Sums();
    Batch batch = task.newBatch(1);
    while (sums.sequences < sequences) {
      task.draw(random, lengths.draw(random), batch);
      sums.add(score(batch, seed, sums.batches), batch.sequences());
    }
    return sums.score();
  }

  private Score score(Batch batch, long seed, int number) {
    return network.evaluate(batch, StateNoise.of(stateNoise, seed, number));
  }

  /** Over batches of different sizes; every sequence counts the same. */
  private static final class Sums {
    private int batches;
    private long sequences;
    private long wrong;
    private double nll;
    private boolean linear;
    private double mae;
    private double err05;
    private double err10;
    private double errAbs;
    private double maxae;

    void add(Score score, int n) {
      batches++;
      sequences += n;
      wrong += Math.round(score.failures() * n);
      nll += score.loss() * n;
      if (score.linear().isPresent()) {
        LinearErrors errors = score.linear().get();
        linear = true;
        mae += errors.mae() * n;
        err05 += errors.err05() * n;
        err10 += errors.err10() * n;
        errAbs += errors.errAbs() * n;
        maxae = Math.max(maxae, errors.maxae());
      }
    }

    FreshScore score() {
      double n = sequences;
      Optional<LinearErrors> errors =
          linear
              ? Optional.of(new LinearErrors(mae / n, err05 / n, err10 / n, errAbs / n, maxae))
              : Optional.empty();
      return new FreshScore(sequences, wrong, nll / n, errors);
    }
  }
}
