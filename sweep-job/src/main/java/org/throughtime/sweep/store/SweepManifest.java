package org.throughtime.sweep.store;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.throughtime.model.train.RunSpec;

/**
 * The sweep that a results directory belongs to: the contents of the highest intact version in
 * {@code manifest}, or of the file {@code sweep.conf} of an earlier version of this program.
 *
 * @param sweep name of the sweep
 * @param runs every run that was ever asked for there, in order of first mention
 * @param removed names of those that the sweep had not any more when it was last run
 * @param leftBehind names of those that a search left behind, each with the rung: an iteration
 */
public record SweepManifest(
    String sweep, List<RunSpec> runs, Set<String> removed, Map<String, Integer> leftBehind) {
  public SweepManifest {
    runs = List.copyOf(runs);
    removed = Set.copyOf(removed);
    leftBehind = Map.copyOf(leftBehind);
  }

  /** One of runs that the sweep has, none of them left behind. */
  public SweepManifest(String sweep, List<RunSpec> runs) {
    this(sweep, runs, Set.of(), Map.of());
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

  /** This with more runs, which the sweep has; one of the same name gives way. */
  public SweepManifest with(List<RunSpec> asked) {
    return with(new SweepManifest(sweep, asked, Set.of(), kept(leftBehind, names(asked))));
  }

  /** This with what another says of its runs; a run of the same name gives way. */
  SweepManifest with(SweepManifest other) {
    Set<String> theirs = names(other.runs);
    Map<String, RunSpec> all = new LinkedHashMap<>();
    runs.forEach(run -> all.put(run.name(), run));
    other.runs.forEach(run -> all.put(run.name(), run));
    Set<String> gone = new HashSet<>(removed);
    gone.removeAll(theirs);
    gone.addAll(other.removed);
    Map<String, Integer> behind = new HashMap<>(leftBehind);
    behind.keySet().removeAll(theirs);
    behind.putAll(other.leftBehind);
    return new SweepManifest(sweep, List.copyOf(all.values()), gone, behind);
  }

  /** This once the sweep has the runs of these names and no others. */
  public SweepManifest ofSweep(Set<String> names) {
    Set<String> gone = new HashSet<>(names(runs));
    gone.removeAll(names);
    return new SweepManifest(sweep, runs, gone, leftBehind);
  }

  /** This once a search has left some of its runs behind at a rung. */
  public SweepManifest leaving(List<RunSpec> left, int rung) {
    Map<String, Integer> behind = new HashMap<>(leftBehind);
    left.forEach(run -> behind.put(run.name(), rung));
    return new SweepManifest(sweep, runs, removed, behind);
  }

  /** This once some of its runs train beyond a rung: an entry of a later one stays. */
  public SweepManifest goingOn(List<RunSpec> continued, int rung) {
    Set<String> names = names(continued);
    Map<String, Integer> behind = new HashMap<>(leftBehind);
    behind.entrySet().removeIf(run -> names.contains(run.getKey()) && run.getValue() <= rung);
    return new SweepManifest(sweep, runs, removed, behind);
  }

  private static Set<String> names(List<RunSpec> runs) {
    return runs.stream().map(RunSpec::name).collect(Collectors.toSet());
  }

  private static Map<String, Integer> kept(Map<String, Integer> of, Set<String> names) {
    Map<String, Integer> kept = new HashMap<>(of);
    kept.keySet().retainAll(names);
    return kept;
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
