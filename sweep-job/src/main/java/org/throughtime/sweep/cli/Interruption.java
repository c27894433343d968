package org.throughtime.sweep.cli;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import org.apache.hadoop.service.launcher.IrqHandler;

/**
 * Turns a signal (Ctrl-C, SIGTERM, SIGHUP) into an interruption of the thread that runs a sweep, so
 * that the thread can commit its progress. The process ends ten seconds later, or at the second
 * signal. A signal that the process was started to ignore stays ignored.
 */
final class Interruption implements AutoCloseable {
  /** A little less than what is promised, for the shell to notice. */
  private static final Duration PATIENCE = Duration.ofMillis(9500);

  private final CountDownLatch came = new CountDownLatch(1);

  /** Waits from the start: a process that is starved of processor time is slow to begin one. */
  private final Thread end = new Thread(this::endLater, "end after interruption");

  private Thread sweep;
  private boolean requested;

  private Interruption(Thread sweep) {
    this.sweep = sweep;
    end.setDaemon(true);
    end.start();
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

  private void endLater() {
    try {
      came.await();
    } catch (InterruptedException e) {
      return;
    }
    try {
      Thread.sleep(PATIENCE.toMillis());
    } catch (InterruptedException e) {
      // then now
    }
    Runtime.getRuntime().halt(ExitStatus.INTERRUPTED);
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
      end.interrupt();
    }
  }
}
