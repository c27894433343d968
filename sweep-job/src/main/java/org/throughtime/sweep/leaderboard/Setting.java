package org.throughtime.sweep.leaderboard;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.throughtime.model.train.RunSpec;

/**
 * Everything that decides a run but its seed.
 *
 * @param flags by name, in their fixed order
 */
public record Setting(Map<String, Object> flags) {
  public Setting {
    flags = Collections.unmodifiableMap(new LinkedHashMap<>(flags));
  }

  /** That of a run; runs of the same one are replicates. */
  public static Setting of(RunSpec run) {
    Map<String, Object> flags = new LinkedHashMap<>(run.flags());
    flags.remove("name");
    flags.remove("seed");
    return new Setting(flags);
  }
}
