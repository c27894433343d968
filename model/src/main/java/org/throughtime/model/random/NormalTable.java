package org.throughtime.model.random;

/**
 * Standard normal numbers that are looked up instead of drawn. A window of a fixed table is
 * selected by a hash of a stream, a step and a row. Nothing is kept between two calls, so a
 * snapshot does not have to record anything, and a kernel reads a window with plain loads.
 *
 * <p>The table has {@link #SIZE} numbers, made by the method of Box and Muller (1958). The hash is
 * the finalizer of SplitMix64 (Steele, Lea and Flood, 2014). Everything is integer arithmetic and
 * {@code StrictMath}, so it is the same on every machine.
 */
public final class NormalTable {
  static final int SIZE = 1 << 16;

  /** A kernel may read whole vectors, and so as far as the next multiple of this. */
  private static final int READ = 16;

  private static final long STREAM_STEP = 0x9E3779B97F4A7C15L;
  private static final long TIME_STEP = 0xD1B54A32D192ED03L;
  private static final long ROW_STEP = 0x8CB92BA72F3D8DD7L;
  private static final float[] NUMBERS = make();

  private NormalTable() {}

  private static float[] make() {
    float[] numbers = new float[SIZE];
    for (int i = 0; i < SIZE; i += 2) {
      double radius = StrictMath.sqrt(-2 * StrictMath.log(1 - uniform(i)));
      double angle = 2 * StrictMath.PI * uniform(i + 1);
      numbers[i] = (float) (radius * StrictMath.cos(angle));
      numbers[i + 1] = (float) (radius * StrictMath.sin(angle));
    }
    return numbers;
  }

  /** In [0, 1), from 53 bits. */
  private static double uniform(long counter) {
    return (mix(counter * STREAM_STEP) >>> 11) * 0x1p-53;
  }

  private static long mix(long z) {
    z = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
    z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
    return z ^ (z >>> 31);
  }

  /** The numbers, shared: not to be written to. */
  public static float[] numbers() {
    return NUMBERS;
  }

  /**
   * The stream of one pass.
   *
   * @param seed of a run
   * @param iteration n of the pass
   */
  public static long stream(long seed, int iteration) {
    return mix(mix(seed * STREAM_STEP) + iteration * TIME_STEP);
  }

  /**
   * Sets {@code windows[b]}, for {@code b < rows}, to where in {@link #numbers()} the window of row
   * b begins.
   *
   * @param stream of {@link #stream}
   * @param t the step
   * @param width numbers of a window
   * @throws IllegalArgumentException where a window is longer than the table
   */
  public static void windows(long stream, int t, int rows, int width, int[] windows) {
    if (width > SIZE) {
      throw new IllegalArgumentException("a window has at most " + SIZE + " numbers, not " + width);
    }
    int places = SIZE - (width + READ - 1) / READ * READ + 1;
    for (int b = 0; b < rows; b++) {
      long hash = mix(stream + t * TIME_STEP + b * ROW_STEP);
      windows[b] = (int) (((hash >>> 32) * places) >>> 32);
    }
  }
}
