package org.throughtime.model.task;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.throughtime.model.flag.Flag;

/** The tasks by their names; the course's come first. */
public final class Tasks {
  private static final Map<String, Family> FAMILIES = families();

  /** Every task's name, in SPEC section 3's order. */
  public static final List<String> NAMES = List.copyOf(FAMILIES.keySet());

  /** The flags that tasks declare for themselves, each once. */
  public static final List<Flag<?>> FLAGS =
      FAMILIES.values().stream().flatMap(family -> family.flags().stream()).distinct().toList();

  private Tasks() {}

  private record Family(int shortestLength, List<Flag<?>> flags, Function<TaskSpec, Task> make) {
    Family(int shortestLength, Function<TaskSpec, Task> make) {
      this(shortestLength, List.of(), make);
    }
  }

  private static Map<String, Family> families() {
    Map<String, Family> families = new LinkedHashMap<>();
    families.put(
        "torder", new Family(TemporalOrder.SHORTEST_LENGTH, spec -> new TemporalOrder(.1, .5)));
    families.put(
        "torder3",
        new Family(TemporalOrder.SHORTEST_LENGTH, spec -> new TemporalOrder(.1, .3, .6)));
    families.put(
        "add",
        new Family(TwoNumbers.SHORTEST_LENGTH, spec -> new TwoNumbers((v0, v1) -> (v0 + v1) / 2)));
    families.put(
        "mul", new Family(TwoNumbers.SHORTEST_LENGTH, spec -> new TwoNumbers((v0, v1) -> v0 * v1)));
    families.put("perm", new Family(Permutation.SHORTEST_LENGTH, spec -> new Permutation()));
    families.put(
        "mem", new Family(Memorization.SHORTEST_LENGTH, Memorization.FLAGS, Memorization::new));
    families.put("parity", new Family(Parity.SHORTEST_LENGTH, Parity.FLAGS, Parity::new));
    return families;
  }

  /**
   * The task that {@code spec} names. It keeps scratch between draws, so it belongs to one thread.
   *
   * @throws IllegalArgumentException where there is no such task, or its own flags do not go
   *     together
   */
  public static Task create(TaskSpec spec) {
    return family(spec.task()).make().apply(spec);
  }

  /**
   * The least length L for which every draw of a batch is defined, that is, for which NumPy is
   * never asked for {@code randint(0)} and there is at least one step.
   *
   * @throws IllegalArgumentException where there is no such task
   */
  public static int shortestLength(String task) {
    return family(task).shortestLength();
  }

  private static Family family(String task) {
    Family family = FAMILIES.get(task);
    if (family == null) {
      throw new IllegalArgumentException(
          "there is no task " + task + ", only " + String.join(", ", NAMES));
    }
    return family;
  }
}
