package org.throughtime.sweep.cli;

import java.util.Map;
import org.apache.spark.SparkConf;

/**
 * With a local master, all of Spark is in this process and nobody else has to reach it: it listens
 * on loopback alone, where the user has not said otherwise.
 *
 * <p>A cluster's executors must reach the driver; there {@code spark.authenticate} closes the door.
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
