package org.throughtime.sweep.cli;

import org.apache.spark.SparkConf;
import org.apache.spark.deploy.SparkHadoopUtil;
import org.throughtime.sweep.store.ResultsDirectory;

/** Opens results directories as spark-submit configured Hadoop, without starting Spark. */
final class ConfiguredResults {
  private ConfiguredResults() {}

  /**
   * Opens one.
   *
   * @param directory a path or a Hadoop file system URI; {@code spark.hadoop.*} settings of the
   *     call hold for it
   * @throws org.throughtime.sweep.store.ResultsException where no file system answers to it
   */
  static ResultsDirectory open(String directory) {
    return new ResultsDirectory(directory, SparkHadoopUtil.get().newConfiguration(new SparkConf()));
  }
}
