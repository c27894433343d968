package org.throughtime.benchmark;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import com.typesafe.config.ConfigObject;
import java.util.LinkedHashMap;
import java.util.Map;
import org.throughtime.model.train.RunFlags;
import org.throughtime.model.train.RunSpec;

/**
 * The runs of the shipped sweep files, by the label that their names start with: A1 to A5, B1, B2
 * and T1 (torder, rnn, smart_tanh, Omega, clipping), all over the defaults of the canonical sweep.
 */
public final class ShippedRuns {
  private static final Config REFERENCE = parse("reference.conf");
  private static final Config CANONICAL = parse("canonical.conf");
  private static final Config QUICK = parse("quick.conf");

  private ShippedRuns() {}

  private static Config parse(String file) {
    return ConfigFactory.parseResources(ShippedRuns.class, file).resolve();
  }

  /**
   * The specification of a run.
   *
   * @param label what its name starts with, before the first underscore
   * @param changes flags that are to be different
   * @throws IllegalArgumentException where there is no such run or flag
   */
  public static RunSpec spec(String label, Map<String, ?> changes) {
    Config flags =
        run(label)
            .withFallback(CANONICAL.getConfig("defaults"))
            .withFallback(REFERENCE.getConfig("defaults"));
    Map<String, Object> values = new LinkedHashMap<>();
    RunFlags.NAMES.forEach(flag -> values.put(flag, flags.getAnyRef(flag)));
    values.putAll(changes);
    return RunSpec.fromFlags(values);
  }

  private static Config run(String label) {
    for (ConfigObject run : QUICK.getObjectList("runs")) {
      if (run.toConfig().getString("name").startsWith(label + "_")) {
        return run.toConfig();
      }
    }
    throw new IllegalArgumentException("there is no run " + label + "_... in quick.conf");
  }
}
