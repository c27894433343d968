package org.throughtime.model.train;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The hash that identifies a run's results: SHA-256 over the flags that decide it, and over the
 * revision of the specification where that revision changed what such flags compute.
 *
 * <p>It leaves out the name, a flag with its neutral value ({@link RunFlags#NEUTRAL}), and
 * omegaGradient if there is no Omega. So results that a later version computes in the same way keep
 * their hash.
 */
final class SpecHash {
  private SpecHash() {}

  /** The hash in hex. */
  static String of(RunSpec spec) {
    Map<String, Object> flags = new LinkedHashMap<>(spec.flags());
    flags.remove("name");
    RunFlags.NEUTRAL.forEach(flags::remove);
    if (!spec.hasOmega()) {
      flags.remove("omegaGradient");
    }
    int revision = spec.cell().model().revision();
    if (revision > 1) {
      flags.put("revision", revision);
    }
    StringBuilder text = new StringBuilder();
    flags.forEach(
        (flag, value) ->
            text.append(flag)
                .append('=')
                .append(value instanceof Double d ? Double.toHexString(d) : value)
                .append('\n'));
    try {
      byte[] digest =
          MessageDigest.getInstance("SHA-256")
              .digest(text.toString().getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(digest);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }
}
