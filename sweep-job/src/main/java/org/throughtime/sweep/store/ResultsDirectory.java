package org.throughtime.sweep.store;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.Path;
import org.throughtime.sweep.table.TableName;

/**
 * The directory of the results of a sweep, on any Hadoop file system.
 *
 * <p>Files are committed as a whole. A second commit of the same file replaces the first.
 */
public final class ResultsDirectory extends JoinedLayout {
  /** The setting of Hadoop that says how long to wait for storage, such as 30m. */
  static final String PATIENCE = "throughtime.storage.patience";

  private static final Duration USUAL_PATIENCE = Duration.ofMinutes(10);

  private final FileStore files;
  private final FileCommits commits;
  private final JoinedFiles joined;
  private final Configuration configuration;
  private final Machine machine;
  private final Lease lease;

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
    this(StoreChoice.at(uri, configuration), uri, configuration, Machine.THIS, Lease.NONE);
  }

  /**
   * @param machine of the process that uses it
   */
  ResultsDirectory(
      FileStore files, String uri, Configuration configuration, Machine machine, Lease lease) {
    super(files.qualified(new Path(uri)));
    this.files = files;
    this.commits = files.commits(this::requireClaim);
    this.joined = new JoinedFiles(this, files);
    this.configuration = configuration;
    this.machine = machine;
    this.lease = lease;
  }

  /**
   * This directory for one owner: what is committed or taken away is, as long as the owner's claim
   * holds. A driver that was frozen while another one took its place writes nothing when it wakes.
   *
   * @param owner its lease
   */
  public ResultsDirectory heldBy(Lease owner) {
    return new ResultsDirectory(files, uri(), configuration, machine, owner);
  }

  /**
   * This directory for one who waits while its storage is away: what is read, committed or taken
   * away is tried again, and throws a {@link StorageAwayException} after a while ({@value
   * #PATIENCE}). A disk of this machine is never away.
   *
   * @param stopped asked while it waits: whether there is no use in it any more
   * @param notes told in a line when it begins to wait, and when the storage is back
   */
  public ResultsDirectory waiting(BooleanSupplier stopped, Consumer<String> notes) {
    if (isLocal()) {
      return this;
    }
    Duration limit =
        Duration.ofSeconds(
            configuration.getTimeDuration(PATIENCE, USUAL_PATIENCE.toSeconds(), TimeUnit.SECONDS));
    FileStore patient = files.waiting(new Patience(machine, uri(), limit, stopped, notes));
    return new ResultsDirectory(patient, uri(), configuration, machine, lease);
  }

  /** The lease under which files are written here. */
  public Lease lease() {
    return lease;
  }

  private void requireClaim() throws IOException {
    if (!lease.equals(Lease.NONE)) {
      Optional<Sighting> now = Sighting.of(this);
      if (now.filter(found -> found.isOf(lease)).isEmpty()) {
        throw StorageException.takenOver(lease.lost(uri(), Sighting.epoch(now)));
      }
    }
  }

  /** Its full URI. */
  public String uri() {
    return root().toString();
  }

  /** The settings it was opened with. */
  public Configuration configuration() {
    return configuration;
  }

  /** Whether it is on this machine's file system. */
  public boolean isLocal() {
    return files.isLocal();
  }

  /** The claim of the driver that owns it. */
  VersionedFile claimFile() {
    return files.versioned(owner());
  }

  /** The machine of the process that uses it. */
  Machine machine() {
    return machine;
  }

  /** Its file system. */
  FileStore files() {
    return files;
  }

  /**
   * The path of every file in the folders that hold nothing but files of runs, whatever its name;
   * but for those of {@link #schema}.
   */
  public List<String> filesOfRuns() throws IOException {
    List<Path> folders = new ArrayList<>(foldersBesideTables());
    folders.add(table(TableName.RUNS).getParent());
    List<String> paths = new ArrayList<>();
    for (Path folder : folders) {
      files.below(folder).forEach(file -> paths.add(path(file.getPath())));
    }
    paths.removeIf(path -> file(path).getName().equals(SCHEMA));
    return paths;
  }

  /** Whether a folder is more than the beginning of names there. */
  public boolean hasFolders() {
    return files.hasFolders();
  }

  /**
   * What was joined here, as of now. A file that was joined is read by the path that it had.
   *
   * @throws ResultsException where the newest version of the catalog is damaged
   */
  public Catalog catalog() throws IOException {
    return joined.catalog();
  }

  /**
   * The same, of the versions that a listing of the whole directory found.
   *
   * @param versions what is in the folder of the catalog
   */
  Catalog catalog(List<FileStatus> versions) throws IOException {
    return joined.catalog(versions);
  }

  /** Whether there is such a file, be it joined. */
  public boolean exists(Path file) throws IOException {
    return joined.has(file);
  }

  /** The bytes of a file, one after the other. */
  public InputStream open(Path file) throws IOException {
    return joined.open(file);
  }

  /** All bytes of a file. */
  public byte[] read(Path file) throws IOException {
    return joined.read(file);
  }

  /** All bytes of a file, as a {@link Listing} found it. */
  public byte[] read(FileStatus listed) throws IOException {
    return joined.read(listed);
  }

  /** The bytes of a text file as UTF-8. */
  public String readText(Path file) throws IOException {
    return new String(read(file), StandardCharsets.UTF_8);
  }

  /**
   * Tries whether files can be made here: makes an empty one and takes it away, in every folder of
   * this directory that is there, or in the nearest one above it. Rights and flags of folders do
   * not tell of every file system that lets nobody write.
   *
   * @throws IOException where one cannot be made
   */
  public void tryToWrite() throws IOException {
    if (!files.hasFolders()) {
      tryToWrite(root());
      return;
    }
    List<Path> there = new ArrayList<>();
    for (Path folder : written()) {
      if (files.exists(folder)) {
        there.add(folder);
      }
    }
    Path nearest = root();
    while (!files.exists(nearest)) {
      nearest = nearest.getParent();
    }
    there.add(nearest);
    for (Path folder : there) {
      tryToWrite(folder);
    }
  }

  private void tryToWrite(Path folder) throws IOException {
    Path probe = TemporaryName.of(new Path(folder, "probe"));
    files.versioned(probe).putIfAbsent(probe.getName().getBytes(StandardCharsets.UTF_8));
    files.commits(() -> {}).delete(List.of(probe));
  }

  /** Takes a file away, if it is there. */
  public void delete(Path file) throws IOException {
    commits.delete(List.of(file));
  }

  /** Takes files away, those that are there; in few requests where the file system can. */
  public void delete(List<Path> several) throws IOException {
    commits.delete(several);
  }

  /**
   * Commits a file whole, replacing one of its name.
   *
   * @throws StorageException where it cannot be written. Then nothing of it is left, as far as the
   *     file system lets; but where it may have got its name, nothing is taken away
   */
  public CommittedFile commit(Path file, Content content) throws StorageException {
    return commits.put(file, path(file), content);
  }

  /**
   * A text file that one attempt writes again and again.
   *
   * @param end once there is such a file, the text has come to its end
   */
  public GrowingText growing(Path file, Path end) {
    return hasFolders()
        ? new ReplacedText(this, file, end)
        : new ComparedText(this, commits, file, end);
  }

  /**
   * Commits a file unless there is one of its name. It is to have content that no file of its name
   * has had for another reason: then this content is taken for a success.
   *
   * @return whether the file has this content now
   * @throws StorageException where it cannot be written, or nobody knows whether it was. Nothing is
   *     taken away then
   */
  boolean commitIfAbsent(Path file, byte[] bytes) throws StorageException {
    return commits.putIfAbsent(file, bytes);
  }

  /** Commits a text file as UTF-8. */
  public CommittedFile commitText(Path file, String text) throws IOException {
    return commit(file, out -> out.write(text.getBytes(StandardCharsets.UTF_8)));
  }
}
