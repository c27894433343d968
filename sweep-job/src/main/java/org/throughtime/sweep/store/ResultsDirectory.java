package org.throughtime.sweep.store;

import java.io.BufferedOutputStream;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FSError;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.FileUtil;
import org.apache.hadoop.fs.LocalFileSystem;
import org.apache.hadoop.fs.Options;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.fs.RawLocalFileSystem;
import org.throughtime.sweep.table.CheckpointTable;
import org.throughtime.sweep.table.GeneralizationTable;
import org.throughtime.sweep.table.IterationTable;
import org.throughtime.sweep.table.RunRow;
import org.throughtime.sweep.table.RunTable;
import org.throughtime.sweep.table.Table;

/**
 * Where a sweep's results are, on any Hadoop file system, and how a file gets there.
 *
 * <pre>
 * sweep.conf                                 name of the sweep, flags of every run
 * commands.txt                               the course command of every run
 * tables/runs/NAME.parquet                   one row, written last: it marks the run as done
 * tables/checkpoints/NAME.NNNNN.parquet      segment N of a run
 * tables/iterations/NAME.NNNNN.parquet
 * tables/generalization/NAME.parquet         what certifying it found
 * logs/NAME.log
 * npz/NAME_final_state.npz
 * checksums/NAME.sha256                      of every file of an ended run but its row
 * checksums/NAME@generalization.sha256       of its file of that table
 * state/NAME.NNNNNNNN.state                  what goes on from there, that many iterations done
 * report/                                    what {@code report} made of it
 * .owner                                     who runs the sweep; see {@link SweepOwner}
 * </pre>
 *
 * <p>Files are committed whole: written under a name that no reader looks at, then renamed. A
 * second commit of the same file replaces the first.
 */
public final class ResultsDirectory {
  private static final String PARQUET = ".parquet";

  /** No run can have this name: it has a character that names cannot have. */
  private static final String SCHEMA = "@schema" + PARQUET;

  private final Path root;
  private final Configuration configuration;
  private final FileSystem files;

  /** Writes what a file holds. */
  @FunctionalInterface
  public interface Content {
    /** Writes all of it. */
    void writeTo(OutputStream out) throws IOException;
  }

  /**
   * @param uri a Hadoop file system URI or a path; it need not exist
   * @param configuration finds and configures the file system
   * @throws ResultsException where no file system answers to the URI
   */
  public ResultsDirectory(String uri, Configuration configuration) {
    this.configuration = configuration;
    try {
      Path path = new Path(uri);
      FileSystem found = path.getFileSystem(configuration);
      // Without its checksum files a local rename is one atomic step.
      this.files = found instanceof LocalFileSystem local ? local.getRawFileSystem() : found;
      this.root = files.makeQualified(path);
    } catch (IOException | IllegalArgumentException e) {
      throw new ResultsException(
          uri + ": no such place for results (" + e.getMessage() + "); give a path or a URI");
    }
  }

  /** Its full URI. */
  public String uri() {
    return root.toString();
  }

  /** The settings it was opened with. */
  public Configuration configuration() {
    return configuration;
  }

  /** Folder of a table: {@code spark.read().parquet(...)} takes it. */
  public Path table(String table) {
    return new Path(root, "tables/" + table);
  }

  /** File of one segment of a run's table, counted from 0. */
  public Path segment(Table<?> table, String run, int segment) {
    return new Path(
        table(table.name()), stem(run) + String.format(Locale.ROOT, ".%05d", segment) + PARQUET);
  }

  /** File of a run's row in {@code runs}. */
  public Path row(String run) {
    return new Path(table(RunTable.NAME), stem(run) + PARQUET);
  }

  /** File of a run's rows in {@code generalization}. */
  public Path generalization(String run) {
    return new Path(table(GeneralizationTable.TABLE.name()), stem(run) + PARQUET);
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
    return new Path(root, "npz/" + run + "_final_state.npz");
  }

  /** The sums of a run's files, as {@code sha256sum -c} reads them in this directory. */
  public Path checksums(String run) {
    return new Path(root, "checksums/" + run + ".sha256");
  }

  /** The sum of a run's file of {@code generalization}; no run can have such a name. */
  public Path generalizationChecksums(String run) {
    return checksums(run + "@" + GeneralizationTable.TABLE.name());
  }

  /** A file of the report. */
  public Path report(String file) {
    return new Path(root, "report/" + file);
  }

  /** State of a run behind that many iterations. */
  public Path state(String run, int iterations) {
    return new Path(states(), run + String.format(Locale.ROOT, ".%08d.state", iterations));
  }

  /** Folder of all states. */
  Path states() {
    return new Path(root, "state");
  }

  /** Claim of the driver that runs the sweep. */
  Path owner() {
    return new Path(root, ".owner");
  }

  /** There while a dead driver's claim is taken away. */
  Path takeover() {
    return new Path(root, ".owner.takeover");
  }

  /** Every folder that holds files of runs, and the directory itself. */
  List<Path> folders() {
    return List.of(
        root,
        table(RunTable.NAME),
        table(CheckpointTable.TABLE.name()),
        table(IterationTable.TABLE.name()),
        table(GeneralizationTable.TABLE.name()),
        log("-").getParent(),
        npz("-").getParent(),
        checksums("-").getParent(),
        states());
  }

  /** The file system it is on. */
  FileSystem files() {
    return files;
  }

  /** The course command of every run. */
  public Path commands() {
    return new Path(root, "commands.txt");
  }

  /** What the directory is for; see {@link SweepManifest}. */
  Path manifest() {
    return new Path(root, "sweep.conf");
  }

  /** Whether there is such a file. */
  public boolean exists(Path file) throws IOException {
    return files.exists(file);
  }

  /** A file that was committed here before, by its path below this directory. */
  public Path file(CommittedFile file) {
    return new Path(root, file.path());
  }

  /** All bytes of a file. */
  public byte[] read(Path file) throws IOException {
    try (var in = files.open(file)) {
      return in.readAllBytes();
    }
  }

  /** The bytes of a text file as UTF-8. */
  public String readText(Path file) throws IOException {
    return new String(read(file), StandardCharsets.UTF_8);
  }

  /** Takes a file away, if it is there. */
  public void delete(Path file) throws IOException {
    files.delete(file, false);
  }

  /** The files of a folder, in no order; none where there is no such folder. */
  FileStatus[] list(Path folder) throws IOException {
    try {
      return files.listStatus(folder);
    } catch (FileNotFoundException e) {
      return new FileStatus[0];
    }
  }

  /** Every run's segments of a table, in order; runs that have none are left out. */
  public Map<String, List<Path>> segments(Table<?> table) throws IOException {
    return Listing.ofTable(this, table).segments(table);
  }

  /** Commits a text file as UTF-8. */
  public CommittedFile commitText(Path file, String text) throws IOException {
    return commit(file, out -> out.write(text.getBytes(StandardCharsets.UTF_8)));
  }

  /**
   * Commits a file whole, replacing one of its name.
   *
   * @throws StorageException where it cannot be written; then nothing of it is left, as far as the
   *     file system lets
   */
  public CommittedFile commit(Path file, Content content) throws StorageException {
    Path temporary = TemporaryFiles.of(file);
    try {
      CommittedFile committed;
      try (MeasuredOutput out = new MeasuredOutput(create(temporary))) {
        content.writeTo(out);
        String path = root.toUri().relativize(file.toUri()).getPath();
        committed = new CommittedFile(path, out.size(), out.sha256());
      }
      if (files instanceof RawLocalFileSystem) {
        if (!files.rename(temporary, file)) {
          throw new IOException("cannot rename " + temporary.getName());
        }
      } else {
        FileUtil.rename(files, temporary, file, Options.Rename.OVERWRITE);
      }
      return committed;
    } catch (IOException | FSError | RuntimeException e) {
      try {
        files.delete(temporary, false);
      } catch (IOException again) {
        e.addSuppressed(again);
      }
      if (e instanceof RuntimeException unexpected) {
        throw unexpected;
      }
      throw StorageException.cannotWrite(file, e);
    }
  }

  /**
   * Hadoop's local file system starts a chmod for every file it creates; the umask does as well.
   * One that is made from it may have a way of its own.
   */
  private OutputStream create(Path file) throws IOException {
    if (files instanceof RawLocalFileSystem local && files.getClass() == RawLocalFileSystem.class) {
      local.mkdirs(file.getParent());
      return new BufferedOutputStream(
          Files.newOutputStream(local.pathToFile(file).toPath(), StandardOpenOption.CREATE_NEW));
    }
    return files.create(file, false);
  }

  /** Commits a run's row: from now on it counts as ended. */
  public void commit(RunRow row) throws IOException {
    String run = row.spec().name();
    Table<RunRow> table = RunTable.table(row.spec());
    commit(row(run), out -> table.write(out, run, List.of(table.rows().measure(row))));
  }

  /**
   * A file without rows: a table that has no other yet can be read with its columns all the same.
   */
  public void commitSchema(Table<?> table) throws IOException {
    commit(new Path(table(table.name()), SCHEMA), out -> table.write(out, "", List.of()));
  }
}
