package org.throughtime.sweep.cli;

import java.io.PrintWriter;
import java.time.Duration;
import org.apache.hadoop.service.launcher.IrqHandler;
import picocli.CommandLine;

/**
 * Ends the process with one line on a signal (Ctrl-C, SIGTERM, SIGHUP), as long as there is nothing
 * to commit. Errors that the command's thread meets while Spark stops are not shown. {@link
 * Interruption} replaces it once there is something to commit. A signal that the process was
 * started to ignore stays ignored.
 */
final class EndBySignal {
  private static final Duration PATIENCE = Duration.ofMillis(9500);

  private final PrintWriter err;
  private boolean came;

  private EndBySignal(PrintWriter err) {
    this.err = err;
  }

  /**
   * Executes a command line, whose exit status is 130 where a signal came.
   *
   * @param err told that it was interrupted
   */
  static int execute(CommandLine line, PrintWriter err, String... args) {
    EndBySignal end = new EndBySignal(err);
    for (String signal : new String[] {"INT", "TERM", "HUP"}) {
      try {
        new IrqHandler(signal, data -> end.signalled()).bind();
      } catch (IllegalArgumentException e) {
        // this platform has no such signal, or the JVM was told to leave it alone
      }
    }
    CommandLine.IExecutionExceptionHandler usual = line.getExecutionExceptionHandler();
    line.setExecutionExceptionHandler(
        (e, command, parsed) ->
            end.came()
                ? ExitStatus.INTERRUPTED
                : usual.handleExecutionException(e, command, parsed));
    try {
      return line.execute(args);
    } catch (Error e) {
      if (end.came()) {
        return ExitStatus.INTERRUPTED;
      }
      throw e;
    }
  }

  private synchronized boolean came() {
    return came;
  }

  private synchronized void signalled() {
    if (came) {
      Runtime.getRuntime().halt(ExitStatus.INTERRUPTED);
    }
    came = true;
    // The terminal has shown ^C without ending the line.
    err.println((Boolean.getBoolean("throughtime.terminal") ? "\n" : "") + "interrupted");
    err.flush();
    // Spark takes its temporary files away behind an exit, not behind a halt.
    daemon(() -> System.exit(ExitStatus.INTERRUPTED));
    daemon(
        () -> {
          try {
            Thread.sleep(PATIENCE.toMillis());
          } catch (InterruptedException e) {
            // then now
          }
          Runtime.getRuntime().halt(ExitStatus.INTERRUPTED);
        });
  }

  private static void daemon(Runnable work) {
    Thread thread = new Thread(work, "end by signal");
    thread.setDaemon(true);
    thread.start();
  }
}
