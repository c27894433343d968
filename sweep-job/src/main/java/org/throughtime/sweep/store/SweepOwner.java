package org.throughtime.sweep.store;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.apache.hadoop.fs.Path;

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
      byte[] text = claim.text().getBytes(StandardCharsets.UTF_8);
      while (!directory.files().putIfAbsent(directory.owner(), text)) {
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
    if (!directory.files().putIfAbsent(directory.takeover(), new byte[0])) {
      if (age(directory, directory.takeover()).filter(SweepOwner::isOld).isPresent()) {
        directory.delete(directory.takeover());
      }
      return;
    }
    try {
      refuseSecond(directory);
      Optional<SweepClaim> dead = read(directory);
      directory.delete(directory.owner());
      dead.ifPresent(claim -> notes.accept(directory.uri() + ": takes over from " + claim));
    } finally {
      directory.delete(directory.takeover());
    }
  }

  private static String reason(IOException e) {
    return String.valueOf(e.getMessage()).lines().findFirst().orElse("");
  }

  private static Optional<SweepClaim> read(ResultsDirectory directory) throws IOException {
    try {
      return SweepClaim.parse(directory.readText(directory.owner()));
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
    Optional<SweepClaim> claim = read(directory);
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
    return directory.files().touched(file).map(time -> Duration.between(time, Instant.now()));
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
          "%s: is in use by %s; wait for its end or stop it, or give another directory"
              .formatted(directory.uri(), first.get()));
    }
  }

  private void beat() {
    try {
      if (!read(directory).filter(claim::equals).isPresent()) {
        lost = true;
        return;
      }
      directory.files().touch(directory.owner());
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
      if (read(directory).filter(claim::equals).isPresent()) {
        directory.delete(directory.owner());
      }
    } catch (IOException e) {
      // a claim that stays is dead, and will be taken over
    }
  }
}
