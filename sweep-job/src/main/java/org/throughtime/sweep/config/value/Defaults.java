package org.throughtime.sweep.config.value;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import com.typesafe.config.ConfigParseOptions;
import com.typesafe.config.ConfigValue;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Collectors;
import org.throughtime.model.train.RunFlags;
import org.throughtime.model.train.RunSpec;

/** The packaged {@code reference.conf}, the only place of defaults. */
public final class Defaults {
  private static final String ORIGIN = "reference.conf";
  private static final Config REFERENCE = read();

  private Defaults() {}

  /** The whole file, to be laid under a sweep file. */
  public static Config reference() {
    return REFERENCE;
  }

  /** Whether a value was written in {@code reference.conf}, and not by the user. */
  public static boolean wrote(ConfigValue value) {
    return value.origin().filename() == null
        && value.origin().description().startsWith(ORIGIN + ":");
  }

  /**
   * The default of a flag as text.
   *
   * @param flag one of {@link RunFlags#NAMES}
   */
  public static String text(String flag) {
    return Values.text(REFERENCE.getValue("defaults." + flag));
  }

  /**
   * What a flag means, its unit and range: the comment above it in {@code reference.conf}.
   *
   * @param flag one of {@link RunFlags#NAMES}
   */
  public static String meaning(String flag) {
    List<String> comments = REFERENCE.getValue("defaults." + flag).origin().comments();
    return comments.stream().map(String::strip).collect(Collectors.joining(" "));
  }

  /** A run of nothing but defaults. */
  public static RunSpec run() {
    return RunDraft.of(REFERENCE.origin(), REFERENCE.getObject("defaults")).toSpec();
  }

  private static Config read() {
    ConfigParseOptions options = ConfigParseOptions.defaults().setOriginDescription(ORIGIN);
    try (InputStream in = Defaults.class.getResourceAsStream("reference.conf");
        Reader text = new InputStreamReader(in, StandardCharsets.UTF_8)) {
      return ConfigFactory.parseReader(text, options);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
