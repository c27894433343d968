package org.throughtime.sweep.cli;

import java.util.Properties;
import java.util.function.IntConsumer;

/**
 * The end of the program. It exits with its status, except in the process of YARN's application
 * master: YARN takes an exit there for a failure, whatever the status, and starts the program a
 * second time. Only a return from {@code main} tells YARN that all went well.
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
   * @param properties of this JVM, in which Spark says how it was submitted
   */
  void with(int status, Properties properties) {
    boolean inApplicationMaster =
        properties.getProperty("spark.master", "").equals("yarn")
            && DeployMode.isCluster(properties);
    if (status != ExitStatus.OK || !inApplicationMaster) {
      exit.accept(status);
    }
  }
}
