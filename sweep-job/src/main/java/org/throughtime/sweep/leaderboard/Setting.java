package org.throughtime.sweep.leaderboard;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.throughtime.model.cell.OmegaGradient;
import org.throughtime.model.train.RunFlags;
import org.throughtime.model.train.RunSpec;

/**
 * Everything that decides a run but its seed.
 *
 * @param flags by name, in their fixed order
 */
public record Setting(Map<String, Object> flags) {
  private static final String OMEGA_GRADIENT = "omegaGradient";

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
      flags.put(OMEGA_GRADIENT, OmegaGradient.FULL.label());
    }
    return new Setting(flags);
  }

  /**
   * What it has of its own among others, or what it learns where it is the only one.
   *
   * @param varying flags in which they differ; see {@link Leaderboard#varying}
   */
  public String text(Set<String> varying) {
    return text(flags, varying.isEmpty() ? "task"::equals : varying::contains);
  }

  /** Some flags of a run, as {@code FLAG=VALUE}. */
  public static String text(Map<String, Object> flags, Predicate<String> shown) {
    return flags.entrySet().stream()
        .filter(flag -> shown.test(flag.getKey()))
        .map(flag -> flag.getKey() + "=" + RunFlags.format(flag.getValue()))
        .collect(Collectors.joining(" "));
  }

  /** Names of the flags in which some runs or settings differ, in the order of the alphabet. */
  public static Set<String> varying(List<Map<String, Object>> all) {
    return all.stream()
        .flatMap(flags -> flags.entrySet().stream())
        .filter(flag -> !flag.getValue().equals(all.get(0).get(flag.getKey())))
        .map(Map.Entry::getKey)
        .collect(Collectors.toCollection(TreeSet::new));
  }
}
