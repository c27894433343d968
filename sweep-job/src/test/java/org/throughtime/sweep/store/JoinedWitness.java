package org.throughtime.sweep.store;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.apache.hadoop.fs.Path;

/**
 * Sees what becomes of joined files and of the catalog of a simulated directory, and fails the
 * simulation where a byte is in no place any more.
 */
final class JoinedWitness {
  private static final String CATALOGS = Witness.ROOT + "/catalog/";
  private static final String SUMS = Witness.ROOT + "/checksums/@joined.sha256";

  private final Scheduler scheduler;
  private final SimulatedDisk disk;

  /** Runs that were in any version of the catalog. */
  private final Set<String> ever = new HashSet<>();

  private long versions;

  JoinedWitness(Scheduler scheduler, SimulatedDisk disk) {
    this.scheduler = scheduler;
    this.disk = disk;
  }

  /** How many versions of the catalog were written. */
  long versions() {
    return versions;
  }

  /** Whether a file is one of those that this looks at. */
  static boolean looksAt(String path) {
    return path.startsWith(CATALOGS) || path.equals(SUMS) || isJoined(path);
  }

  private static boolean isJoined(String path) {
    return ResultsDirectory.isJoined(new Path(path));
  }

  /** The newest version; empty where there is none. */
  Catalog newest() {
    List<String> versions =
        disk.below(Witness.ROOT + "/catalog").stream()
            .filter(path -> !path.endsWith(".tmp"))
            .sorted()
            .toList();
    return versions.isEmpty() ? Catalog.EMPTY : parse(versions.get(versions.size() - 1));
  }

  private Catalog parse(String path) {
    String text = text(disk.find(path).orElseThrow());
    Optional<String> lines = SummedText.intact(text);
    if (lines.isEmpty()) {
      scheduler.fail(path + " is not whole: " + text);
    }
    String number = path.substring(CATALOGS.length(), path.lastIndexOf('.'));
    return CatalogFormat.parse(
        new Path(path), Long.parseLong(number), lines.orElse("catalog 1 0\n"));
  }

  private static String text(SimulatedDisk.Stored file) {
    return new String(file.bytes(), StandardCharsets.UTF_8);
  }

  /** A file of {@link #looksAt} got another content, or is there no more. */
  void changed(String path, SimulatedDisk.Stored before, SimulatedDisk.Stored after) {
    if (path.startsWith(CATALOGS)) {
      version(path, before, after);
    } else if (path.equals(SUMS)) {
      return;
    } else if (after == null) {
      if (newest().names(path.substring(Witness.ROOT.length() + 1))) {
        scheduler.fail(path + " is lost, and the catalog names it");
      }
    } else if (!path.contains(Sha256.of(after.bytes()).substring(0, 32))) {
      scheduler.fail(path + " has not the content that its name tells of");
    }
  }

  private void version(String path, SimulatedDisk.Stored before, SimulatedDisk.Stored after) {
    if (after == null) {
      if (path.compareTo(CATALOGS + "%08d".formatted(newest().number())) > 0) {
        scheduler.fail(path + " is lost, and no version follows it");
      }
      return;
    }
    if (before != null) {
      scheduler.fail(path + " was changed");
    }
    versions++;
    Catalog next = newest();
    for (JoinedGroup group : next.groups()) {
      for (JoinedMember member : group.members()) {
        if (bytes(member).isEmpty()) {
          scheduler.fail(path + " tells of " + member + ", which is not there");
        }
      }
    }
    Set<String> left = new HashSet<>(ever);
    left.removeAll(next.runs());
    for (String run : left) {
      if (disk.find(Witness.ROOT + "/tables/runs/" + run + ".parquet").isEmpty()) {
        scheduler.fail(path + " leaves " + run + " out, and it is in no other place");
      }
    }
    ever.addAll(next.runs());
  }

  /** The bytes of a file that was joined; empty where they are not there. */
  private Optional<byte[]> bytes(JoinedMember member) {
    return disk.find(Witness.ROOT + "/" + member.file().path())
        .map(SimulatedDisk.Stored::bytes)
        .filter(bytes -> bytes.length == member.file().size())
        .map(
            bytes ->
                Arrays.copyOfRange(
                    bytes, (int) member.offset(), (int) member.offset() + member.length()))
        .filter(bytes -> Content.isWhole(Witness.ROOT + "/" + member.path(), bytes));
  }

  /** The bytes of a file, in a file of its own or in a joined one that counts. */
  Optional<byte[]> find(String path) {
    Optional<byte[]> joined =
        newest().find(path.substring(Witness.ROOT.length() + 1)).flatMap(this::bytes);
    return joined.isPresent() ? joined : disk.find(path).map(SimulatedDisk.Stored::bytes);
  }

  /** Whether a run was joined at any time: a late deletion may be of then. */
  boolean everHad(String run) {
    return ever.contains(run);
  }
}
