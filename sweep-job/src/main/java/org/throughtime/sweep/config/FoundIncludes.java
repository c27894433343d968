package org.throughtime.sweep.config;

import com.typesafe.config.ConfigException;
import com.typesafe.config.ConfigIncludeContext;
import com.typesafe.config.ConfigIncluder;
import com.typesafe.config.ConfigIncluderClasspath;
import com.typesafe.config.ConfigIncluderFile;
import com.typesafe.config.ConfigIncluderURL;
import com.typesafe.config.ConfigObject;
import com.typesafe.config.ConfigParseable;
import java.io.File;
import java.io.IOException;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.throughtime.sweep.config.value.ConfigurationException;

/**
 * Includes files that are beside or below the including file, and fails if one does not exist.
 * HOCON would silently treat a misspelled file as empty, and would fetch other files from anywhere.
 */
final class FoundIncludes
    implements ConfigIncluder, ConfigIncluderFile, ConfigIncluderURL, ConfigIncluderClasspath {
  private static final String BESIDE = "a path relative to the including file";
  private static final String RIGHT = "must be " + BESIDE;

  /** The file that is being read, last, and those that include it. */
  private final Deque<Path> reading = new ArrayDeque<>();

  private final Set<Path> found = new LinkedHashSet<>();

  /**
   * @param file that begins
   */
  FoundIncludes(Path file) {
    reading.add(file.normalize());
    found.add(file.normalize());
  }

  /** The file that began and what was included so far, each once, in the order of reading. */
  List<Path> files() {
    return List.copyOf(found);
  }

  @Override
  public ConfigIncluder withFallback(ConfigIncluder fallback) {
    return this;
  }

  @Override
  public ConfigObject include(ConfigIncludeContext context, String what) {
    if (!staysBelow(what)) {
      throw wrong(what, "leads out of the including file's folder; " + RIGHT + ", without ..");
    }
    ConfigParseable parseable = context.relativeTo(what);
    String name = parseable == null ? null : parseable.origin().filename();
    if (name == null || !Files.exists(Path.of(name))) {
      throw wrong(what, "there is no such file; " + RIGHT);
    }
    Path file = Path.of(name).normalize();
    if (reading.contains(file)) {
      throw wrong(what, "the file would include itself; must be another");
    }
    SweepFile.require(file);
    found.add(file);
    reading.addLast(file);
    try {
      return parseable.parse(context.parseOptions().setAllowMissing(false));
    } catch (ConfigException.IO e) {
      throw wrong(what, "cannot be read; " + RIGHT);
    } finally {
      reading.removeLast();
    }
  }

  private static boolean staysBelow(String what) {
    try {
      Path path = Path.of(what);
      return !path.isAbsolute() && !path.startsWith("..") && !path.normalize().startsWith("..");
    } catch (InvalidPathException e) {
      return false;
    }
  }

  @Override
  public ConfigObject includeFile(ConfigIncludeContext context, File what) {
    throw wrong(what.getPath(), "file(...) is not supported; must be include \"PATH\", " + BESIDE);
  }

  @Override
  public ConfigObject includeURL(ConfigIncludeContext context, URL what) {
    throw wrong(what.toString(), "url(...) is not supported; must be include \"PATH\", " + BESIDE);
  }

  @Override
  public ConfigObject includeResources(ConfigIncludeContext context, String what) {
    throw wrong(what, "classpath(...) is not supported; must be include \"PATH\", " + BESIDE);
  }

  private ConfigurationException wrong(String what, String why) {
    return new ConfigurationException(where(what) + "include \"" + what + "\": " + why);
  }

  /** The library does not tell the line; it is the first that includes this. */
  private String where(String what) {
    Path file = reading.getLast();
    try {
      List<String> lines = Files.readAllLines(file);
      for (int i = 0; i < lines.size(); i++) {
        if (lines.get(i).contains("include") && lines.get(i).contains(what)) {
          return file + ":" + (i + 1) + ": ";
        }
      }
    } catch (IOException e) {
      // It was there a moment ago; then without a line.
    }
    return file + ": ";
  }
}
