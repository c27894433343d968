package org.throughtime.sweep.store;

import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.throughtime.model.train.RunSpec;

/**
 * The sweep that a results directory belongs to: the contents of the highest intact version in
 * {@code manifest}, or of the file {@code sweep.conf} of an earlier version of this program.
 *
 * @param sweep name of the sweep
 * @param runs every run that was ever asked for there, in order of first mention
 */
public record SweepManifest(String sweep, List<RunSpec> runs) {
  public SweepManifest {
    runs = List.copyOf(runs);
  }

  /**
   * Reads it.
   *
   * @return empty where the directory has none
   * @throws ResultsException if the file is not a manifest, or if no version is intact
   * @throws IOException where it cannot be read
   */
  public static Optional<SweepManifest> read(ResultsDirectory directory) throws IOException {
    return read(directory, line -> {});
  }

  /**
   * Reads it.
   *
   * @param damage told what is wrong with the highest version, in a line: then an earlier one
   *     counts
   * @return empty where the directory has none
   * @throws ResultsException as {@link #read(ResultsDirectory)}
   * @throws IOException where it cannot be read
   */
  public static Optional<SweepManifest> read(ResultsDirectory directory, Consumer<String> damage)
      throws IOException {
    return read(directory, new ManifestVersions(directory).newest(), damage);
  }

  /** As {@link #read(ResultsDirectory)}, from a listing where no other driver changes anything. */
  public static Optional<SweepManifest> read(ResultsDirectory directory, Listing listing)
      throws IOException {
    return new ManifestVersions(directory).newest(listing).manifest();
  }

  private static Optional<SweepManifest> read(
      ResultsDirectory directory, ManifestVersions.Newest newest, Consumer<String> damage) {
    newest.damaged().stream()
        .findFirst()
        .map(
            file ->
                "%s: is damaged, so %s counts; run the sweep again to replace it"
                    .formatted(file, directory.path(newest.from().orElseThrow())))
        .ifPresent(damage);
    return newest.manifest();
  }

  /** What is wrong with the highest version, in a line; as {@link #read(ResultsDirectory)}. */
  public static Optional<String> damage(ResultsDirectory directory) throws IOException {
    List<String> lines = new ArrayList<>();
    read(directory, lines::add);
    return lines.stream().findFirst();
  }

  /**
   * What the directory is for once {@code asked} are run there too. A run of the same name with
   * other flags gives way.
   *
   * @throws ResultsException where it belongs to another sweep
   */
  public static SweepManifest extend(ResultsDirectory directory, String sweep, List<RunSpec> asked)
      throws IOException {
    Optional<SweepManifest> there = read(directory);
    there.ifPresent(manifest -> manifest.requireSweep(directory, sweep));
    return there.orElse(new SweepManifest(sweep, List.of())).with(asked);
  }

  /**
   * Refuses to hold another sweep.
   *
   * @throws ResultsException where it is of another sweep
   */
  public void requireSweep(ResultsDirectory directory, String asked) {
    if (!sweep.equals(asked)) {
      throw new ResultsException(
          "%s: belongs to sweep %s, not to %s; give another directory"
              .formatted(directory.uri(), sweep, asked));
    }
  }

  /** This with more runs; one of the same name gives way. */
  public SweepManifest with(List<RunSpec> asked) {
    Map<String, RunSpec> all = new LinkedHashMap<>();
    runs.forEach(run -> all.put(run.name(), run));
    asked.forEach(run -> all.put(run.name(), run));
    return new SweepManifest(sweep, List.copyOf(all.values()));
  }

  /**
   * Commits it as a new version, unless it is there. What another driver has added meanwhile stays.
   *
   * @return what the directory is for now
   * @throws ResultsException where it belongs to another sweep
   * @throws IOException where it cannot be read or written
   */
  public SweepManifest write(ResultsDirectory directory) throws IOException {
    return new ManifestVersions(directory).commit(this);
  }

  /** As {@link #write(ResultsDirectory)}, from a listing where no other driver changes anything. */
  public SweepManifest write(ResultsDirectory directory, Listing listing) throws IOException {
    ManifestVersions versions = new ManifestVersions(directory);
    return versions.commit(this, versions.newest(listing));
  }
}
