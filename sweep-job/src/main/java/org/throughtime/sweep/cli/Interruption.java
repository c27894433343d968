package org.throughtime.sweep.cli;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.apache.hadoop.service.launcher.IrqHandler;

/**
 * Turns a signal (Ctrl-C, SIGTERM, SIGHUP) into an interruption of the thread that runs a sweep, so
 * that the thread can commit its progress. The process ends ten seconds later, or at the second
 * signal. Some seconds before that end, it gives back what others wait for. A signal that the
 * process was started to ignore stays ignored.
 */
final class Interruption implements AutoCloseable {
  /** A little less than what is promised, for the shell to notice. */
  private static final Duration PATIENCE = Duration.ofMillis(9500);

  /** The driver has stopped waiting for its tasks. */
  private static final Duration HOLD = Duration.ofMillis(7200);

  private final CountDownLatch came = new CountDownLatch(1);
  private final List<Thread> later;
  private volatile Runnable release = () -> {};

  private Thread sweep;
  private boolean requested;

  private Interruption(Thread sweep) {
    this.sweep = sweep;
    this.later =
        List.of(
            later("release after interruption", HOLD, () -> release.run()),
            later(
                "end after interruption",
                PATIENCE,
                () -> Runtime.getRuntime().halt(ExitStatus.INTERRUPTED)));
  }

  /**
   * A thread that acts some time after the signal. It waits from the start, because a process that
   * is starved of processor time is slow to start one. Each action has a thread of its own: the end
   * must not wait for storage that does not answer.
   */
  private Thread later(String name, Duration patience, Runnable action) {
    Thread thread =
        new Thread(
            () -> {
              try {
                came.await();
                Thread.sleep(patience.toMillis());
              } catch (InterruptedException e) {
                return;
              }
              action.run();
            },
            name);
    thread.setDaemon(true);
    thread.start();
    return thread;
  }

  /**
   * Says what others wait for. The sweep's thread gives it back in good time; if that thread is too
   * slow, another one does before the process ends.
   */
  void onLateEnd(Runnable release) {
    this.release = release;
  }

  /** Watches over the calling thread from now on. */
  static Interruption ofThisThread() {
    Interruption interruption = new Interruption(Thread.currentThread());
    for (String signal : new String[] {"INT", "TERM", "HUP"}) {
      try {
        new IrqHandler(signal, data -> interruption.signalled()).bind();
      } catch (IllegalArgumentException e) {
        // this platform has no such signal, or the JVM was told to leave it alone
      }
    }
    return interruption;
  }

  private synchronized void signalled() {
    if (requested || sweep == null) {
      Runtime.getRuntime().halt(ExitStatus.INTERRUPTED);
    }
    requested = true;
    came.countDown();
    sweep.interrupt();
  }

  /** Whether there was a signal. */
  synchronized boolean requested() {
    return requested;
  }

  /** From now on there is nothing left to commit. */
  @Override
  public synchronized void close() {
    if (!requested) {
      sweep = null;
      later.forEach(Thread::interrupt);
    }
  }
}
