package org.throughtime.sweep.store;

import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Consumer;

/**
 * Owns a results directory while a driver runs its sweep, so that no second driver does. Ownership
 * is a lease: the file {@code .owner} is created by one driver only, which keeps rewriting it with
 * a higher count. The {@link Lease} in it goes with every task: see {@link
 * ResultsDirectory#heldBy}.
 *
 * <p>A driver of this machine is dead if its process has ended. A driver of another machine is dead
 * if its claim stands still while the next driver watches it by its own clock. Other clocks can be
 * set, so a file time alone never shows that an owner is dead. The next driver replaces the very
 * claim that it watched, and no later one.
 */
public final class SweepOwner implements AutoCloseable {
  /**
   * How an owner shows that it is alive.
   *
   * @param every how often it rewrites its claim
   * @param dead the driver of a claim that was not rewritten for so long may be
   * @param watch how long the claim must stand still then
   */
  record Heartbeat(Duration every, Duration dead, Duration watch) {
    static final Heartbeat USUAL =
        new Heartbeat(Duration.ofSeconds(10), Duration.ofSeconds(60), Duration.ofSeconds(25));

    /** How often a watcher looks. */
    Duration look() {
      return watch.dividedBy(25);
    }
  }

  private final ResultsDirectory directory;
  private final Lease lease;
  private final Machine.Repetition heart;
  private final Consumer<String> notes;
  private final Queue<String> unsaid = new ConcurrentLinkedQueue<>();
  private volatile Optional<String> lost = Optional.empty();
  private volatile boolean closed;
  private boolean givenBack;
  private boolean away;

  private SweepOwner(
      ResultsDirectory directory, Lease lease, Heartbeat heartbeat, Consumer<String> notes) {
    this.directory = directory;
    this.lease = lease;
    this.notes = notes;
    this.heart = directory.machine().repeat("sweep owner", heartbeat.every(), this::beat);
  }

  /**
   * Claims a directory, which need not exist.
   *
   * @param notes told in a line where a dead owner's claim is taken over, and where the storage is
   *     away
   * @throws ResultsException where another driver owns it, or it cannot be written to
   */
  public static SweepOwner claim(ResultsDirectory directory, Consumer<String> notes) {
    return claim(directory, notes, Heartbeat.USUAL);
  }

  static SweepOwner claim(ResultsDirectory directory, Consumer<String> notes, Heartbeat heartbeat) {
    return claim(directory, notes, heartbeat, SweepClaim.ofThisProcess());
  }

  static SweepOwner claim(
      ResultsDirectory directory, Consumer<String> notes, Heartbeat heartbeat, SweepClaim claim) {
    StoreChoice.requireOwnable(directory.files(), directory.uri());
    Optional<Lease> lease = Optional.empty();
    try {
      while (lease.isEmpty()) {
        // Otherwise another driver was quicker: it may live, or have ended already.
        lease = claimed(directory, notes, heartbeat, claim);
      }
    } catch (IOException e) {
      giveBack(directory, new Lease(claim.id(), Long.MAX_VALUE));
      throw new ResultsException(
          directory.uri() + ": cannot be written to (" + reason(e) + "); give another directory");
    }
    return new SweepOwner(directory, lease.get(), heartbeat, notes);
  }

  private static Optional<Lease> claimed(
      ResultsDirectory directory, Consumer<String> notes, Heartbeat heartbeat, SweepClaim claim)
      throws IOException {
    VersionedFile file = directory.claimFile();
    Optional<Sighting> first = Sighting.of(directory);
    if (first.isEmpty()) {
      return file.putIfAbsent(claim.bytes())
          ? numbered(directory, claim, Sighting.epoch(first))
          : Optional.empty();
    }
    requireDead(directory, first.get(), notes, heartbeat);
    if (!file.replaceIf(first.get().version(), claim.bytes())) {
      return Optional.empty();
    }
    first
        .get()
        .claim()
        .ifPresent(dead -> notes.accept(directory.uri() + ": takes over from " + dead));
    return numbered(directory, claim, Sighting.epoch(first));
  }

  /**
   * Puts an epoch into a claim that is held.
   *
   * @param before epoch of the claim that it replaced
   * @return empty where another driver took the claim meanwhile
   */
  private static Optional<Lease> numbered(
      ResultsDirectory directory, SweepClaim claim, OptionalLong before) throws IOException {
    SweepClaim numbered = claim.with(new Epochs(directory).next(claim, before.orElse(0)));
    Optional<Sighting> mine = Sighting.of(directory).filter(found -> found.isOf(numbered.lease()));
    return mine.isPresent()
            && directory.claimFile().replaceIf(mine.get().version(), numbered.bytes())
        ? Optional.of(numbered.lease())
        : Optional.empty();
  }

  /**
   * @throws ResultsException where the claim's driver lives, as far as can be known
   */
  private static void requireDead(
      ResultsDirectory directory, Sighting first, Consumer<String> notes, Heartbeat heartbeat)
      throws IOException {
    if (first.mayLive(heartbeat, directory.machine())) {
      throw inUse(directory, first);
    }
    if (first.fate(directory.machine()) == DriverProcess.Fate.DEAD) {
      return;
    }
    notes.accept(
        "%s: claimed by %s; checks for %d s whether that driver is still alive"
            .formatted(directory.uri(), first.who(), heartbeat.watch().toSeconds()));
    long begin = directory.machine().nanoTime();
    while (directory.machine().nanoTime() - begin < heartbeat.watch().toNanos()) {
      pause(directory, heartbeat.look());
      Optional<Sighting> now = Sighting.of(directory);
      if (now.isEmpty()) {
        return;
      }
      if (!first.standsStill(now.get())) {
        throw inUse(directory, now.get());
      }
    }
  }

  private static void pause(ResultsDirectory directory, Duration duration) {
    try {
      directory.machine().sleep(duration);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new ResultsException(
          directory.uri() + ": not claimed, because the command was interrupted");
    }
  }

  private static String reason(IOException e) {
    return String.valueOf(e.getMessage()).lines().findFirst().orElse("");
  }

  /**
   * Who runs the sweep there, if its driver is alive: one line.
   *
   * @throws IOException where the directory cannot be read
   */
  public static Optional<String> alive(ResultsDirectory directory) throws IOException {
    return Sighting.of(directory)
        .filter(found -> found.mayLive(Heartbeat.USUAL, directory.machine()))
        .map(Sighting::who);
  }

  /**
   * @throws ResultsException where a driver runs the sweep there, or the file system cannot keep a
   *     second one away: one line that names it
   */
  public static void refuseSecond(ResultsDirectory directory) throws IOException {
    StoreChoice.requireOwnable(directory.files(), directory.uri());
    Optional<Sighting> first = Sighting.of(directory);
    if (first.isPresent() && first.get().mayLive(Heartbeat.USUAL, directory.machine())) {
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
    return directory.heldBy(lease);
  }

  private synchronized void beat() {
    try {
      Optional<Sighting> now = Sighting.of(directory);
      if (now.filter(found -> found.isOf(lease)).isEmpty()) {
        lost = Optional.of(lease.lost(directory.uri(), Sighting.epoch(now)));
      } else if (!closed) {
        byte[] next = now.get().claim().orElseThrow().next().bytes();
        directory.claimFile().replaceIf(now.get().version(), next);
      }
      if (away) {
        unsaid.add(directory.uri() + ": the storage answers again");
        away = false;
      }
    } catch (IOException | RuntimeException e) {
      // a directory that cannot be reached now may be reached at the next beat
      if (!away && !directory.isLocal() && !closed) {
        unsaid.add(directory.uri() + ": waiting for storage (" + StorageException.reason(e) + ")");
        away = true;
      }
    }
  }

  /**
   * Also says, in the thread of whoever asks, where the storage is away.
   *
   * @throws ResultsException where the directory is this driver's no more
   */
  public void require() {
    for (String line = unsaid.poll(); line != null; line = unsaid.poll()) {
      notes.accept(line);
    }
    if (lost.isPresent()) {
      throw new ResultsException(lost.get());
    }
  }

  /** Gives the directory up. May be called again, and by any thread. */
  @Override
  public void close() {
    closed = true;
    heart.stop();
    giveBack();
  }

  private synchronized void giveBack() {
    givenBack = givenBack || giveBack(directory, lease);
  }

  /** Whether the claim is certainly not this one's any more. */
  private static boolean giveBack(ResultsDirectory directory, Lease lease) {
    try {
      Optional<Sighting> now = Sighting.of(directory).filter(found -> found.isOf(lease));
      if (now.isPresent()) {
        directory.claimFile().remove(now.get().version());
      }
      return true;
    } catch (IOException e) {
      return false; // a claim that stays is dead, and will be taken over
    }
  }
}
