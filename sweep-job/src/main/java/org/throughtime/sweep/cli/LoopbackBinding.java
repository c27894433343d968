package org.throughtime.sweep.cli;

import java.util.Map;
import org.apache.spark.SparkConf;

/**
 * With a local master, all of Spark is in this process and no other machine needs to reach it. So
 * it listens on loopback only, unless the user sets another address.
 *
 * <p>On a cluster, executors must reach the driver; {@code spark.authenticate} then protects it.
 */
final class LoopbackBinding {
  private static final String LOOPBACK = "127.0.0.1";

  /** Where Spark's web pages listen; a property for it there is not, nor can Java set it. */
  private static final String PAGES = "SPARK_LOCAL_IP";

  private LoopbackBinding() {}

  /**
   * Sets it.
   *
   * @param conf as spark-submit made it; the master in it
   * @param environment of this process
   * @return the same
   */
  static SparkConf close(SparkConf conf, Map<String, String> environment) {
    if (!conf.get("spark.master", "").startsWith("local")) {
      return conf;
    }
    conf.setIfMissing("spark.driver.bindAddress", LOOPBACK);
    conf.setIfMissing("spark.driver.host", LOOPBACK);
    if (!environment.containsKey(PAGES)) {
      conf.setIfMissing("spark.ui.enabled", "false");
    }
    return conf;
  }
}
