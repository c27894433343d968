package org.throughtime.model.random;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.Arrays;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;
import org.throughtime.model.SerializedCopy;

class LegacyRandomTest {
  private static final long MAX_SEED = 0xffffffffL;

  @Test
  void randintOfOneDrawsNothing() {
    LegacyRandom random = new LegacyRandom(52);
    LegacyRandomState before = random.snapshot();
    assertEquals(0, random.randint(1));
    assertEquals(before, random.snapshot());
  }

  @Test
  void randintOfNothingIsRefused() {
    LegacyRandom random = new LegacyRandom(52);
    assertEquals(
        "randint needs n of at least 1, got 0",
        assertThrows(IllegalArgumentException.class, () -> random.randint(0)).getMessage());
    assertThrows(IllegalArgumentException.class, () -> random.randint(-3));
  }

  @Test
  void seedsBeyond32BitsAreRefused() {
    assertThrows(IllegalArgumentException.class, () -> new LegacyRandom(-1));
    assertThrows(IllegalArgumentException.class, () -> new LegacyRandom(MAX_SEED + 1));
  }

  @Test
  void shortPermutationsDrawNothing() {
    LegacyRandom random = new LegacyRandom(52);
    LegacyRandomState before = random.snapshot();
    assertArrayEquals(new int[0], random.permutation(0));
    assertArrayEquals(new int[] {0}, random.permutation(1));
    assertEquals(before, random.snapshot());
  }

  @Property(tries = 200)
  void randintStaysBelowN(
      @ForAll @LongRange(max = MAX_SEED) long seed,
      @ForAll @IntRange(min = 1, max = Integer.MAX_VALUE) int n) {
    LegacyRandom random = new LegacyRandom(seed);
    for (int i = 0; i < 50; i++) {
      int drawn = random.randint(n);
      assertTrue(drawn >= 0 && drawn < n, () -> drawn + " of " + n);
    }
  }

  @Property(tries = 50)
  void permutationHoldsEveryNumberOnce(
      @ForAll @LongRange(max = MAX_SEED) long seed, @ForAll @IntRange(max = 300) int n) {
    int[] sorted = new LegacyRandom(seed).permutation(n);
    Arrays.sort(sorted);
    assertArrayEquals(IntStream.range(0, n).toArray(), sorted);
  }

  @Property(tries = 100)
  void aRestoredStreamGoesOn(
      @ForAll @LongRange(max = MAX_SEED) long seed,
      @ForAll @IntRange(max = 1500) int outputs,
      @ForAll boolean keptGauss)
      throws IOException, ClassNotFoundException {
    LegacyRandom random = new LegacyRandom(seed);
    for (int i = 0; i < outputs; i++) {
      random.nextInt32();
    }
    if (keptGauss) {
      random.gauss();
    }
    LegacyRandomState state = random.snapshot();
    LegacyRandom restored = LegacyRandom.restore(SerializedCopy.of(state));
    assertEquals(random.gauss(), restored.gauss());
    for (int i = 0; i < 1000; i++) {
      assertEquals(random.nextInt32(), restored.nextInt32());
    }
    assertEquals(random.gauss(), restored.gauss());
    assertNotEquals(state, random.snapshot());
    assertEquals(random.snapshot(), restored.snapshot());
  }

  @Test
  void aStateDoesNotChangeWithItsArrays() {
    int[] words = new LegacyRandom(52).snapshot().words();
    LegacyRandomState state = new LegacyRandomState(words, 624, false, 0);
    words[0]++;
    state.words()[1]++;
    assertEquals(new LegacyRandom(52).snapshot(), state);
    assertEquals(new LegacyRandom(52).snapshot().hashCode(), state.hashCode());
  }

  @Test
  void statesWhereNoStreamCanStandAreRefused() {
    int[] words = new LegacyRandom(52).snapshot().words();
    assertRefused("624 words, got 623", Arrays.copyOf(words, 623), 0, false, 0);
    assertRefused("from 0 to 624, got 625", words, 625, false, 0);
    assertRefused("from 0 to 624, got -1", words, -1, false, 0);
    assertRefused("got NaN", words, 0, true, Double.NaN);
    assertRefused("got 1.5", words, 0, false, 1.5);
  }

  private static void assertRefused(
      String message, int[] words, int position, boolean hasGauss, double gauss) {
    IllegalArgumentException refused =
        assertThrows(
            IllegalArgumentException.class,
            () -> new LegacyRandomState(words, position, hasGauss, gauss));
    assertTrue(refused.getMessage().endsWith(message), refused.getMessage());
  }
}
