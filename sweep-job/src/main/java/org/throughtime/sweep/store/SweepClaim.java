package org.throughtime.sweep.store;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigException;
import com.typesafe.config.ConfigFactory;
import com.typesafe.config.ConfigRenderOptions;
import com.typesafe.config.ConfigValueFactory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.throughtime.sweep.table.Provenance;

/**
 * Which driver runs the sweep of a results directory: what {@code .owner} in it says.
 *
 * @param id no other claim has
 * @param host name of its machine
 * @param processes where its process number counts: two containers of one host may share numbers
 * @param pid its process number there
 * @param began when that process did; a later one may have the same number
 * @param user who started it
 * @param since when it claimed the directory
 */
record SweepClaim(
    String id, String host, String processes, long pid, Instant began, String user, Instant since) {
  /** Linux tells when a process began in hundredths of a second, but counts from a whole one. */
  private static final Duration SAME_BEGIN = Duration.ofSeconds(2);

  /** A claim of this process. */
  static SweepClaim ofThisProcess() {
    ProcessHandle process = ProcessHandle.current();
    return new SweepClaim(
        UUID.randomUUID().toString(),
        Provenance.hostName(),
        processSpace(),
        process.pid(),
        process.info().startInstant().orElse(Instant.EPOCH),
        System.getProperty("user.name"),
        Instant.now().truncatedTo(ChronoUnit.SECONDS));
  }

  /** Linux names the space in which a process has its number; elsewhere a host has one. */
  private static String processSpace() {
    try {
      return Files.readSymbolicLink(Path.of("/proc/self/ns/pid")).toString();
    } catch (IOException | UnsupportedOperationException | SecurityException e) {
      return "";
    }
  }

  String text() {
    Map<String, Object> values = new LinkedHashMap<>();
    values.put("id", id);
    values.put("host", host);
    values.put("processes", processes);
    values.put("pid", pid);
    values.put("began", began.toString());
    values.put("user", user);
    values.put("since", since.toString());
    return ConfigValueFactory.fromMap(values)
        .render(ConfigRenderOptions.defaults().setOriginComments(false).setJson(false));
  }

  /** Empty where the text is no whole claim. */
  static Optional<SweepClaim> parse(String text) {
    try {
      Config values = ConfigFactory.parseString(text);
      return Optional.of(
          new SweepClaim(
              values.getString("id"),
              values.getString("host"),
              values.getString("processes"),
              values.getLong("pid"),
              Instant.parse(values.getString("began")),
              values.getString("user"),
              Instant.parse(values.getString("since"))));
    } catch (ConfigException | java.time.format.DateTimeParseException e) {
      return Optional.empty();
    }
  }

  /** Whether its process can be looked up from here. */
  boolean isOfThisMachine() {
    return host.equals(Provenance.hostName()) && processes.equals(processSpace());
  }

  /** Whether its process, one of this machine, still is. */
  boolean processLives() {
    return ProcessHandle.of(pid)
        .filter(ProcessHandle::isAlive)
        .flatMap(process -> process.info().startInstant())
        .filter(start -> Duration.between(start, began).abs().compareTo(SAME_BEGIN) < 0)
        .isPresent();
  }

  @Override
  public String toString() {
    return "the driver of " + user + " on " + host + ", pid " + pid + ", since " + since;
  }
}
