package org.throughtime.model.task;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;
import org.throughtime.model.random.LegacyRandom;

class MemorizationTest {
  private static TaskSpec spec(int memvalues, int mempos, boolean memall) {
    return TestTasks.spec("mem", memvalues, mempos, memall, 50, 200);
  }

  @Test
  void memallIgnoresTheBatchSize() {
    assertEquals(125, Tasks.create(spec(5, 3, true)).sequences(20));
    assertEquals(20, Tasks.create(spec(5, 3, false)).sequences(20));
  }

  @Test
  void aSingleValueDrawsNothing() {
    Task task = Tasks.create(spec(1, 10, false));
    Batch batch = task.newBatch(4);
    LegacyRandom random = new LegacyRandom(52);
    task.draw(random, 30, batch);
    assertEquals(new LegacyRandom(52).snapshot(), random.snapshot());
    assertEquals(3, batch.nin());
    assertEquals(0, batch.targetClass(49, 3));
  }

  @Test
  void moreDigitStringsThanAnIntHoldsAreRefused() {
    assertEquals(1 << 30, Tasks.create(spec(2, 30, true)).sequences(1));
    assertEquals(
        "mempos = 31: must be such that memvalues^mempos is below 2^31",
        assertThrows(IllegalArgumentException.class, () -> Tasks.create(spec(2, 31, false)))
            .getMessage());
  }
}
