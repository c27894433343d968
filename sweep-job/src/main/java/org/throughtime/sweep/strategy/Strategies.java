package org.throughtime.sweep.strategy;

import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.ServiceConfigurationError;
import java.util.ServiceLoader;
import java.util.stream.Stream;
import org.throughtime.sweep.config.value.ConfigurationException;

/**
 * The kinds of blocks that a sweep file can have, in the order of their paths. Messages list them,
 * and plans order their runs, in this order, whatever the order of the class path is.
 */
record Strategies(List<SamplerKind> samplers, List<PrunerKind> pruners) {
  private static final Comparator<BlockKind> ORDER =
      Comparator.comparing(BlockKind::path).thenComparing(kind -> kind.getClass().getName());

  /**
   * Those on the class path, as the thread's class loader sees it: jars that {@code spark-submit}
   * was given by {@code --jars} are part of it.
   *
   * @throws ConfigurationException where one cannot be loaded, or two have the same path
   */
  static Strategies onClassPath() {
    Strategies found = new Strategies(load(SamplerKind.class), load(PrunerKind.class));
    Map<String, BlockKind> taken = new HashMap<>();
    Stream.concat(found.samplers.stream(), found.pruners.stream())
        .forEach(kind -> requireFree(kind, taken.putIfAbsent(kind.path(), kind)));
    return found;
  }

  private static <K extends BlockKind> List<K> load(Class<K> kind) {
    try {
      return ServiceLoader.load(kind).stream()
          .map(ServiceLoader.Provider::get)
          .sorted(ORDER)
          .toList();
    } catch (ServiceConfigurationError e) {
      String cause = e.getCause() == null ? "" : " (" + e.getCause() + ")";
      throw new ConfigurationException(
          "class path: META-INF/services: %s%s; must be public classes with a public constructor without arguments"
              .formatted(e.getMessage(), cause));
    }
  }

  private static void requireFree(BlockKind kind, BlockKind other) {
    if (other != null) {
      throw new ConfigurationException(
          "class path: %s and %s both read %s: must be one of them; remove the jar of the other"
              .formatted(other.getClass().getName(), kind.getClass().getName(), kind.path()));
    }
  }
}
