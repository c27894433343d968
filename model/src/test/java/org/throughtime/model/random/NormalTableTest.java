package org.throughtime.model.random;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;

class NormalTableTest {
  private static int[] windows(long stream, int t, int rows, int width) {
    int[] windows = new int[rows];
    NormalTable.windows(stream, t, rows, width, windows);
    return windows;
  }

  /**
   * Moments within four standard errors, and the share of numbers within one and two deviations.
   */
  @Test
  void theNumbersAreStandardNormal() {
    float[] numbers = NormalTable.numbers();
    double n = numbers.length;
    double[] moments = new double[5];
    int within1 = 0;
    int within2 = 0;
    for (float x : numbers) {
      assertTrue(Float.isFinite(x));
      for (int k = 1; k <= 4; k++) {
        moments[k] += Math.pow(x, k) / n;
      }
      within1 += Math.abs(x) < 1 ? 1 : 0;
      within2 += Math.abs(x) < 2 ? 1 : 0;
    }
    assertEquals(0, moments[1], 4 * Math.sqrt(1 / n));
    assertEquals(1, moments[2], 4 * Math.sqrt(2 / n));
    assertEquals(0, moments[3], 4 * Math.sqrt(15 / n));
    assertEquals(3, moments[4], 4 * Math.sqrt(96 / n));
    assertEquals(.6826895, within1 / n, 4 * Math.sqrt(.22 / n));
    assertEquals(.9544997, within2 / n, 4 * Math.sqrt(.044 / n));
  }

  @Test
  void neighboursAreNotCorrelated() {
    float[] numbers = NormalTable.numbers();
    for (int lag : new int[] {1, 2, 16, 50}) {
      double sum = 0;
      for (int i = lag; i < numbers.length; i++) {
        sum += numbers[i] * numbers[i - lag];
      }
      assertEquals(0, sum / numbers.length, 4 / Math.sqrt(numbers.length), "lag " + lag);
    }
  }

  /** The table and the hash are part of what a run computes: they may never change. */
  @Test
  void theNumbersAndTheirPlacesAreFixed() {
    int hash = Arrays.hashCode(NormalTable.numbers());
    int places = Arrays.hashCode(windows(NormalTable.stream(52, 1234), 17, 100, 50));
    assertEquals(TABLE_HASH, hash);
    assertEquals(PLACES_HASH, places);
  }

  private static final int TABLE_HASH = -1537316606;
  private static final int PLACES_HASH = -218558950;

  @Test
  void everyCounterMovesTheWindow() {
    int[] base = windows(NormalTable.stream(1, 2), 3, 20, 50);
    assertArrayEquals(base, windows(NormalTable.stream(1, 2), 3, 20, 50));
    Set<Integer> places = new HashSet<>();
    for (int place : base) {
      places.add(place);
    }
    assertTrue(places.size() > 15, "rows share windows");
    for (int[] other :
        new int[][] {
          windows(NormalTable.stream(2, 2), 3, 20, 50),
          windows(NormalTable.stream(1, 3), 3, 20, 50),
          windows(NormalTable.stream(1, 2), 4, 20, 50)
        }) {
      int same = 0;
      for (int b = 0; b < 20; b++) {
        same += base[b] == other[b] ? 1 : 0;
      }
      assertTrue(same < 3, same + " of 20 windows are the same");
    }
    assertNotEquals(NormalTable.stream(1, 2), NormalTable.stream(2, 1));
  }

  @Test
  void windowsWithTheirPaddingStayInTheTable() {
    for (int width : new int[] {1, 16, 50, 8192, NormalTable.SIZE}) {
      for (int t = 0; t < 200; t++) {
        for (int place : windows(t, t, 20, width)) {
          int padded = (width + 15) / 16 * 16;
          assertTrue(place >= 0 && place + padded <= NormalTable.SIZE, width + " at " + place);
        }
      }
    }
    assertThrows(IllegalArgumentException.class, () -> windows(0, 0, 1, NormalTable.SIZE + 1));
  }

  /** Every place is about equally likely. */
  @Test
  void placesAreUniform() {
    int[] counts = new int[16];
    int draws = 0;
    for (int n = 0; n < 50; n++) {
      for (int t = 0; t < 50; t++) {
        for (int place : windows(NormalTable.stream(7, n), t, 20, 16)) {
          counts[place * 16 / NormalTable.SIZE]++;
          draws++;
        }
      }
    }
    for (int count : counts) {
      assertEquals(1 / 16.0, (double) count / draws, 4 * Math.sqrt(.0586 / draws));
    }
  }
}
