package org.throughtime.model.diagnostics;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Expected values were computed with numpy.histogram (1.24) and must agree to the bit. */
class HistogramTest {
  private static final double[] SAMPLE =
      IntStream.range(0, 90).mapToDouble(i -> ((i * 37) % 101) / 7.0 - 5).toArray();

  @Test
  void equalsNumpys() {
    Histogram histogram = Histogram.of(SAMPLE, 7);
    assertArrayEquals(new long[] {14, 12, 13, 13, 12, 13, 13}, histogram.counts());
    assertArrayEquals(
        new double[] {
          -5.0,
          -2.9591836734693877,
          -0.9183673469387754,
          1.1224489795918373,
          3.163265306122449,
          5.204081632653061,
          7.244897959183675,
          9.285714285714286
        },
        histogram.edges());
  }

  @Test
  void equalsNumpysInSixtyBins() {
    Histogram histogram = Histogram.of(SAMPLE, 60);
    assertArrayEquals(
        new long[] {
          2, 2, 1, 2, 1, 1, 2, 2, 1, 2, 1, 1, 2, 2, 1, 2, 1, 1, 2, 2, 0, 2, 2, 1, 2, 2, 0, 2, 2, 1,
          2, 2, 1, 1, 2, 1, 2, 2, 0, 2, 2, 1, 1, 2, 2, 1, 2, 1, 1, 2, 2, 1, 2, 1, 1, 2, 2, 1, 1, 2
        },
        histogram.counts());
    assertEquals(-4.761904761904762, histogram.edges()[1]);
    assertEquals(2.1428571428571432, histogram.edges()[30]);
  }

  @Test
  void valuesOnAnEdgeBelongToTheBinOnItsRight() {
    // scaled and truncated, some of these fall one bin off
    double[] edges = Histogram.of(new double[] {-3.91, -3.74}, 60).edges();
    long[] expected = new long[60];
    Arrays.fill(expected, 1);
    expected[59] = 2;
    assertArrayEquals(expected, Histogram.of(edges, 60).counts());
  }

  @Test
  void equalValuesAreInTheMiddleOfARangeOfOne() {
    Histogram histogram = Histogram.of(new double[] {2, 2, 2}, 4);
    assertArrayEquals(new long[] {0, 0, 3, 0}, histogram.counts());
    assertArrayEquals(new double[] {1.5, 1.75, 2, 2.25, 2.5}, histogram.edges());
  }

  @Test
  void countsWithinARangeThatIsGiven() {
    Histogram histogram = Histogram.within(new double[] {-1, 0, .5, 3}, 4, -1, 3);
    assertArrayEquals(new long[] {1, 2, 0, 1}, histogram.counts());
    assertArrayEquals(new double[] {-1, 0, 1, 2, 3}, histogram.edges());
    assertThrows(
        IllegalArgumentException.class, () -> Histogram.within(new double[] {4}, 4, -1, 3));
    assertThrows(
        IllegalArgumentException.class, () -> Histogram.within(new double[] {Double.NaN}, 4, 0, 1));
    assertThrows(IllegalArgumentException.class, () -> Histogram.within(new double[0], 4, 1, 1));
    assertThrows(IllegalArgumentException.class, () -> Histogram.within(new double[0], 0, 0, 1));
  }

  @Test
  void emptySampleIsCountedFromZeroToOne() {
    Histogram histogram = Histogram.of(new double[0], 2);
    assertArrayEquals(new long[] {0, 0}, histogram.counts());
    assertArrayEquals(new double[] {0, .5, 1}, histogram.edges());
  }

  @Test
  void refusesWhatCannotBeCounted() {
    assertThrows(IllegalArgumentException.class, () -> Histogram.of(SAMPLE, 0));
    assertThrows(
        IllegalArgumentException.class, () -> Histogram.of(new double[] {1, Double.NaN}, 3));
    assertThrows(
        IllegalArgumentException.class, () -> new Histogram(new long[] {1}, new double[] {0}));
  }
}
