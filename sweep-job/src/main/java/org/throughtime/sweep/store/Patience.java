package org.throughtime.sweep.store;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.SocketTimeoutException;
import java.nio.channels.ClosedByInterruptException;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.apache.hadoop.fs.ChecksumException;
import org.apache.hadoop.fs.ClusterStorageCapacityExceededException;
import org.apache.hadoop.fs.FileAlreadyExistsException;
import org.apache.hadoop.fs.ParentNotDirectoryException;
import org.apache.hadoop.security.AccessControlException;

/**
 * Waits for storage that is away, as while a name node restarts or is in safe mode: an operation is
 * repeated, at longer and longer intervals.
 */
final class Patience {
  /** Does not wait. */
  static final Patience NONE =
      new Patience(Machine.THIS, "", Duration.ZERO, () -> true, line -> {});

  private static final Duration FIRST_PAUSE = Duration.ofMillis(500);
  private static final Duration LONGEST_PAUSE = Duration.ofSeconds(16);
  private static final Duration LOOK = Duration.ofMillis(100);

  private final Machine machine;
  private final String directory;
  private final Duration limit;
  private final BooleanSupplier stopped;
  private final Consumer<String> notes;

  /** Threads that wait now. Only the first of them tells that it does, and the last that it did. */
  private final AtomicInteger waiting = new AtomicInteger();

  /** An operation that has the same effect however often it is done. */
  @FunctionalInterface
  interface Operation<T> {
    T run() throws IOException;
  }

  /**
   * @param machine by whose clock it waits
   * @param directory as messages name it
   * @param limit how long it waits
   * @param stopped asked while it waits: whether there is no use in it any more
   * @param notes told in a line when it begins to wait, and when the storage is back
   */
  Patience(
      Machine machine,
      String directory,
      Duration limit,
      BooleanSupplier stopped,
      Consumer<String> notes) {
    this.machine = machine;
    this.directory = directory;
    this.limit = limit;
    this.stopped = stopped;
    this.notes = notes;
  }

  /**
   * Does an operation, again and again while the storage is away.
   *
   * @throws IOException where the storage answers that it cannot be done; or, where nobody waits,
   *     does not answer
   * @throws StorageAwayException where it has not answered for too long
   */
  <T> T call(Operation<T> operation) throws IOException {
    if (limit.isZero()) {
      return operation.run();
    }
    long begin = machine.nanoTime();
    try {
      return operation.run();
    } catch (IOException e) {
      if (!isAway(e)) {
        throw e;
      }
      if (waiting.getAndIncrement() == 0) {
        notes.accept(directory + ": waiting for storage (" + StorageException.reason(e) + ")");
      }
      boolean again = false;
      try {
        T result = repeat(operation, begin, e);
        again = true;
        return result;
      } finally {
        if (waiting.decrementAndGet() == 0 && again) {
          notes.accept(
              directory + ": the storage answers again after " + since(begin).toSeconds() + " s");
        }
      }
    }
  }

  private <T> T repeat(Operation<T> operation, long begin, IOException first) throws IOException {
    IOException last = first;
    for (Duration pause = FIRST_PAUSE; ; ) {
      if (since(begin).compareTo(limit) >= 0 || !pause(pause)) {
        StorageAwayException away =
            new StorageAwayException(
                "%s: the storage did not answer for %d s (%s)"
                    .formatted(directory, since(begin).toSeconds(), StorageException.reason(last)));
        away.initCause(last);
        throw away;
      }
      pause = pause.compareTo(LONGEST_PAUSE) < 0 ? pause.multipliedBy(2) : pause;
      try {
        return operation.run();
      } catch (IOException e) {
        if (!isAway(e)) {
          throw e;
        }
        last = e;
      }
    }
  }

  private Duration since(long nanos) {
    return Duration.ofNanos(machine.nanoTime() - nanos);
  }

  /** Whether it went on to its end. */
  private boolean pause(Duration duration) {
    long begin = machine.nanoTime();
    while (since(begin).compareTo(duration) < 0) {
      if (stopped.getAsBoolean()) {
        return false;
      }
      try {
        machine.sleep(LOOK);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        return false;
      }
    }
    return true;
  }

  /** Whether the storage did not answer, or only that it cannot now. */
  private static boolean isAway(IOException e) {
    boolean interrupted =
        e instanceof ClosedByInterruptException
            || e instanceof InterruptedIOException && !(e instanceof SocketTimeoutException);
    boolean answered =
        e instanceof StorageException
            || e instanceof FileNotFoundException
            || e instanceof java.nio.file.FileSystemException
            || e instanceof FileAlreadyExistsException
            || e instanceof ChecksumException
            || e instanceof ParentNotDirectoryException
            || e instanceof AccessControlException
            || e instanceof ClusterStorageCapacityExceededException;
    return !interrupted && !answered;
  }
}
