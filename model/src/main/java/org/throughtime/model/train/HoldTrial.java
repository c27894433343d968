package org.throughtime.model.train;

import org.throughtime.model.cell.Network;
import org.throughtime.model.task.Task;

/**
 * Measures the length to which a network holds. At every length of a list it scores {@link
 * #SEQUENCES} fresh sequences, until {@link #PERCENT} % of those of one length are wrong.
 */
final class HoldTrial {
  /** Sequences at each length. */
  static final int SEQUENCES = 10_000;

  /** Share of wrong sequences from which on a length is not held. */
  static final int PERCENT = 1;

  /**
   * Sequences at each length among which {@link #error} finds no wrong one where it is 0. A network
   * with one error in 100,000 often has none among the sequences of a smaller sample, and has some
   * in the next.
   */
  static final int MOST_SEQUENCES = 50_000;

  /** Sequences at each length that {@link #error} scores, until it is sure. */
  private static final int[] SAMPLES = {500, 4000, SEQUENCES, MOST_SEQUENCES};

  /** Percent; an error above it needs no larger sample. */
  private static final double[] SURE_ABOVE = {.4, 0, 0, -1};

  /** What keeps its streams apart from those of training, validation and diagnostics. */
  private static final long STREAM = 0x5DEECE66DL;

  private final RunSpec spec;
  private final FreshData data;

  /**
   * @param network whose weights count when it is measured
   */
  HoldTrial(RunSpec spec, Task task, Network network) {
    this.spec = spec;
    this.data = new FreshData(spec, task, network);
  }

  /**
   * The greatest length of the list such that less than {@value #PERCENT} % of the sequences are
   * wrong at it and at every shorter one; 0 where that is none.
   */
  int measure() {
    int held = 0;
    for (int length : spec.validation().hold().lengths()) {
      if (!data.isBelow(length, seed(spec, length), SEQUENCES, SEQUENCES * PERCENT / 100)) {
        return held;
      }
      held = length;
    }
    return held;
  }

  /**
   * Mean error over the lengths of the list, percent. A small sample decides where it shows errors
   * enough; 0 means that none of {@value #MOST_SEQUENCES} is wrong at any length.
   *
   * @param best an error that is not below it is as good as any other
   * @return infinity where it is not below {@code best}
   */
  double error(double best) {
    double error = Double.POSITIVE_INFINITY;
    for (int i = 0; i < SAMPLES.length; i++) {
      error = error(SAMPLES[i], best);
      if (!(error < best) || error > SURE_ABOVE[i]) {
        break;
      }
    }
    return error < best ? error : Double.POSITIVE_INFINITY;
  }

  private double error(int sequences, double best) {
    double error = 0;
    for (int length : spec.validation().hold().lengths()) {
      error +=
          data.at(length, seed(spec, length), sequences).error()
              / spec.validation().hold().lengths().size();
      if (!(error < best)) {
        return Double.POSITIVE_INFINITY;
      }
    }
    return error;
  }

  /** The same sequences at every checkpoint of a run; those of another length are others. */
  static long seed(RunSpec spec, int length) {
    return (STREAM * (spec.seed() + 1) + length) & RunSpec.MAX_SEED;
  }
}
