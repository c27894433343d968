package org.throughtime.sweep.answers;

import java.util.Arrays;
import java.util.stream.IntStream;

/**
 * The norms of a run's gradient at every iteration; the names are those of the table {@code
 * iterations}. The arrays are not copied: nobody may change them.
 *
 * @param iter n, in ascending order
 * @param gradientNorm before clipping, as many
 * @param gradientNormPost after clipping, as many
 */
public record IterationNorms(int[] iter, double[] gradientNorm, double[] gradientNormPost) {
  public IterationNorms {
    if (gradientNorm.length != iter.length || gradientNormPost.length != iter.length) {
      throw new IllegalArgumentException(
          iter.length
              + " iterations with "
              + gradientNorm.length
              + " norms before clipping and "
              + gradientNormPost.length
              + " after");
    }
  }

  /** Those up to an iteration. */
  IterationNorms upTo(int last) {
    int count = (int) Arrays.stream(iter).filter(n -> n <= last).count();
    return new IterationNorms(
        Arrays.copyOf(iter, count),
        Arrays.copyOf(gradientNorm, count),
        Arrays.copyOf(gradientNormPost, count));
  }

  /** How many there are. */
  int count() {
    return iter.length;
  }

  /** At how many of them clipping changed the gradient. */
  int clipped() {
    return (int)
        IntStream.range(0, count())
            .filter(i -> Double.compare(gradientNorm[i], gradientNormPost[i]) != 0)
            .count();
  }
}
