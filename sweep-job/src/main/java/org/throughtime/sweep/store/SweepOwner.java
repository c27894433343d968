package org.throughtime.sweep.store;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * Owns a results directory while a driver runs its sweep, so that no second driver does. Only one
 * driver can create the file {@code .owner}, and it keeps touching it.
 *
 * <p>A claim of this machine is dead if its process has ended. A claim of another machine is dead
 * if its file time is a minute old and does not change while the next driver watches it. Clocks can
 * be set, so a file time alone never shows that an owner is dead.
 */
public final class SweepOwner implements AutoCloseable {
  /**
   * How an owner shows that it is alive.
   *
   * @param every how often it touches its claim
   * @param dead a claim that was not touched for so long may be
   * @param watch how long it must not be touched then
   */
  record Heartbeat(Duration every, Duration dead, Duration watch) {
    static final Heartbeat USUAL =
        new Heartbeat(Duration.ofSeconds(10), Duration.ofSeconds(60), Duration.ofSeconds(25));
  }

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

  private SweepOwner(ResultsDirectory directory, SweepClaim claim, Heartbeat heartbeat) {
    this.directory = directory;
    this.claim = claim;
    long every = heartbeat.every().toMillis();
    heart.scheduleAtFixedRate(this::beat, every, every, TimeUnit.MILLISECONDS);
  }

  /**
   * Claims a directory, which need not exist.
   *
   * @param notes told in a line where a dead owner's claim is taken over
   * @throws ResultsException where another driver owns it, or it cannot be written to
   */
  public static SweepOwner claim(ResultsDirectory directory, Consumer<String> notes) {
    return claim(directory, notes, Heartbeat.USUAL);
  }

  static SweepOwner claim(ResultsDirectory directory, Consumer<String> notes, Heartbeat heartbeat) {
    directory.files().requireOwnable(directory.uri());
    SweepClaim claim = SweepClaim.ofThisProcess();
    try {
      byte[] text = claim.text().getBytes(StandardCharsets.UTF_8);
      while (!directory.files().putIfAbsent(directory.owner(), text)) {
        Optional<Sighting> first = Sighting.of(directory);
        if (first.isPresent()) {
          requireDead(directory, first.get(), notes, heartbeat);
          takeAway(directory, first.get(), notes, heartbeat);
        }
      }
    } catch (IOException e) {
      throw new ResultsException(
          directory.uri() + ": cannot be written to (" + reason(e) + "); give another directory");
    }
    return new SweepOwner(directory, claim, heartbeat);
  }

  /**
   * A claim as it was found.
   *
   * @param claim empty where the file is not whole
   * @param touched when it was written or touched last
   */
  private record Sighting(Optional<SweepClaim> claim, Instant touched) {
    /** Empty where there is none. */
    static Optional<Sighting> of(ResultsDirectory directory) throws IOException {
      Optional<Instant> touched = directory.files().touched(directory.owner());
      if (touched.isEmpty()) {
        return Optional.empty();
      }
      return Optional.of(new Sighting(read(directory), touched.get()));
    }

    DriverProcess.Fate fate() {
      return claim.map(of -> of.process().fate()).orElse(DriverProcess.Fate.UNKNOWN);
    }

    boolean mayLive(Heartbeat heartbeat) {
      return switch (fate()) {
        case LIVES -> true;
        case DEAD -> false;
        case UNKNOWN -> !isOld(touched, heartbeat);
      };
    }

    String who() {
      return claim.map(SweepClaim::toString).orElse("a driver that is starting");
    }
  }

  /**
   * @throws ResultsException where the claim's driver lives, as far as can be known
   */
  private static void requireDead(
      ResultsDirectory directory, Sighting first, Consumer<String> notes, Heartbeat heartbeat)
      throws IOException {
    if (first.mayLive(heartbeat)) {
      throw inUse(directory, first);
    }
    if (first.fate() == DriverProcess.Fate.DEAD) {
      return;
    }
    notes.accept(
        "%s: claimed by %s; checks for %d s whether that driver is still alive"
            .formatted(directory.uri(), first.who(), heartbeat.watch().toSeconds()));
    try {
      Thread.sleep(heartbeat.watch().toMillis());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new ResultsException(
          directory.uri() + ": not claimed, because the command was interrupted");
    }
    Optional<Sighting> now = Sighting.of(directory);
    if (now.isPresent() && !now.get().equals(first)) {
      throw inUse(directory, now.get());
    }
  }

  /**
   * Takes a dead claim away, one driver at a time: else the second of two would take away the claim
   * of the first.
   */
  private static void takeAway(
      ResultsDirectory directory, Sighting dead, Consumer<String> notes, Heartbeat heartbeat)
      throws IOException {
    byte[] mine = UUID.randomUUID().toString().getBytes(StandardCharsets.UTF_8);
    if (!directory.files().putIfAbsent(directory.takeover(), mine)) {
      if (directory
          .files()
          .touched(directory.takeover())
          .filter(time -> isOld(time, heartbeat))
          .isPresent()) {
        directory.delete(directory.takeover());
      }
      return;
    }
    try {
      if (Sighting.of(directory).equals(Optional.of(dead))) {
        directory.delete(directory.owner());
        dead.claim()
            .ifPresent(claim -> notes.accept(directory.uri() + ": takes over from " + claim));
      }
    } finally {
      directory.delete(directory.takeover());
    }
  }

  private static String reason(IOException e) {
    return String.valueOf(e.getMessage()).lines().findFirst().orElse("");
  }

  static Optional<SweepClaim> read(ResultsDirectory directory) throws IOException {
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
    return Sighting.of(directory)
        .filter(found -> found.mayLive(Heartbeat.USUAL))
        .map(Sighting::who);
  }

  /** A time in the future is as good a sign of a step of a clock as one in the past. */
  private static boolean isOld(Instant touched, Heartbeat heartbeat) {
    return Duration.between(touched, Instant.now()).abs().compareTo(heartbeat.dead()) >= 0;
  }

  /**
   * @throws ResultsException where a driver runs the sweep there, or the file system cannot keep a
   *     second one away: one line that names it
   */
  public static void refuseSecond(ResultsDirectory directory) throws IOException {
    directory.files().requireOwnable(directory.uri());
    Optional<Sighting> first = Sighting.of(directory);
    if (first.isPresent() && first.get().mayLive(Heartbeat.USUAL)) {
      throw inUse(directory, first.get());
    }
  }

  private static ResultsException inUse(ResultsDirectory directory, Sighting first) {
    return new ResultsException(
        "%s: is in use by %s; wait until it ends, stop it, or give another directory"
            .formatted(directory.uri(), first.who()));
  }

  /** The directory, which takes nothing from a driver that is not its owner any more. */
  public ResultsDirectory directory() {
    return directory.heldBy(claim.id());
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
          directory.uri() + ": another driver has taken over this directory, so this one stops");
    }
  }

  /** Gives the directory up. May be called again, and by any thread. */
  @Override
  public synchronized void close() {
    if (heart.isShutdown()) {
      return;
    }
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
