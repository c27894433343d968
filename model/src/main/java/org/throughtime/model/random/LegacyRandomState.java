package org.throughtime.model.random;

import java.io.Serializable;
import java.util.Arrays;

/**
 * The state of a {@link LegacyRandom}: everything that its next draws depend on. Immutable. NumPy
 * calls it {@code RandomState.get_state(legacy=True)}.
 *
 * @param words the 624 words of the Mersenne Twister, copied in and out
 * @param position of the next word to temper, 624 where a new block is due
 * @param hasGauss whether the second value of a polar pair is kept for the next gauss
 * @param gauss that value, 0 where there is none
 */
public record LegacyRandomState(int[] words, int position, boolean hasGauss, double gauss)
    implements Serializable {

  /** Throws IllegalArgumentException where no stream can stand there. */
  public LegacyRandomState {
    if (words.length != LegacyRandom.WORDS) {
      throw new IllegalArgumentException(
          "a stream's state has " + LegacyRandom.WORDS + " words, got " + words.length);
    }
    if (position < 0 || position > LegacyRandom.WORDS) {
      throw new IllegalArgumentException(
          "a stream's position is from 0 to " + LegacyRandom.WORDS + ", got " + position);
    }
    if (!Double.isFinite(gauss) || !hasGauss && gauss != 0) {
      throw new IllegalArgumentException(
          "a stream's kept gauss is finite, and 0 where none is kept, got " + gauss);
    }
    words = words.clone();
  }

  @Override
  public int[] words() {
    return words.clone();
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof LegacyRandomState that
        && position == that.position
        && hasGauss == that.hasGauss
        && Double.compare(gauss, that.gauss) == 0
        && Arrays.equals(words, that.words);
  }

  @Override
  public int hashCode() {
    return 31 * Arrays.hashCode(words) + position;
  }

  @Override
  public String toString() {
    return "LegacyRandomState[position=" + position + ", hasGauss=" + hasGauss + "]";
  }
}
