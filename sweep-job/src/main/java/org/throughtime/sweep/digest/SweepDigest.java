package org.throughtime.sweep.digest;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import org.throughtime.sweep.store.Sha256;

/**
 * A sweep in one hash: SHA-256 over the lines {@code HEX NAME} of its runs, each with its newline,
 * in the order of the names. {@code sha256sum} makes the same of those lines.
 *
 * @param name of the sweep
 * @param runs all of its runs
 */
public record SweepDigest(String name, List<RunDigest> runs) {
  public SweepDigest {
    runs = List.copyOf(runs);
  }

  /** The hash; empty where some run has none. */
  public Optional<String> hex() {
    MessageDigest sha256 = Sha256.digest();
    for (RunDigest run : runs.stream().sorted(Comparator.comparing(RunDigest::name)).toList()) {
      if (run.hex().isEmpty()) {
        return Optional.empty();
      }
      String line = run.hex().get() + "  " + run.name() + "\n";
      sha256.update(line.getBytes(StandardCharsets.UTF_8));
    }
    return Optional.of(HexFormat.of().formatHex(sha256.digest()));
  }

  /** Rows of all runs that have a hash. */
  public long rows() {
    return runs.stream().mapToLong(RunDigest::rows).sum();
  }
}
