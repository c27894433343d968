package org.throughtime.sweep.store;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.apache.hadoop.fs.Path;
import org.throughtime.sweep.table.TableName;

/**
 * Which file of a results directory is where, and of what. Only this class and {@link
 * JoinedLayout}, which knows the files that are made of several, know.
 *
 * <pre>
 * manifest/NNNNNNNN.conf                     name of the sweep, flags of every run: version N
 * sweep.conf                                 the same, as earlier versions of this program wrote it
 * epochs/NNNNNNNN.conf                       the driver that was the N-th owner; see {@link Epochs}
 * commands.txt                               the course command of every run
 * tables/runs/NAME.parquet                   one row, written last: it marks the run as done
 * tables/checkpoints/NAME.NNNNN.parquet      segment N of a run
 * tables/iterations/NAME.NNNNN.parquet
 * tables/generalization/NAME.parquet         what certifying the run found
 * tables/weights/NAME.NNNNNNNN.parquet       the weights of checkpoint n, where they are kept
 * tables/{dynamics,fixed_points,retention,jacobian_sv,trajectories}/NAME.NNNNNNNN.parquet
 *                                            what the command dynamics measured of these weights
 * logs/NAME.log
 * npz/NAME_final_state.npz
 * checksums/NAME.sha256                      of every file of an ended run but its row
 * checksums/NAME@generalization.sha256       of its file of that table
 * checksums/NAME@dynamics.NNNNNNNN.sha256    of the files of a measured checkpoint, written last
 * state/NAME.NNNNNNNN.state                  what goes on from there, that many iterations done
 * report/                                    what {@code report} made of it
 * submission/                                what {@code submission} put together
 * .owner, .owner.N                           who runs the sweep, or that nobody does; see {@link SweepOwner}
 * </pre>
 */
abstract sealed class Layout permits JoinedLayout {
  static final String PARQUET = ".parquet";

  /** No run can have this name: it has a character that names cannot have. */
  static final String SCHEMA = "@schema" + PARQUET;

  static final String SUMS = ".sha256";

  private static final String FINAL_STATE = "_final_state.npz";

  /** What {@link #segment} makes. A run's name may be another's beginning. */
  private static final Pattern SEGMENT = Pattern.compile("@?([^.@].*)\\.(\\d{5})\\.parquet");

  /** What {@link #atCheckpoint} makes. */
  private static final Pattern AT_CHECKPOINT =
      Pattern.compile("@?([^.@].*)\\.(\\d{8,10})\\.parquet");

  /** What {@link #measuredChecksums} makes. */
  private static final Pattern MEASURED =
      Pattern.compile("([^.@].*)@dynamics\\.(\\d{8,10})\\.sha256");

  /** What {@link #state} makes. */
  private static final Pattern STATE = Pattern.compile("([^.].*)\\.(\\d{8,10})\\.state");

  private final Path root;

  /** Listings ask for them several times for each run. */
  private final Map<TableName, Path> tables = new EnumMap<>(TableName.class);

  /** A file of which a run has several: which run's it is, and its number. */
  record Numbered(String run, int number) {}

  Layout(Path root) {
    this.root = root;
    for (TableName table : TableName.values()) {
      tables.put(table, new Path(root, "tables/" + table));
    }
  }

  /** The directory itself. */
  Path root() {
    return root;
  }

  /** Folder of a table: {@code spark.read().parquet(...)} takes it. */
  public Path table(TableName table) {
    return tables.get(table);
  }

  /** The table that a committed file is of; empty where it is of none. */
  public Optional<TableName> tableOf(CommittedFile file) {
    return tableOf(file(file.path()));
  }

  /** The table that a file is of, by its folder; empty where it is of none. */
  public Optional<TableName> tableOf(Path file) {
    Path folder = file.getParent();
    return Arrays.stream(TableName.values()).filter(t -> table(t).equals(folder)).findFirst();
  }

  /** File without rows, so that an empty table can be read with its columns. */
  public Path schema(TableName table) {
    return new Path(table(table), SCHEMA);
  }

  /** File of one segment of a run's table, counted from 0. */
  public Path segment(TableName table, String run, int segment) {
    return new Path(
        table(table), stem(run) + String.format(Locale.ROOT, ".%05d", segment) + PARQUET);
  }

  /** The inverse of {@link #segment}; empty where the file is none. */
  static Optional<Numbered> segment(Path file) {
    return numbered(SEGMENT, file);
  }

  /** File of a run's rows of a table that has a file for a checkpoint, by its n. */
  public Path atCheckpoint(TableName table, String run, int n) {
    return new Path(table(table), stem(run) + String.format(Locale.ROOT, ".%08d", n) + PARQUET);
  }

  /** The inverse of {@link #atCheckpoint}; empty where the file is none. */
  static Optional<Numbered> atCheckpoint(Path file) {
    return numbered(AT_CHECKPOINT, file);
  }

  /** The sums of the files that measuring a checkpoint left: with it, they count. */
  public Path measuredChecksums(String run, int n) {
    return checksums(run + String.format(Locale.ROOT, "@%s.%08d", TableName.DYNAMICS, n));
  }

  /** The inverse of {@link #measuredChecksums}; empty where the file is none. */
  static Optional<Numbered> measuredChecksums(Path file) {
    return numbered(MEASURED, file);
  }

  /** File of a run's row in {@code runs}. */
  public Path row(String run) {
    return new Path(table(TableName.RUNS), stem(run) + PARQUET);
  }

  /** File of a run's rows in {@code generalization}. */
  public Path generalization(String run) {
    return new Path(table(TableName.GENERALIZATION), stem(run) + PARQUET);
  }

  /** Spark's readers pass over files whose names begin with an underscore, which runs' may. */
  private static String stem(String run) {
    return run.startsWith("_") ? "@" + run : run;
  }

  /** Log of a run. */
  public Path log(String run) {
    return new Path(root, "logs/" + run + ".log");
  }

  /** Final state of a run. */
  public Path npz(String run) {
    return new Path(root, "npz/" + run + FINAL_STATE);
  }

  /** The sums of a run's files, as {@code sha256sum -c} reads them in this directory. */
  public Path checksums(String run) {
    return new Path(root, "checksums/" + run + SUMS);
  }

  /** The sum of a run's file of {@code generalization}; no run can have such a name. */
  public Path generalizationChecksums(String run) {
    return checksums(run + "@" + TableName.GENERALIZATION);
  }

  /** Whether a file is a state, by its folder. */
  public boolean isState(Path file) {
    return file.getParent().equals(states());
  }

  /** Folder of all states. */
  Path states() {
    return new Path(root, "state");
  }

  /** State of a run behind that many iterations. */
  public Path state(String run, int iterations) {
    return new Path(states(), run + String.format(Locale.ROOT, ".%08d.state", iterations));
  }

  /** The inverse of {@link #state}; empty where the file is none. */
  static Optional<Numbered> state(Path file) {
    return numbered(STATE, file);
  }

  private static Optional<Numbered> numbered(Pattern pattern, Path file) {
    Matcher name = pattern.matcher(file.getName());
    return name.matches() && Long.parseLong(name.group(2)) <= Integer.MAX_VALUE
        ? Optional.of(new Numbered(name.group(1), Integer.parseInt(name.group(2))))
        : Optional.empty();
  }

  /** The report as a page. */
  public Path reportPage() {
    return new Path(root, "report/index.html");
  }

  /** The report as a document. */
  public Path reportDocument() {
    return new Path(root, "report/report.pdf");
  }

  /** The folder that is handed in. */
  public Path submission() {
    return new Path(root, "submission");
  }

  /** The course command of every run. */
  public Path commands() {
    return new Path(root, "commands.txt");
  }

  /** Folder of the versions of what the directory is for; see {@link ManifestVersions}. */
  Path manifests() {
    return new Path(root, "manifest");
  }

  /** What the directory is for, where an earlier version of this program wrote it. */
  Path earlierManifest() {
    return new Path(root, "sweep.conf");
  }

  /** Folder of the numbers of its owners; see {@link Epochs}. */
  Path epochs() {
    return new Path(root, "epochs");
  }

  /** Claim of the driver that runs the sweep. */
  Path owner() {
    return new Path(root, ".owner");
  }

  /** Every folder that holds files of runs and nothing else. */
  List<Path> folders() {
    List<Path> folders = new ArrayList<>(foldersBesideTables());
    for (TableName table : TableName.values()) {
      folders.add(table(table));
    }
    return folders;
  }

  /** Those of them that hold no table. */
  List<Path> foldersBesideTables() {
    return Stream.of(log("-"), npz("-"), checksums("-"), state("-", 0))
        .map(Path::getParent)
        .toList();
  }

  /** Every folder that a driver or a task writes to, but the directory itself. */
  List<Path> written() {
    List<Path> written = new ArrayList<>(folders());
    written.addAll(List.of(manifests(), epochs()));
    return written;
  }

  /** A file by its path below this directory, with slashes. */
  public Path file(String path) {
    return new Path(root, path);
  }

  /** The path of a file below this directory. */
  public String path(Path file) {
    return root.toUri().relativize(file.toUri()).getPath();
  }

  /**
   * Whether a file of {@link ResultsDirectory#filesOfRuns} may be one of a run, or one about to be
   * renamed.
   */
  public static boolean mayBelong(String path, String run) {
    String name = path.substring(path.lastIndexOf('/') + 1).replaceFirst("^[.]?@?", "");
    return path.contains("/" + run + "/")
        || name.startsWith(run + ".")
        || name.startsWith(run + "@")
        || name.startsWith(run + FINAL_STATE.substring(0, FINAL_STATE.lastIndexOf('.') + 1));
  }
}
