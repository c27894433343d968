package org.throughtime.sweep.store;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.apache.hadoop.fs.FileAlreadyExistsException;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.fs.RawLocalFileSystem;

/**
 * Owns a results directory for as long as a driver runs its sweep, so that no second one does: by
 * the file {@code .owner}, which only one can create, and whose time it touches every {@value
 * #HEARTBEAT} seconds.
 *
 * <p>A claim is dead where its process on this machine is no more, or where one of another machine
 * has not been touched for a minute; it is taken over. Clocks of machines that share a directory
 * must agree to within half of that.
 */
public final class SweepOwner implements AutoCloseable {
  private static final int HEARTBEAT = 10;
  private static final Duration DEAD_AFTER = Duration.ofSeconds(60);

  private final ResultsDirectory directory;
  private final SweepClaim claim;
  private final ScheduledExecutorService heart =
      Executors.newSingleThreadScheduledExecutor(
          task -> {
            Thread thread = new Thread(task, "sweep owner");
            thread.setDaemon(true);
            return thread;
          });
  private volatile boolean lost;

  private SweepOwner(ResultsDirectory directory, SweepClaim claim) {
    this.directory = directory;
    this.claim = claim;
    heart.scheduleAtFixedRate(this::beat, HEARTBEAT, HEARTBEAT, TimeUnit.SECONDS);
  }

  /**
   * Claims a directory, which need not exist.
   *
   * @param notes told in a line where a dead owner's claim is taken over
   * @throws ResultsException where another driver owns it, or it cannot be written to
   */
  public static SweepOwner claim(ResultsDirectory directory, Consumer<String> notes) {
    SweepClaim claim = SweepClaim.ofThisProcess();
    try {
      while (!create(directory, claim)) {
        refuseSecond(directory);
        takeAway(directory, notes);
      }
    } catch (IOException e) {
      throw new ResultsException(
          directory.uri() + ": cannot be written to (" + reason(e) + "); give another directory");
    }
    return new SweepOwner(directory, claim);
  }

  /**
   * Takes a dead claim away, one driver at a time: else the second of two would take away the claim
   * of the first.
   */
  private static void takeAway(ResultsDirectory directory, Consumer<String> notes)
      throws IOException {
    if (!createEmpty(directory, directory.takeover())) {
      if (age(directory, directory.takeover()).filter(SweepOwner::isOld).isPresent()) {
        directory.delete(directory.takeover());
      }
      return;
    }
    try {
      refuseSecond(directory);
      Optional<SweepClaim> dead = read(directory, directory.owner());
      directory.delete(directory.owner());
      dead.ifPresent(claim -> notes.accept(directory.uri() + ": takes over from " + claim));
    } finally {
      directory.delete(directory.takeover());
    }
  }

  private static String reason(IOException e) {
    return String.valueOf(e.getMessage()).lines().findFirst().orElse("");
  }

  private static boolean create(ResultsDirectory directory, SweepClaim claim) throws IOException {
    byte[] text = claim.text().getBytes(StandardCharsets.UTF_8);
    OutputStream created;
    try {
      created = createNew(directory, directory.owner());
    } catch (FileAlreadyExistsException | java.nio.file.FileAlreadyExistsException e) {
      return false;
    }
    try (OutputStream out = created) {
      out.write(text);
    } catch (IOException e) {
      directory.delete(directory.owner());
      throw e;
    }
    return true;
  }

  private static boolean createEmpty(ResultsDirectory directory, Path file) throws IOException {
    try {
      createNew(directory, file).close();
      return true;
    } catch (FileAlreadyExistsException | java.nio.file.FileAlreadyExistsException e) {
      return false;
    }
  }

  /** Hadoop's local file system looks first and creates then; the system does it in one step. */
  private static OutputStream createNew(ResultsDirectory directory, Path file) throws IOException {
    if (directory.files() instanceof RawLocalFileSystem local) {
      java.nio.file.Path path = local.pathToFile(file).toPath();
      createFolder(path.getParent());
      return Files.newOutputStream(path, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
    }
    return directory.files().create(file, false);
  }

  private static void createFolder(java.nio.file.Path folder) throws IOException {
    try {
      Files.createDirectories(folder);
    } catch (java.nio.file.FileAlreadyExistsException e) {
      throw new IOException(e.getMessage() + " is a file", e);
    }
  }

  private static Optional<SweepClaim> read(ResultsDirectory directory, Path file)
      throws IOException {
    try {
      return SweepClaim.parse(directory.readText(file));
    } catch (FileNotFoundException e) {
      return Optional.empty();
    }
  }

  /**
   * Who runs the sweep there, if its driver is alive: one line.
   *
   * @throws IOException where the directory cannot be read
   */
  public static Optional<String> alive(ResultsDirectory directory) throws IOException {
    Optional<Duration> age = age(directory, directory.owner());
    if (age.isEmpty()) {
      return Optional.empty();
    }
    Optional<SweepClaim> claim = read(directory, directory.owner());
    boolean lives =
        claim.isPresent() && claim.get().isOfThisMachine()
            ? claim.get().processLives()
            : !isOld(age.get());
    return lives
        ? Optional.of(claim.map(SweepClaim::toString).orElse("a driver that begins just now"))
        : Optional.empty();
  }

  /** Time since a file was touched; empty where there is none. */
  private static Optional<Duration> age(ResultsDirectory directory, Path file) throws IOException {
    try {
      long touched = directory.files().getFileStatus(file).getModificationTime();
      return Optional.of(Duration.between(Instant.ofEpochMilli(touched), Instant.now()));
    } catch (FileNotFoundException e) {
      return Optional.empty();
    }
  }

  private static boolean isOld(Duration age) {
    return age.compareTo(DEAD_AFTER) >= 0;
  }

  /**
   * @throws ResultsException where a driver runs the sweep there: one line that names it
   */
  public static void refuseSecond(ResultsDirectory directory) throws IOException {
    Optional<String> first = alive(directory);
    if (first.isPresent()) {
      throw new ResultsException(
          directory.uri()
              + ": is in use by "
              + first.get()
              + "; wait for its end or stop it, or give another directory");
    }
  }

  private void beat() {
    try {
      if (!read(directory, directory.owner()).filter(claim::equals).isPresent()) {
        lost = true;
        return;
      }
      directory.files().setTimes(directory.owner(), System.currentTimeMillis(), -1);
    } catch (IOException | RuntimeException e) {
      // a directory that cannot be reached now may be reached at the next beat
    }
  }

  /**
   * @throws ResultsException where the directory is this driver's no more
   */
  public void require() {
    if (lost) {
      throw new ResultsException(
          directory.uri() + ": was taken over by another driver; this one ends");
    }
  }

  /** Gives the directory up. */
  @Override
  public void close() {
    heart.shutdownNow();
    try {
      if (read(directory, directory.owner()).filter(claim::equals).isPresent()) {
        directory.delete(directory.owner());
      }
    } catch (IOException e) {
      // a claim that stays is dead, and will be taken over
    }
  }
}
