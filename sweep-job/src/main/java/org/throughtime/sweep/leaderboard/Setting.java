package org.throughtime.sweep.leaderboard;

import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.throughtime.model.train.RunFlags;
import org.throughtime.model.train.RunSpec;

/**
 * Everything that decides a run except its seed.
 *
 * @param flags by name, in their fixed order
 */
public record Setting(Map<String, Object> flags) {
  private static final String OMEGA_GRADIENT = "omegaGradient";

  /** The value of a flag that the run does not read. */
  private static final String UNREAD = "-";

  public Setting {
    flags = Collections.unmodifiableMap(new LinkedHashMap<>(flags));
  }

  /** That of a run; runs of the same one are replicates. */
  public static Setting of(RunSpec run) {
    Map<String, Object> flags = new LinkedHashMap<>(run.flags());
    flags.remove("name");
    flags.remove("seed");
    if (!run.hasOmega()) {
      // Where nothing reads it, it tells no settings apart, as it does not count in a hash.
      flags.put(OMEGA_GRADIENT, UNREAD);
    }
    return new Setting(flags);
  }

  /**
   * What it has of its own among others, or what it learns where it is the only one.
   *
   * @param varying flags in which they differ; see {@link Leaderboard#varying}
   */
  public String text(Set<String> varying) {
    return String.join(" ", texts(varying));
  }

  /** The same, each flag for itself. */
  public List<String> texts(Set<String> varying) {
    return texts(flags, varying.isEmpty() ? "task"::equals : varying::contains).toList();
  }

  /** Some flags of a run, as {@code FLAG=VALUE}. */
  public static String text(Map<String, Object> flags, Predicate<String> shown) {
    return texts(flags, shown).collect(Collectors.joining(" "));
  }

  private static Stream<String> texts(Map<String, Object> flags, Predicate<String> shown) {
    return flags.entrySet().stream()
        .filter(flag -> shown.test(flag.getKey()) && !flag.getValue().equals(UNREAD))
        .map(flag -> flag.getKey() + "=" + RunFlags.format(flag.getValue()));
  }

  /**
   * Names of the flags in which some of the runs or settings that read them differ, in the order of
   * the alphabet.
   */
  public static Set<String> varying(List<Map<String, Object>> all) {
    Map<String, Set<Object>> values = new TreeMap<>();
    for (Map<String, Object> flags : all) {
      flags.forEach((flag, value) -> values.computeIfAbsent(flag, f -> new HashSet<>()).add(value));
    }
    values.values().forEach(of -> of.remove(UNREAD));
    values.values().removeIf(of -> of.size() < 2);
    return new TreeSet<>(values.keySet());
  }
}
