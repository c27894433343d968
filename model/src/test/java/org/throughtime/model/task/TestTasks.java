package org.throughtime.model.task;

import java.util.HashMap;
import java.util.Map;
import org.throughtime.model.flag.FlagValues;
import org.throughtime.model.random.LegacyRandom;

/** Specifications of tasks. */
public final class TestTasks {
  private TestTasks() {}

  /** A task, with the flags that mem reads. */
  public static TaskSpec spec(
      String task, int memvalues, int mempos, boolean memall, int minLength, int maxLength) {
    Map<String, Object> given = Map.of("memvalues", memvalues, "mempos", mempos, "memall", memall);
    return spec(task, given, minLength, maxLength);
  }

  /** A task with some flags of its own; the others are neutral. */
  static TaskSpec spec(String task, Map<String, Object> given, int minLength, int maxLength) {
    Map<String, Object> own = new HashMap<>(given);
    Tasks.FLAGS.forEach(flag -> flag.neutral().ifPresent(n -> own.putIfAbsent(flag.name(), n)));
    return new TaskSpec(task, new FlagValues(own), minLength, maxLength);
  }

  /** Sequences of a task of the course's lengths and digits, from the stream of seed 52. */
  public static Batch batch(String task, int length, int sequences) {
    Task drawn = Tasks.create(spec(task));
    Batch batch = drawn.newBatch(sequences);
    drawn.draw(new LegacyRandom(52), length, batch);
    return batch;
  }

  /** A task of the course's lengths and digits. */
  public static TaskSpec spec(String task) {
    return spec(task, 5, 10, false, 50, 200);
  }
}
