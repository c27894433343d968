package org.throughtime.sweep.store;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.apache.hadoop.fs.Path;
import org.throughtime.sweep.table.TableName;

/**
 * Which file is where that is made of files of several runs, and which files may be.
 *
 * <pre>
 * catalog/NNNNNNNN.list                       what was joined: version N; see {@link Catalog}
 * tables/TABLE/@joined-EEEEEEEE-HASH.parquet  files of many ended runs, joined by the E-th owner
 * state/@joined-EEEEEEEE-HASH
 * checksums/@joined-EEEEEEEE-HASH
 * checksums/@joined.sha256                    of all of these, and of what their runs have besides
 * </pre>
 */
abstract sealed class JoinedLayout extends Layout permits ResultsDirectory {
  /** No run can have this name, as {@link #SCHEMA}; and no pattern of {@link Layout} fits it. */
  private static final String JOINED = "@joined-";

  /** Digits of a hash: no two of this directory share as many. */
  private static final int HASH = 32;

  /** Tables that a run itself writes, and nobody else once it has ended. */
  private static final List<TableName> TABLES =
      List.of(TableName.RUNS, TableName.CHECKPOINTS, TableName.ITERATIONS, TableName.WEIGHTS);

  JoinedLayout(Path root) {
    super(root);
  }

  /** Folder of the versions of what was joined; see {@link CatalogVersions}. */
  Path catalogs() {
    return new Path(root(), "catalog");
  }

  @Override
  List<Path> written() {
    List<Path> written = super.written();
    written.add(catalogs());
    return written;
  }

  /**
   * A joined file.
   *
   * @param file any of those that it holds
   * @param epoch of the owner that joins them
   * @param sha256 of it, in hex: the same name is the same file
   */
  public Path joined(Path file, long epoch, String sha256) {
    String ending = tableOf(file).isPresent() ? PARQUET : "";
    String name = String.format(Locale.ROOT, "%s%08d-%s", JOINED, epoch, sha256.substring(0, HASH));
    return new Path(file.getParent(), name + ending);
  }

  /** Whether {@link #joined} made it. */
  static boolean isJoined(Path file) {
    return file.getName().startsWith(JOINED);
  }

  /** Whether a temporary file is one that nobody writes but a driver that joins files. */
  boolean isOfJoining(Path temporary) {
    return temporary.getName().startsWith(".@joined") || temporary.getParent().equals(catalogs());
  }

  /** The sums of all joined files, and of the files that their runs have besides. */
  public Path joinedChecksums() {
    return new Path(root(), "checksums/@joined" + SUMS);
  }

  /**
   * What a sweep leaves and where, in lines for people.
   *
   * @param ended how many runs have ended
   * @param joined how many of them have their files joined with those of others
   */
  public List<String> contents(long ended, long joined) {
    String tables = "tables/{" + TableName.RUNS + "," + TableName.CHECKPOINTS + ",";
    String npz = ended > 0 ? ", " + path(npz("NAME")) : "";
    String own = ended > joined ? ", " + path(checksums("NAME")) : "";
    String others = joined > 0 ? ", " + path(joinedChecksums()) : "";
    return List.of(
        path(log("NAME")) + npz + ", " + tables + TableName.ITERATIONS + "},",
        path(commands()) + " (the course command of every run)" + own + others);
  }

  private boolean holdsChecksums(Path folder) {
    return folder.equals(checksums("-").getParent());
  }

  /** Whether files of a folder may be joined. */
  boolean isJoinable(Path folder) {
    return folder.equals(states())
        || holdsChecksums(folder)
        || TABLES.stream().anyMatch(table -> table(table).equals(folder));
  }

  /** The run whose file it is, where a file is one that may be joined; else empty. */
  public Optional<String> joinable(Path file) {
    Path folder = file.getParent();
    if (!isJoinable(folder)) {
      return Optional.empty();
    }
    if (holdsChecksums(folder)) {
      return stem(file, SUMS).filter(run -> run.indexOf('@') < 0);
    }
    if (folder.equals(states())) {
      return state(file).map(Numbered::run);
    }
    if (folder.equals(table(TableName.RUNS))) {
      return stem(file, PARQUET)
          .map(run -> run.startsWith("@_") ? run.substring(1) : run)
          .filter(run -> run.indexOf('@') < 0);
    }
    return folder.equals(table(TableName.WEIGHTS))
        ? atCheckpoint(file).map(Numbered::run)
        : segment(file).map(Numbered::run);
  }

  /** The name of a file without its ending; empty where it has another one, or is hidden. */
  private static Optional<String> stem(Path file, String ending) {
    String name = file.getName();
    return name.endsWith(ending) && !name.startsWith(".")
        ? Optional.of(name.substring(0, name.length() - ending.length()))
        : Optional.empty();
  }
}
