package org.throughtime.model.task;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.FieldSource;
import org.throughtime.model.random.LegacyRandom;

class TasksTest {
  private static final List<String> NAMES = Tasks.NAMES;

  private static Task task(String name) {
    return Tasks.create(TestTasks.spec(name));
  }

  @Test
  void namesInTheirOrder() {
    assertEquals(List.of("torder", "torder3", "add", "mul", "perm", "mem", "parity"), Tasks.NAMES);
  }

  @Test
  void anUnknownTaskIsNamedWithThoseThereAre() {
    assertEquals(
        "there is no task copy, only torder, torder3, add, mul, perm, mem, parity",
        assertThrows(IllegalArgumentException.class, () -> task("copy")).getMessage());
    assertThrows(IllegalArgumentException.class, () -> Tasks.shortestLength("copy"));
  }

  @Test
  void aShapeThatNoBatchCanHoldIsRefused() {
    assertRefused("nin must be from 1 to 256, got 257", 257, 2, Head.LAST_SOFTMAX, true);
    assertRefused("nin must be at least 1, got 0", 0, 2, Head.LAST_SOFTMAX, false);
    assertRefused("nout must be from 1 to 256, got 257", 2, 257, Head.SOFTMAX, true);
    assertRefused("nout must be at least 1, got 0", 2, 0, Head.LAST_LINEAR, false);
    assertDoesNotThrow(() -> new TaskShape(257, 257, Head.LAST_LINEAR, false));
  }

  private static void assertRefused(
      String message, int nin, int nout, Head head, boolean symbolic) {
    IllegalArgumentException e =
        assertThrows(
            IllegalArgumentException.class, () -> new TaskShape(nin, nout, head, symbolic));
    assertEquals(message, e.getMessage());
  }

  @ParameterizedTest
  @CsvSource({"torder, 10", "torder3, 10", "add, 10", "mul, 10", "perm, 1", "mem, 0", "parity, 10"})
  void shortestLength(String name, int expected) {
    assertEquals(expected, Tasks.shortestLength(name));
  }

  @ParameterizedTest
  @FieldSource("NAMES")
  void everyLengthFromTheShortestOnCanBeDrawn(String name) {
    Task task = task(name);
    Batch batch = task.newBatch(3);
    LegacyRandom random = new LegacyRandom(52);
    for (int length = Tasks.shortestLength(name); length < 400; length++) {
      int drawn = length;
      assertDoesNotThrow(() -> task.draw(random, drawn, batch), () -> "length " + drawn);
      assertTrue(batch.length() >= 1 && batch.length() <= task.longest(length));
    }
  }

  @ParameterizedTest
  @CsvSource({"torder", "torder3", "add", "mul", "parity"})
  void belowTheShortestNumPyRefusesToo(String name) {
    Task task = task(name);
    Batch batch = task.newBatch(3);
    LegacyRandom random = new LegacyRandom(52);
    int below = Tasks.shortestLength(name) - 1;
    assertThrows(IllegalArgumentException.class, () -> task.draw(random, below, batch));
  }

  @ParameterizedTest
  @CsvSource({
    "torder, 200",
    "torder3, 200",
    "add, 222",
    "mul, 222",
    "perm, 200",
    "mem, 220",
    "parity, 200"
  })
  void longest(String name, int expected) {
    assertEquals(expected, task(name).longest(200));
  }

  @ParameterizedTest
  @FieldSource("NAMES")
  void aBatchThatHeldALongerOneShowsNothingOfIt(String name) {
    Task task = task(name);
    Batch used = task.newBatch(7);
    LegacyRandom random = new LegacyRandom(52);
    task.draw(random, 150, used);
    LegacyRandom same = LegacyRandom.restore(random.snapshot());
    task.draw(random, 40, used);
    Batch fresh = task.newBatch(7);
    task.draw(same, 40, fresh);
    assertEquals(fresh.length(), used.length());
    for (int t = 0; t < fresh.length(); t++) {
      for (int b = 0; b < 7; b++) {
        for (int i = 0; i < fresh.nin(); i++) {
          assertEquals(fresh.input(t, b, i), used.input(t, b, i));
        }
        if (fresh.head() == Head.LAST_LINEAR) {
          assertEquals(fresh.values()[b], used.values()[b]);
        } else {
          assertEquals(fresh.targetClass(t, b), used.targetClass(t, b));
        }
      }
    }
    assertEquals(same.snapshot(), random.snapshot());
  }
}
