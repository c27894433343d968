package org.throughtime.sweep.snapshot;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.throughtime.model.train.RunSpec;

/**
 * Reads something of each run of a sweep, of several runs at once: of thousands, each takes an
 * object store the time of a request, and this machine the time to decode a Parquet file.
 */
final class EachRun {
  private static final int AT_ONCE = 8;

  private EachRun() {}

  /** What is read of a run; called by several threads. */
  @FunctionalInterface
  interface Read<T> {
    T of(RunSpec run) throws IOException;
  }

  /**
   * Reads it of every run.
   *
   * @return in the order of the runs
   * @throws IOException where one of them cannot be read, or this thread was interrupted
   */
  static <T> List<T> read(List<RunSpec> runs, Read<T> read) throws IOException {
    ExecutorService threads =
        Executors.newFixedThreadPool(Math.max(1, Math.min(AT_ONCE, runs.size())));
    try {
      List<Future<T>> reading = new ArrayList<>();
      for (RunSpec run : runs) {
        reading.add(threads.submit(() -> read.of(run)));
      }
      List<T> found = new ArrayList<>();
      for (Future<T> one : reading) {
        found.add(one.get());
      }
      return found;
    } catch (ExecutionException e) {
      throw failure(e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new InterruptedIOException("reading the runs was interrupted");
    } finally {
      threads.shutdownNow();
    }
  }

  private static IOException failure(Throwable cause) {
    if (cause instanceof RuntimeException e) {
      throw e;
    }
    if (cause instanceof Error e) {
      throw e;
    }
    return (IOException) cause;
  }
}
