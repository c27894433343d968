package org.throughtime.sweep.store;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigException;
import com.typesafe.config.ConfigFactory;
import com.typesafe.config.ConfigRenderOptions;
import com.typesafe.config.ConfigValueFactory;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/**
 * The driver that owns a results directory: the contents of {@code .owner}.
 *
 * @param id of the lease; no other one has it
 * @param epoch of the lease; 0 before it is known, and in claims of earlier versions
 * @param count how often the driver has rewritten its claim
 * @param process that claimed it
 * @param user who started it
 * @param since when it claimed the directory
 */
record SweepClaim(
    String id, long epoch, long count, DriverProcess process, String user, Instant since) {
  /** A claim of this process. */
  static SweepClaim ofThisProcess() {
    return new SweepClaim(
        UUID.randomUUID().toString(),
        0,
        0,
        DriverProcess.current(),
        System.getProperty("user.name"),
        Instant.now().truncatedTo(ChronoUnit.SECONDS));
  }

  /** The claim as the driver rewrites it to show that it is alive. */
  SweepClaim next() {
    return new SweepClaim(id, epoch, count + 1, process, user, since);
  }

  /** The claim once its epoch is known. */
  SweepClaim with(long number) {
    return new SweepClaim(id, number, count, process, user, since);
  }

  Lease lease() {
    return new Lease(id, epoch);
  }

  byte[] bytes() {
    return text().getBytes(StandardCharsets.UTF_8);
  }

  String text() {
    Map<String, Object> values = new LinkedHashMap<>();
    values.put("id", id);
    if (epoch > 0) {
      values.put("epoch", epoch);
    }
    values.put("count", count);
    values.put("host", process.host());
    values.put("boot", process.boot());
    values.put("processes", process.processes());
    values.put("pid", process.pid());
    values.put("ticks", process.ticks());
    values.put("began", process.began().toString());
    values.put("user", user);
    values.put("since", since.toString());
    return ConfigValueFactory.fromMap(values)
        .render(ConfigRenderOptions.defaults().setOriginComments(false).setJson(false));
  }

  /** Empty where the text is no whole claim. */
  static Optional<SweepClaim> parse(String text) {
    try {
      Config values = ConfigFactory.parseString(text);
      DriverProcess process =
          new DriverProcess(
              values.getString("host"),
              text(values, "boot"),
              values.getString("processes"),
              values.getLong("pid"),
              text(values, "ticks"),
              Instant.parse(values.getString("began")));
      return Optional.of(
          new SweepClaim(
              values.getString("id"),
              number(values, "epoch"),
              number(values, "count"),
              process,
              values.getString("user"),
              Instant.parse(values.getString("since"))));
    } catch (ConfigException | java.time.format.DateTimeParseException e) {
      return Optional.empty();
    }
  }

  /** Claims of earlier versions have less. */
  private static String text(Config values, String key) {
    return values.hasPath(key) ? values.getString(key) : "";
  }

  private static long number(Config values, String key) {
    return values.hasPath(key) ? values.getLong(key) : 0;
  }

  @Override
  public String toString() {
    String which = epoch > 0 ? ", epoch " + epoch : "";
    return "the driver of %s on %s, pid %d, since %s%s"
        .formatted(user, process.host(), process.pid(), since, which);
  }
}
