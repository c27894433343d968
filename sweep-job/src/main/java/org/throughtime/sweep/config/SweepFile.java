package org.throughtime.sweep.config;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigException;
import com.typesafe.config.ConfigFactory;
import com.typesafe.config.ConfigOrigin;
import com.typesafe.config.ConfigParseOptions;
import com.typesafe.config.ConfigResolveOptions;
import com.typesafe.config.ConfigSyntax;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.throughtime.sweep.config.value.ConfigurationException;
import org.throughtime.sweep.config.value.NearestName;
import org.throughtime.sweep.config.value.Where;

/** Reads a HOCON file, and reports a mistake in it in one line. */
final class SweepFile {
  /** A sweep that is written by hand is a thousand times smaller. */
  private static final long MOST_BYTES = 10_000_000;

  private SweepFile() {}

  /**
   * Refuses what is no text file.
   *
   * @throws ConfigurationException where it is missing, a folder, a device, not readable, larger
   *     than {@value #MOST_BYTES} bytes or not UTF-8
   */
  static void require(Path file) {
    if (Files.isDirectory(file)) {
      throw new ConfigurationException(
          file + ": is a folder; give a sweep file, such as conf/quick.conf");
    }
    if (!Files.exists(file)) {
      throw new ConfigurationException(file + ": there is no such file" + nearest(file));
    }
    if (!Files.isRegularFile(file) || !Files.isReadable(file)) {
      throw new ConfigurationException(file + ": cannot be read; must be a readable file");
    }
    try {
      if (Files.size(file) > MOST_BYTES) {
        throw new ConfigurationException(
            file + ": must be a sweep file (HOCON), of at most " + MOST_BYTES + " bytes");
      }
      requireText(file, Files.readAllBytes(file));
    } catch (IOException e) {
      throw new ConfigurationException(
          file + ": cannot be read (" + e.getMessage() + "); must be a readable file");
    }
  }

  private static void requireText(Path file, byte[] bytes) {
    CharsetDecoder decoder = StandardCharsets.UTF_8.newDecoder();
    ByteBuffer rest = ByteBuffer.wrap(bytes);
    try {
      decoder.decode(rest);
    } catch (CharacterCodingException e) {
      int line = 1;
      for (int i = 0; i < rest.position(); i++) {
        line += bytes[i] == '\n' ? 1 : 0;
      }
      throw new ConfigurationException(
          file + ":" + line + ": is not UTF-8 text; must be a sweep file (HOCON) in UTF-8");
    }
  }

  /** Looks beside the file, then in the folder conf there, then in one beside its own folder. */
  private static String nearest(Path file) {
    String name = file.getFileName().toString();
    List<String> beside = sweepFiles(file.toAbsolutePath().getParent());
    Optional<String> near = NearestName.nearest(name, beside);
    if (near.isPresent()) {
      return "; did you mean " + file.resolveSibling(near.get()) + "?";
    }
    Path conf = file.resolveSibling("conf");
    for (Path folder :
        file.getParent() == null ? List.of(conf) : List.of(conf, besideFolder(file))) {
      near = NearestName.nearest(name, sweepFiles(folder));
      if (near.isPresent()) {
        return "; did you mean " + folder.resolve(near.get()) + "?";
      }
    }
    if (!beside.isEmpty()) {
      return "; " + NearestName.hint(name, beside);
    }
    return Files.isDirectory(file.toAbsolutePath().getParent())
        ? "; its folder holds no .conf file"
        : "; there is no folder " + file.getParent();
  }

  private static Path besideFolder(Path file) {
    return file.getParent().resolveSibling("conf");
  }

  /** The names of the sweep files of a folder; none if it cannot be read. */
  private static List<String> sweepFiles(Path folder) {
    try (Stream<Path> files = Files.list(folder)) {
      Stream<String> names = files.map(f -> f.getFileName().toString());
      return names.filter(f -> f.endsWith(".conf")).sorted().toList();
    } catch (IOException e) {
      return List.of();
    }
  }

  /**
   * Reads a file, substitutions unresolved.
   *
   * @throws ConfigurationException if {@link #require} refuses the file, or it is not HOCON
   */
  static Config parse(Path file) {
    return parse(file, new FoundIncludes(beside(file)));
  }

  /**
   * A file and what it includes, itself first.
   *
   * @throws ConfigurationException if {@link #require} refuses one of them, or one is not HOCON
   */
  static List<Path> files(Path file) {
    FoundIncludes includes = new FoundIncludes(beside(file));
    parse(file, includes);
    return includes.files();
  }

  /** Without a folder before its name, the library would find nothing beside it. */
  private static Path beside(Path file) {
    return file.getParent() == null ? Path.of(".").resolve(file) : file;
  }

  private static Config parse(Path file, FoundIncludes includes) {
    require(file);
    try {
      ConfigParseOptions options =
          ConfigParseOptions.defaults()
              .setAllowMissing(false)
              .setSyntax(ConfigSyntax.CONF)
              .setIncluder(includes);
      return ConfigFactory.parseFile(beside(file).toFile(), options);
    } catch (ConfigException e) {
      throw toldInOneLine(e);
    } catch (StackOverflowError e) {
      throw new ConfigurationException(
          file + ": is nested too deeply to be read; must be lists and objects as in conf/");
    }
  }

  /**
   * Resolves substitutions from the file and the defaults alone, never from the environment.
   *
   * @throws ConfigurationException where one leads nowhere
   */
  static Config resolve(Config config) {
    try {
      return config.resolve(ConfigResolveOptions.noSystem());
    } catch (ConfigException e) {
      throw toldInOneLine(e);
    } catch (StackOverflowError e) {
      throw new ConfigurationException(
          "substitutions are nested too deeply; must be values as in conf/");
    }
  }

  private static ConfigurationException toldInOneLine(ConfigException e) {
    ConfigOrigin origin = e.origin();
    // The advice to rename the file would not help: it is read as HOCON whatever its name.
    String message =
        e.getMessage()
            .replaceAll(", or you may be able to rename the file \\S+ rather than \\S+\\)", ")")
            .replace(
                "expecting a close parentheses ')' here, not: end of file",
                "the file ends inside of a block; close it with }");
    String prefix = origin == null ? "" : origin.description() + ": ";
    if (origin == null || !message.startsWith(prefix)) {
      return new ConfigurationException(message);
    }
    return new ConfigurationException(Where.of(origin) + ": " + message.substring(prefix.length()));
  }
}
