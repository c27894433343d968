package org.throughtime.sweep.store;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Sees every change of a simulated results directory as it happens, and fails the simulation where
 * one breaks an invariant.
 *
 * <p>One thing is known and documented (docs/reliability.md, "A frozen driver"): a file gets its
 * name some time after its writer looked whether its lease holds. Where the lease was lost between
 * the two, and only there, the change is counted as one of the {@link Windows}. A change under a
 * lease that did not hold when its writer looked, or without a look, is a fault.
 */
final class Witness {
  static final String ROOT = "/sweep";
  private static final ResultsDirectory NAMES =
      new ResultsDirectory(ROOT, SimulatedFiles.CONFIGURATION);
  private static final String MANIFESTS = ROOT + "/manifest/";
  private static final String EPOCHS = ROOT + "/epochs/";
  static final String LOGS = ROOT + "/logs/";

  private static final Pattern STATE = Pattern.compile("(.*/state/.*\\.)(\\d+)\\.state");
  private static final Pattern NAME = Pattern.compile("(?m)^\\s*name=(.*)$");

  /** Changes between a look at the claim and the loss of it. */
  static final class Windows {
    private long all;
    private long frozen;
    private long rows;
    private long logs;
    private long deleted;

    /** All of them. */
    long all() {
      return all;
    }

    /**
     * Those so long after the look that another driver could see the claim stand still meanwhile.
     * The others are of tasks whose driver was killed, and of slow requests.
     */
    long frozen() {
      return frozen;
    }

    /** Those that replaced the row of a run by that of another driver. */
    long rows() {
      return rows;
    }

    /** Files that had come back out of joined ones. The run is trained again. */
    long deleted() {
      return deleted;
    }

    /** Logs of runs that ended, replaced by what an attempt knew that had not. */
    long logs() {
      return logs;
    }
  }

  private final Scheduler scheduler;
  private final Leases leases;
  private final Windows windows = new Windows();
  private final Set<String> touched = new HashSet<>();

  /** Files of runs that were taken out of joined files, deleted late by a driver that joined. */
  private final Set<String> deleted = new HashSet<>();

  private SimulatedDisk disk;
  private boolean compares;
  private JoinedWitness joined;

  Witness(Scheduler scheduler) {
    this.scheduler = scheduler;
    this.leases = new Leases(scheduler);
  }

  /**
   * @param comparing whether a file can take the place of one version of it, and of no other
   */
  void watches(SimulatedDisk watched, boolean comparing) {
    disk = watched;
    compares = comparing;
    joined = new JoinedWitness(scheduler, watched);
  }

  JoinedWitness joined() {
    return joined;
  }

  Leases leases() {
    return leases;
  }

  Windows windows() {
    return windows;
  }

  static boolean isClaim(String path) {
    return path.startsWith(ROOT + "/.owner") && !path.endsWith(".tmp");
  }

  /** Id of the lease in a claim; empty if the claim is incomplete. */
  static String lease(byte[] bytes) {
    return SweepClaim.parse(new String(bytes, StandardCharsets.UTF_8))
        .map(SweepClaim::id)
        .orElse("");
  }

  /** A file got another content, or is there no more. */
  void changed(String path, SimulatedDisk.Stored before, SimulatedDisk.Stored after, Intent by) {
    if (isClaim(path)) {
      leases.changed(path, after, by);
    } else if (path.startsWith(EPOCHS) && !path.endsWith(".tmp")) {
      numbered(path, before, after);
    } else if (!path.endsWith(".tmp")) {
      boolean late = !leases.holds(by.lease());
      if (late) {
        requireLook(path, by);
        count(path, before, after, by);
        touched.add(path);
      }
      if (path.startsWith(MANIFESTS)) {
        manifest(path, before, after);
      } else if (JoinedWitness.looksAt(path)) {
        joined.changed(path, before, after);
      } else if (path.startsWith(LOGS) && after != null) {
        log(path, Optional.ofNullable(before), after);
      } else if (after == null) {
        removed(path, late);
      } else {
        written(path, Optional.ofNullable(before), after);
      }
    }
  }

  private void count(
      String path, SimulatedDisk.Stored before, SimulatedDisk.Stored after, Intent by) {
    windows.all++;
    if (scheduler.now() - by.look().began() >= Leases.STANDS_STILL.toNanos()) {
      windows.frozen++;
    }
    if (before != null && after != null && !Arrays.equals(before.bytes(), after.bytes())) {
      windows.rows += isOfOneDriver(path) ? 1 : 0;
    }
  }

  private void requireLook(String path, Intent by) {
    boolean looked =
        by.look().id().equals(by.lease())
            && !by.lease().isEmpty()
            && leases.heldSince(by.lease(), by.look().began());
    if (!looked) {
      scheduler.fail(
          "%s changed %s under lease %s, which it did not see hold; its look was %s, and %s holds"
              .formatted(by.process(), path, by.lease(), by.look(), leases.current()));
    }
  }

  /** The file of an epoch is written once, even by a driver that has lost its claim meanwhile. */
  private void numbered(String path, SimulatedDisk.Stored before, SimulatedDisk.Stored after) {
    if (before != null || after == null || lease(after.bytes()).isEmpty()) {
      scheduler.fail(path + " was changed, or is not whole");
    }
  }

  /**
   * A version of the manifest is written once; where it is the highest, it has all earlier runs.
   */
  private void manifest(String path, SimulatedDisk.Stored before, SimulatedDisk.Stored after) {
    List<String> others =
        disk.below(MANIFESTS).stream()
            .filter(other -> !other.endsWith(".tmp") && !other.equals(path))
            .sorted()
            .toList();
    String highest = others.isEmpty() ? "" : others.get(others.size() - 1);
    if (after == null) {
      if (highest.compareTo(path) < 0) {
        scheduler.fail(path + " is lost, and no version follows it");
      }
      return;
    }
    if (before != null || SummedText.intact(text(after.bytes())).isEmpty()) {
      scheduler.fail(path + " was changed, or is not whole: " + text(after.bytes()));
    }
    if (!highest.isEmpty()
        && path.compareTo(highest) > 0
        && !names(after.bytes()).containsAll(names(disk.find(highest).orElseThrow().bytes()))) {
      scheduler.fail(path + " goes back behind " + highest);
    }
  }

  /**
   * A log grows. The one of a run that ended stays, but where the file system cannot compare: there
   * the run may end between the question whether it has and the rename.
   */
  private void log(String path, Optional<SimulatedDisk.Stored> before, SimulatedDisk.Stored after) {
    if (!SimulatedLog.isOne(after.bytes())) {
      scheduler.fail(path + " is no log: " + text(after.bytes()));
    }
    boolean ended = before.filter(b -> SimulatedLog.isWhole(b.bytes())).isPresent();
    if (ended && !SimulatedLog.isWhole(after.bytes())) {
      windows.logs++;
      if (compares) {
        scheduler.fail(path + " lost its end: " + text(after.bytes()));
      }
    }
  }

  private void removed(String path, boolean late) {
    Matcher state = STATE.matcher(path);
    boolean older =
        state.matches()
            && disk.below(ROOT + "/state").stream()
                .map(STATE::matcher)
                .anyMatch(
                    other ->
                        other.matches()
                            && other.group(1).equals(state.group(1))
                            && Long.parseLong(other.group(2)) > Long.parseLong(state.group(2)));
    Optional<String> run = run(path);
    if (older || run.filter(joined.newest()::has).isPresent()) {
      return;
    }
    if (late && run.filter(joined::everHad).isPresent()) {
      windows.deleted++;
      deleted.add(path);
    } else {
      scheduler.fail(path + " is lost" + (late ? " to a driver that lost its claim" : ""));
    }
  }

  /** Whether a file may be missing since {@link Windows#deleted}. */
  boolean mayLack(String path) {
    return deleted.contains(path);
  }

  /** The run of a file that may be joined. */
  private static Optional<String> run(String path) {
    return NAMES.joinable(new org.apache.hadoop.fs.Path("file:" + path));
  }

  private void written(
      String path, Optional<SimulatedDisk.Stored> before, SimulatedDisk.Stored after) {
    if (!Content.isWhole(path, after.bytes())) {
      scheduler.fail(path + " is not whole: " + text(after.bytes()));
    }
    boolean same = before.filter(b -> !Arrays.equals(b.bytes(), after.bytes())).isEmpty();
    if (!same && (!isOfOneDriver(path) || !touched.contains(path))) {
      scheduler.fail(
          "%s changed from %s to %s"
              .formatted(path, text(before.get().bytes()), text(after.bytes())));
    }
  }

  /** Whether a file may differ by the driver that has it written: the row of a run. */
  static boolean isOfOneDriver(String path) {
    return path.startsWith(ROOT + "/tables/runs/");
  }

  /** The names of the runs of a manifest. */
  private static Set<String> names(byte[] manifest) {
    Set<String> names = new HashSet<>();
    NAME.matcher(text(manifest)).results().forEach(result -> names.add(result.group(1)));
    return names;
  }

  private static String text(byte[] bytes) {
    return new String(bytes, StandardCharsets.UTF_8);
  }

  /** Somebody was told that a file is committed. */
  void acknowledged(String path, byte[] bytes) {
    Optional<byte[]> there = joined.find(path);
    boolean state = STATE.matcher(path).matches();
    boolean holds = there.filter(file -> Arrays.equals(file, bytes)).isPresent();
    boolean compared = compares || !path.startsWith(LOGS);
    if (!holds && !state && compared && !touched.contains(path)) {
      scheduler.fail(path + " was committed, but is not there");
    }
  }

  /** Somebody read a file. */
  void read(String path, byte[] bytes) {
    if (!Content.isWhole(path, bytes)) {
      scheduler.fail("a reader found in " + path + ": " + text(bytes));
    }
  }
}
