package org.throughtime.sweep.cli;

import java.util.Properties;

/** Where Spark started the driver: in the process that the user called, or on a cluster. */
final class DeployMode {
  private static final String PROPERTY = "spark.submit.deployMode";

  private DeployMode() {}

  /**
   * Whether the driver runs on a machine of the cluster.
   *
   * @param properties of the driver's JVM
   */
  static boolean isCluster(Properties properties) {
    return properties.getProperty(PROPERTY, "client").equals("cluster");
  }
}
