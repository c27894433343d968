package org.throughtime.sweep.record;

import static java.util.stream.Collectors.joining;

import java.io.BufferedOutputStream;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.StandardOpenOption;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.FileUtil;
import org.apache.hadoop.fs.LocalFileSystem;
import org.apache.hadoop.fs.Options;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.fs.RawLocalFileSystem;
import org.throughtime.model.train.RunSpec;
import org.throughtime.sweep.plan.CourseCommand;

/**
 * Where a sweep's results are, on any Hadoop file system, and how a file gets there.
 *
 * <pre>
 * sweep.conf                                 name of the sweep, flags of every run
 * commands.txt                               the course command of every run
 * tables/runs/NAME.parquet                   one row, written last: it marks the run as done
 * tables/checkpoints/NAME.NNNNN.parquet      segment N of a run
 * tables/iterations/NAME.NNNNN.parquet
 * logs/NAME.log
 * npz/NAME_final_state.npz
 * checksums/NAME.sha256                      of every file of an ended run but its row
 * </pre>
 *
 * <p>Files are committed whole: written under a name that no reader looks at, then renamed. A
 * second commit of the same file replaces the first.
 */
public final class ResultsDirectory {
  private static final String PARQUET = ".parquet";

  /** No run can have this name: it has a character that names cannot have. */
  private static final String SCHEMA = "@schema" + PARQUET;

  /** What {@link #segment} makes. The name of a run may be the beginning of another's. */
  private static final Pattern SEGMENT = Pattern.compile("@?([^.@].*)\\.\\d{5}\\.parquet");

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

  /** Checksums of an ended run's files, as {@code sha256sum -c} reads them in the directory. */
  public Path checksums(String run) {
    return new Path(root, "checksums/" + run + ".sha256");
  }

  /** The course command of every run. */
  public Path commands() {
    return new Path(root, "commands.txt");
  }

  /** What the directory is for; see {@link SweepManifest}. */
  Path manifest() {
    return new Path(root, "sweep.conf");
  }

  /** Every run's segments of a table, in order; runs that have none are left out. */
  public Map<String, List<Path>> segments(Table<?> table) throws IOException {
    Map<String, List<Path>> segments = new TreeMap<>();
    for (FileStatus file : list(table(table.name()))) {
      Matcher name = SEGMENT.matcher(file.getPath().getName());
      if (name.matches()) {
        segments.computeIfAbsent(name.group(1), run -> new ArrayList<>()).add(file.getPath());
      }
    }
    segments.values().forEach(Collections::sort);
    return segments;
  }

  /** Whether there is such a file. */
  public boolean exists(Path file) throws IOException {
    return files.exists(file);
  }

  /** The bytes of a text file as UTF-8. */
  String readText(Path file) throws IOException {
    try (var in = files.open(file)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  /** Commits a text file as UTF-8. */
  public CommittedFile commitText(Path file, String text) throws IOException {
    return commit(file, out -> out.write(text.getBytes(StandardCharsets.UTF_8)));
  }

  /**
   * Commits a file whole, replacing one of its name.
   *
   * @throws IOException where it cannot be written; then nothing of it is left
   */
  public CommittedFile commit(Path file, Content content) throws IOException {
    MessageDigest sha256 = Sha256.digest();
    Path temporary =
        new Path(file.getParent(), "." + file.getName() + "." + UUID.randomUUID() + ".tmp");
    try {
      try (OutputStream out = new DigestOutputStream(create(temporary), sha256)) {
        content.writeTo(out);
      }
      if (files instanceof RawLocalFileSystem) {
        if (!files.rename(temporary, file)) {
          throw new IOException("cannot rename " + temporary + " to " + file.getName());
        }
      } else {
        FileUtil.rename(files, temporary, file, Options.Rename.OVERWRITE);
      }
      return new CommittedFile(
          root.toUri().relativize(file.toUri()).getPath(),
          HexFormat.of().formatHex(sha256.digest()));
    } catch (IOException | RuntimeException e) {
      try {
        files.delete(temporary, false);
      } catch (IOException again) {
        e.addSuppressed(again);
      }
      throw e;
    }
  }

  /**
   * Hadoop's local file system starts a chmod for every file it creates; the umask does as well.
   */
  private OutputStream create(Path file) throws IOException {
    if (files instanceof RawLocalFileSystem local) {
      local.mkdirs(file.getParent());
      return new BufferedOutputStream(
          Files.newOutputStream(local.pathToFile(file).toPath(), StandardOpenOption.CREATE_NEW));
    }
    return files.create(file, false);
  }

  /** Commits a run's row: from now on it counts as ended. */
  public void commit(RunRow row) throws IOException {
    String run = row.spec().name();
    commit(row(run), out -> RunTable.table(row.spec()).write(out, run, List.of(row)));
  }

  /**
   * Makes it ready for runs: says what it is for, lists their commands, and takes away what an
   * earlier attempt at them left. Every table can be read from then on.
   *
   * @param manifest what it is for
   * @param todo the runs that are about to be computed
   * @throws ResultsException where it cannot be written to
   */
  public void prepare(SweepManifest manifest, List<RunSpec> todo) {
    try {
      manifest.write(this);
      commitText(
          commands(),
          manifest.runs().stream().map(run -> CourseCommand.of(run) + "\n").collect(joining()));
      commitSchema(RunTable.table(manifest.runs().get(0)));
      commitSchema(CheckpointTable.TABLE);
      commitSchema(IterationTable.TABLE);
      clear(todo.stream().map(RunSpec::name).toList());
    } catch (IOException e) {
      throw new ResultsException(
          uri() + ": cannot be written to (" + e.getMessage() + "); give another directory");
    }
  }

  /**
   * A file without rows: a table that has no other yet can be read with its columns all the same.
   */
  private void commitSchema(Table<?> table) throws IOException {
    commit(new Path(table(table.name()), SCHEMA), out -> table.write(out, "", List.of()));
  }

  private void clear(List<String> runs) throws IOException {
    for (Table<?> table : List.of(CheckpointTable.TABLE, IterationTable.TABLE)) {
      Map<String, List<Path>> segments = segments(table);
      for (String run : runs) {
        for (Path segment : segments.getOrDefault(run, List.of())) {
          files.delete(segment, false);
        }
      }
    }
    for (String run : runs) {
      files.delete(row(run), false);
      files.delete(log(run), false);
      files.delete(npz(run), false);
      files.delete(checksums(run), false);
    }
  }

  private FileStatus[] list(Path folder) throws IOException {
    try {
      return files.listStatus(folder);
    } catch (FileNotFoundException e) {
      return new FileStatus[0];
    }
  }
}
