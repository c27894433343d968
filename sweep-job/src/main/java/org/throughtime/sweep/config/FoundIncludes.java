package org.throughtime.sweep.config;

import com.typesafe.config.ConfigException;
import com.typesafe.config.ConfigIncludeContext;
import com.typesafe.config.ConfigIncluder;
import com.typesafe.config.ConfigObject;
import com.typesafe.config.ConfigParseable;

/**
 * Includes files beside the including one, all of which must be there: HOCON would take a misspelt
 * one for empty and say nothing.
 */
final class FoundIncludes implements ConfigIncluder {
  @Override
  public ConfigIncluder withFallback(ConfigIncluder fallback) {
    return this;
  }

  @Override
  public ConfigObject include(ConfigIncludeContext context, String what) {
    ConfigParseable file = context.relativeTo(what);
    if (file == null) {
      throw notFound(what);
    }
    try {
      return file.parse(context.parseOptions().setAllowMissing(false));
    } catch (ConfigException.IO e) {
      throw notFound(what);
    }
  }

  private static ConfigurationException notFound(String what) {
    return new ConfigurationException(
        "include \""
            + what
            + "\": there is no such file; must be a path relative to the including file");
  }
}
