package org.throughtime.sweep.config;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import com.typesafe.config.ConfigObject;
import com.typesafe.config.ConfigParseOptions;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.throughtime.model.train.RunSpec;
import org.throughtime.sweep.config.value.Defaults;
import org.throughtime.sweep.config.value.RunDraft;

/** The runs that the assignment asks for: the packaged {@code canonical.conf}. */
public final class AssignedRuns {
  private static final String FILE = "canonical.conf";

  private AssignedRuns() {}

  /** All of them, in the order of the file. */
  public static List<RunSpec> all() {
    Config file = parsed().withFallback(Defaults.reference()).resolve();
    ConfigObject defaults = file.getObject("defaults");
    return file.getObjectList("runs").stream()
        .<RunSpec>map(run -> RunDraft.of(run.origin(), defaults).over(run).toSpec())
        .toList();
  }

  private static Config parsed() {
    ConfigParseOptions options = ConfigParseOptions.defaults().setOriginDescription(FILE);
    try (InputStream in = AssignedRuns.class.getResourceAsStream(FILE);
        Reader text = new InputStreamReader(in, StandardCharsets.UTF_8)) {
      return ConfigFactory.parseReader(text, options);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
