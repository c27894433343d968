package org.throughtime.model.random;

/**
 * NumPy's legacy {@code RandomState(seed)}, draw for draw.
 *
 * <p>The generator is MT19937 (Matsumoto &amp; Nishimura 1998) seeded by {@code init_genrand} with
 * the 32-bit seed itself; the draws on top of it are SPEC section 1. Nothing is allocated per draw
 * but the result of {@link #permutation}. Not thread-safe: a stream belongs to one run.
 */
public final class LegacyRandom {
  static final int WORDS = 624;

  private static final int MIDDLE = 397;
  private static final int UPPER_BIT = 0x80000000;
  private static final int LOWER_BITS = 0x7fffffff;
  private static final int TWIST = 0x9908b0df;
  private static final long MAX_SEED = 0xffffffffL;

  private final int[] words;
  private int position;
  private boolean hasGauss;
  private double gauss;

  /**
   * The stream of {@code RandomState(seed)}.
   *
   * @param seed from 0 to 2^32 - 1, otherwise IllegalArgumentException, as NumPy refuses it
   */
  public LegacyRandom(long seed) {
    if (seed < 0 || seed > MAX_SEED) {
      throw new IllegalArgumentException("a seed is from 0 to " + MAX_SEED + ", got " + seed);
    }
    words = new int[WORDS];
    words[0] = (int) seed;
    for (int i = 1; i < WORDS; i++) {
      words[i] = 1812433253 * (words[i - 1] ^ (words[i - 1] >>> 30)) + i;
    }
    position = WORDS;
  }

  private LegacyRandom(LegacyRandomState state) {
    words = state.words();
    position = state.position();
    hasGauss = state.hasGauss();
    gauss = state.gauss();
  }

  /** A stream that goes on where {@code state} was taken. */
  public static LegacyRandom restore(LegacyRandomState state) {
    return new LegacyRandom(state);
  }

  /** Where this stream stands now; later draws do not change it. */
  public LegacyRandomState snapshot() {
    return new LegacyRandomState(words, position, hasGauss, gauss);
  }

  /** The next output of the twister, as 32 bits. */
  public int nextInt32() {
    if (position == WORDS) {
      twist();
    }
    int y = words[position++];
    y ^= y >>> 11;
    y ^= (y << 7) & 0x9d2c5680;
    y ^= (y << 15) & 0xefc60000;
    return y ^ (y >>> 18);
  }

  /**
   * A whole number in [0, n) by mask and rejection; n = 1 draws nothing.
   *
   * @throws IllegalArgumentException where n is below 1, as {@code randint(0)} does
   */
  public int randint(int n) {
    if (n <= 1) {
      if (n < 1) {
        throw new IllegalArgumentException("randint needs n of at least 1, got " + n);
      }
      return 0;
    }
    int mask = -1 >>> Integer.numberOfLeadingZeros(n - 1);
    int drawn = nextInt32() & mask;
    while (drawn >= n) {
      drawn = nextInt32() & mask;
    }
    return drawn;
  }

  /** A double in [0, 1) from 53 bits of two outputs. */
  public double nextDouble() {
    int a = nextInt32() >>> 5;
    int b = nextInt32() >>> 6;
    return (a * 67108864.0 + b) / 9007199254740992.0;
  }

  /**
   * A standard normal number by Marsaglia's polar method, whose second value is kept for the next
   * call.
   *
   * <p>StrictMath, because Math.log may round differently from one machine to the next. So does the
   * C library under NumPy: the last bits of a double can differ from its, which no float32 weight
   * has shown (none of 2,000,000 draws of seed 52).
   */
  public double gauss() {
    if (hasGauss) {
      double kept = gauss;
      hasGauss = false;
      gauss = 0;
      return kept;
    }
    double x1;
    double x2;
    double r2;
    do {
      x1 = 2 * nextDouble() - 1;
      x2 = 2 * nextDouble() - 1;
      r2 = x1 * x1 + x2 * x2;
    } while (r2 >= 1 || r2 == 0);
    double f = StrictMath.sqrt(-2 * StrictMath.log(r2) / r2);
    hasGauss = true;
    gauss = f * x1;
    return f * x2;
  }

  /** The numbers 0 .. n-1 shuffled from the last place down. */
  public int[] permutation(int n) {
    int[] order = new int[n];
    for (int i = 0; i < n; i++) {
      order[i] = i;
    }
    for (int i = n - 1; i > 0; i--) {
      int j = randint(i + 1);
      int moved = order[i];
      order[i] = order[j];
      order[j] = moved;
    }
    return order;
  }

  private void twist() {
    int i = 0;
    for (; i < WORDS - MIDDLE; i++) {
      words[i] = words[i + MIDDLE] ^ mix(words[i], words[i + 1]);
    }
    for (; i < WORDS - 1; i++) {
      words[i] = words[i + MIDDLE - WORDS] ^ mix(words[i], words[i + 1]);
    }
    words[i] = words[MIDDLE - 1] ^ mix(words[i], words[0]);
    position = 0;
  }

  private static int mix(int high, int low) {
    int y = (high & UPPER_BIT) | (low & LOWER_BITS);
    return (y >>> 1) ^ (-(y & 1) & TWIST);
  }
}
