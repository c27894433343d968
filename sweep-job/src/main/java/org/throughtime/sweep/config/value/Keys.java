package org.throughtime.sweep.config.value;

import com.typesafe.config.ConfigObject;
import java.util.List;

/** Refuses keys that an object does not have. */
public final class Keys {
  private Keys() {}

  /**
   * @param path of the object, for messages
   * @param known every key that it can have
   * @throws ConfigurationException where it has another
   */
  public static void require(String path, ConfigObject object, List<String> known) {
    object.forEach(
        (key, value) -> {
          if (!known.contains(key)) {
            throw new ConfigurationException(
                Where.of(value)
                    + ": "
                    + path
                    + " has no key "
                    + key
                    + "; "
                    + NearestName.hint(key, known));
          }
        });
  }
}
