package org.throughtime.model.task;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Map;
import java.util.function.IntUnaryOperator;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import org.throughtime.model.random.LegacyRandom;

/** What makes each task the task it is, for any seed, length and number of sequences. */
class TaskPropertiesTest {
  private static final int TRIES = 60;
  private static final int LONGEST = 300;
  private static final int MOST = 12;
  private static final long MAX_SEED = 0xffffffffL;

  private static Batch drawn(TaskSpec spec, long seed, int length, int sequences) {
    Task task = Tasks.create(spec);
    Batch batch = task.newBatch(sequences);
    task.draw(new LegacyRandom(seed), length, batch);
    return batch;
  }

  private static Batch drawn(String name, long seed, int length, int sequences) {
    return drawn(TestTasks.spec(name), seed, length, sequences);
  }

  private static int symbol(Batch batch, int t, int b) {
    int[] ones = IntStream.range(0, batch.nin()).filter(i -> batch.input(t, b, i) == 1f).toArray();
    assertEquals(1, ones.length, "one-hot");
    return ones[0];
  }

  @Property(tries = TRIES)
  void torderClassIsTheOrderOfItsTwoMarks(
      @ForAll @LongRange(max = MAX_SEED) long seed,
      @ForAll @IntRange(min = 10, max = LONGEST) int length,
      @ForAll @IntRange(min = 1, max = MOST) int sequences) {
    assertClasses(drawn("torder", seed, length, sequences), length, order -> order, .1, .5);
  }

  @Property(tries = TRIES)
  void torder3ClassIsTheOrderOfItsThreeMarks(
      @ForAll @LongRange(max = MAX_SEED) long seed,
      @ForAll @IntRange(min = 10, max = LONGEST) int length,
      @ForAll @IntRange(min = 1, max = MOST) int sequences) {
    assertClasses(drawn("torder3", seed, length, sequences), length, order -> order, .1, .3, .6);
  }

  /**
   * @param classOf the class that an order of marks belongs to
   */
  private static void assertClasses(
      Batch batch, int length, IntUnaryOperator classOf, double... starts) {
    assertEquals(length, batch.length());
    for (int b = 0; b < batch.sequences(); b++) {
      int expected = classOf.applyAsInt(order(batch, b, length, starts));
      assertEquals(expected, batch.targetClass(length - 1, b));
    }
  }

  private static int parity(int order) {
    return Integer.bitCount(order) % 2;
  }

  /** The sum of v_k 2^k over the marks of a sequence, each found in its window. */
  private static int order(Batch batch, int b, int length, double... starts) {
    int[] marks = IntStream.range(0, length).filter(t -> symbol(batch, t, b) < 2).toArray();
    assertEquals(starts.length, marks.length);
    int order = 0;
    for (int k = 0; k < marks.length; k++) {
      int start = (int) (length * starts[k]);
      assertTrue(marks[k] >= start && marks[k] < start + (int) (length * .1));
      order += symbol(batch, marks[k], b) << k;
    }
    return order;
  }

  @Property(tries = TRIES)
  void parityClassIsTheExclusiveOrOfItsTwoMarks(
      @ForAll @LongRange(max = MAX_SEED) long seed,
      @ForAll @IntRange(min = 10, max = LONGEST) int length,
      @ForAll @IntRange(min = 1, max = MOST) int sequences) {
    Batch batch = drawn("parity", seed, length, sequences);
    assertClasses(batch, length, TaskPropertiesTest::parity, .1, .5);
  }

  @Property(tries = TRIES)
  void parityOfThreeMarks(
      @ForAll @LongRange(max = MAX_SEED) long seed,
      @ForAll @IntRange(min = 10, max = LONGEST) int length,
      @ForAll @IntRange(min = 1, max = MOST) int sequences) {
    TaskSpec spec = TestTasks.spec("parity", Map.of("marks", 3), 50, 200);
    Batch batch = drawn(spec, seed, length, sequences);
    assertClasses(batch, length, TaskPropertiesTest::parity, .1, .3, .6);
  }

  @Property(tries = TRIES)
  void addIsTheMeanOfItsTwoMarkedNumbers(
      @ForAll @LongRange(max = MAX_SEED) long seed,
      @ForAll @IntRange(min = 10, max = LONGEST) int length,
      @ForAll @IntRange(min = 1, max = MOST) int sequences) {
    assertTargets(drawn("add", seed, length, sequences), length, (v0, v1) -> (v0 + v1) / 2f);
  }

  @Property(tries = TRIES)
  void mulIsTheProductOfItsTwoMarkedNumbers(
      @ForAll @LongRange(max = MAX_SEED) long seed,
      @ForAll @IntRange(min = 10, max = LONGEST) int length,
      @ForAll @IntRange(min = 1, max = MOST) int sequences) {
    assertTargets(drawn("mul", seed, length, sequences), length, (v0, v1) -> v0 * v1);
  }

  private static void assertTargets(Batch batch, int length, TwoNumbers.Combination expected) {
    for (int b = 0; b < batch.sequences(); b++) {
      float[] marked = markedNumbers(batch, length, b);
      assertEquals(expected.of(marked[0], marked[1]), batch.values()[b]);
    }
  }

  private static float[] markedNumbers(Batch batch, int length, int b) {
    int steps = batch.length();
    assertTrue(steps >= length && steps < length + (int) (length * .1), "T of " + steps);
    int[] marks = IntStream.range(0, steps).filter(t -> batch.input(t, b, 0) == 1f).toArray();
    assertEquals(2, marks.length);
    int tenth = (int) (steps * .1);
    assertTrue(marks[0] < tenth, "first mark");
    assertTrue(marks[1] >= tenth && marks[1] < tenth + (int) (steps * .4), "second mark");
    for (int t = 0; t < steps; t++) {
      assertTrue(batch.input(t, b, 0) == 0f || t == marks[0] || t == marks[1]);
      assertTrue(batch.input(t, b, 1) >= 0f && batch.input(t, b, 1) <= 1f);
    }
    return new float[] {batch.input(marks[0], b, 1), batch.input(marks[1], b, 1)};
  }

  @Property(tries = TRIES)
  void permMustGiveItsFirstSymbolBack(
      @ForAll @LongRange(max = MAX_SEED) long seed,
      @ForAll @IntRange(min = 1, max = 60) int length,
      @ForAll @IntRange(min = 1, max = MOST) int sequences) {
    Batch batch = drawn("perm", seed, length, sequences);
    assertEquals(length, batch.length());
    for (int b = 0; b < sequences; b++) {
      assertTrue(symbol(batch, 0, b) < 2);
      assertEquals(symbol(batch, 0, b), batch.targetClass(length - 1, b));
      for (int t = 1; t < length; t++) {
        assertTrue(symbol(batch, t, b) >= 2);
      }
    }
  }

  @Property(tries = TRIES)
  void memMustGiveItsDigitsBackOnRecall(
      @ForAll @LongRange(max = MAX_SEED) long seed,
      @ForAll @IntRange(max = 60) int length,
      @ForAll @IntRange(min = 1, max = MOST) int sequences,
      @ForAll @IntRange(min = 1, max = 8) int values,
      @ForAll @IntRange(min = 1, max = 10) int positions) {
    TaskSpec spec = TestTasks.spec("mem", values, positions, false, 50, 200);
    Batch batch = drawn(spec, seed, length, sequences);
    assertEquals(length + 2 * positions, batch.length());
    for (int b = 0; b < sequences; b++) {
      assertMemorization(batch, length, values, positions, b);
    }
  }

  @Property(tries = TRIES)
  void memallHoldsEveryDigitStringOnceAndDrawsNothing(
      @ForAll @IntRange(max = 20) int length,
      @ForAll @IntRange(min = 1, max = 4) int values,
      @ForAll @IntRange(min = 1, max = 4) int positions) {
    Task task = Tasks.create(TestTasks.spec("mem", values, positions, true, 50, 200));
    Batch batch = task.newBatch(20);
    LegacyRandom random = new LegacyRandom(52);
    task.draw(random, length, batch);
    assertEquals(new LegacyRandom(52).snapshot(), random.snapshot());
    int strings = IntStream.range(0, positions).map(i -> values).reduce(1, (x, y) -> x * y);
    assertEquals(strings, batch.sequences());
    for (int b = 0; b < strings; b++) {
      assertMemorization(batch, length, values, positions, b);
      int number = 0;
      for (int k = positions - 1; k >= 0; k--) {
        number = number * values + symbol(batch, k, b);
      }
      assertEquals(b, number, "least significant digit first");
    }
  }

  private static void assertMemorization(
      Batch batch, int length, int values, int positions, int b) {
    int recall = length + positions;
    for (int t = 0; t < batch.length(); t++) {
      int symbol = symbol(batch, t, b);
      if (t < positions) {
        assertTrue(symbol < values);
      } else {
        assertEquals(t == recall ? values + 1 : values, symbol);
      }
      int expected = t < recall ? values : symbol(batch, t - recall, b);
      assertEquals(expected, batch.targetClass(t, b));
    }
  }
}
