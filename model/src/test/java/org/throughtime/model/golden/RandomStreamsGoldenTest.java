package org.throughtime.model.golden;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.throughtime.model.random.LegacyRandom;

/** {@code random-streams.json}, to the last bit; every list starts from a fresh stream. */
class RandomStreamsGoldenTest {
  private static final JsonNode STREAMS = GoldenJson.read("random-streams.json");

  static Stream<String> seeds() {
    return GoldenJson.keys(STREAMS);
  }

  private static LegacyRandom stream(String seed) {
    return new LegacyRandom(Long.parseLong(seed));
  }

  @Test
  void holdsTheSeedsAtBothEnds() {
    assertEquals(5, STREAMS.size());
    assertEquals(700, STREAMS.get("0").get("uint32").size());
    assertEquals(700, STREAMS.get("4294967295").get("uint32").size());
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void outputsAcrossTheFirstBlock(String seed) {
    LegacyRandom random = stream(seed);
    for (JsonNode expected : STREAMS.get(seed).get("uint32")) {
      assertEquals(expected.longValue(), Integer.toUnsignedLong(random.nextInt32()));
    }
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void wholeNumbers(String seed) {
    assertRandint(seed, "randint_150", 150);
    assertRandint(seed, "randint_9765625", 9_765_625);
  }

  private static void assertRandint(String seed, String key, int n) {
    LegacyRandom random = stream(seed);
    for (JsonNode expected : STREAMS.get(seed).get(key)) {
      assertEquals(expected.intValue(), random.randint(n), key);
    }
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void wholeNumbersBelowOneDrawNothing(String seed) {
    LegacyRandom random = stream(seed);
    int[] expected = GoldenJson.ints(STREAMS.get(seed).get("randint_1_then_4"));
    for (int i = 0; i < expected.length; i++) {
      assertEquals(expected[i], random.randint(i < 3 ? 1 : 4));
    }
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void uniformNumbers(String seed) {
    LegacyRandom random = stream(seed);
    for (JsonNode expected : STREAMS.get(seed).get("uniform")) {
      assertEquals(Double.parseDouble(expected.textValue()), random.nextDouble());
    }
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void normalNumbers(String seed) {
    LegacyRandom random = stream(seed);
    for (JsonNode expected : STREAMS.get(seed).get("normal_sd_0.1")) {
      assertEquals(Double.parseDouble(expected.textValue()), .1 * random.gauss());
    }
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void permutations(String seed) {
    LegacyRandom random = stream(seed);
    for (JsonNode expected : STREAMS.get(seed).get("permutation_50")) {
      assertArrayEquals(GoldenJson.ints(expected), random.permutation(50));
    }
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void otherDrawsBetweenTheTwoValuesOfAPolarPair(String seed) {
    LegacyRandom random = stream(seed);
    JsonNode expected = STREAMS.get(seed).get("mixed");
    assertEquals(Double.parseDouble(expected.get(0).textValue()), random.gauss());
    assertEquals(expected.get(1).intValue(), random.randint(10));
    assertEquals(Double.parseDouble(expected.get(2).textValue()), random.gauss());
    assertEquals(Double.parseDouble(expected.get(3).textValue()), random.nextDouble());
    assertArrayEquals(GoldenJson.ints(expected.get(4)), random.permutation(5));
    assertEquals(Double.parseDouble(expected.get(5).textValue()), random.gauss());
  }
}
