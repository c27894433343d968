package org.throughtime.model.optimizer;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.throughtime.model.cell.Parameters;
import org.throughtime.model.flag.Flag;
import org.throughtime.model.flag.FlagValues;
import org.throughtime.model.kernel.Updates;

/** The optimizers, by the values of the flag {@code optimizer}, one per line. */
public final class Optimizers {
  private static final Map<String, Family> FAMILIES = families();

  /** Plain gradient descent, the course's. */
  public static final String SGD = "sgd";

  /** Every name, in the order in which messages list them. */
  public static final List<String> NAMES = List.copyOf(FAMILIES.keySet());

  /** The flags that optimizers declare for themselves, each once. */
  public static final List<Flag<?>> FLAGS =
      FAMILIES.values().stream()
          .flatMap(f -> f.flags().stream())
          .<Flag<?>>map(f -> f)
          .distinct()
          .toList();

  private Optimizers() {}

  /** Makes an optimizer of one run's weights. */
  private interface Factory {
    Optimizer create(Updates updates, Parameters weights, FlagValues own);
  }

  private record Family(List<Flag<?>> flags, Factory make) {}

  private static Map<String, Family> families() {
    Map<String, Family> families = new LinkedHashMap<>();
    families.put(SGD, new Family(List.of(), (updates, weights, own) -> new Sgd(updates, weights)));
    families.put("momentum", new Family(Momentum.FLAGS, Momentum::new));
    families.put("adam", new Family(Adam.FLAGS, Adam::new));
    families.put("rmsprop", new Family(RmsProp.FLAGS, RmsProp::new));
    return families;
  }

  /**
   * The optimizer that {@code rule} names, with its slots at 0.
   *
   * @param updates the loops that it is made of
   * @param weights that it changes in place
   * @throws IllegalArgumentException where there is none of that name
   */
  public static Optimizer create(UpdateRule rule, Updates updates, Parameters weights) {
    Family family = FAMILIES.get(rule.optimizer());
    if (family == null) {
      throw new IllegalArgumentException(
          "there is no optimizer " + rule.optimizer() + ", only " + String.join(", ", NAMES));
    }
    return family.make().create(updates, weights, rule.own());
  }
}
