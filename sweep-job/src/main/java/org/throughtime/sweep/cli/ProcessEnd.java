package org.throughtime.sweep.cli;

import java.util.Properties;
import java.util.function.IntConsumer;

/**
 * The end of the program. It exits with its status, except in the process of YARN's application
 * master: YARN takes an exit there for a failure without a reason, whatever the status. Only a
 * return from {@code main} tells YARN that all went well, and only an exception why something did
 * not.
 */
final class ProcessEnd {
  private final IntConsumer exit;

  /**
   * @param exit ends the JVM with a status
   */
  ProcessEnd(IntConsumer exit) {
    this.exit = exit;
  }

  /**
   * Exits, or returns where the caller is to return from {@code main}.
   *
   * @param status of {@link ExitStatus}
   * @param reason of a status that is not 0, in a line
   * @param properties of this JVM, in which Spark says how it was submitted
   * @throws FailedApplicationException where the caller is to throw it from {@code main}
   */
  void with(int status, String reason, Properties properties) {
    boolean inApplicationMaster =
        properties.getProperty("spark.master", "").equals("yarn")
            && DeployMode.isCluster(properties);
    // Whoever ends the master by a signal does not wait for its answer.
    if (!inApplicationMaster || status == ExitStatus.INTERRUPTED) {
      exit.accept(status);
    } else if (status != ExitStatus.OK) {
      throw new FailedApplicationException(status, reason);
    }
  }
}
