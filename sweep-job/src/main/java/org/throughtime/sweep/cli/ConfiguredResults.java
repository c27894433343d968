package org.throughtime.sweep.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.util.Optional;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.SparkConf;
import org.apache.spark.deploy.SparkHadoopUtil;
import org.throughtime.sweep.reach.ReachableStorage;
import org.throughtime.sweep.store.ResultsDirectory;
import org.throughtime.sweep.store.ResultsException;
import org.throughtime.sweep.store.SweepManifest;

/** Opens results directories with spark-submit's Hadoop configuration, without starting Spark. */
final class ConfiguredResults {
  private ConfiguredResults() {}

  /** What is read from a results directory. */
  @FunctionalInterface
  interface Reading<T> {
    T from(ResultsDirectory results) throws IOException;
  }

  /**
   * What {@code reading} makes of a results directory.
   *
   * @param directory a path or a Hadoop file system URI
   * @throws ResultsException where it cannot be read
   */
  static <T> T read(String directory, Reading<T> reading) {
    try {
      return reading.from(open(directory));
    } catch (IOException e) {
      throw unreadable(directory, e);
    }
  }

  /**
   * Says where the newest version of a manifest is damaged, so that an earlier one counts.
   *
   * @throws IOException where the results directory cannot be read
   */
  static void noteDamage(ResultsDirectory results, PrintWriter err) throws IOException {
    Optional<String> damage = SweepManifest.damage(results);
    damage.ifPresent(line -> err.println("note: " + line));
    err.flush();
  }

  /** The refusal of a results directory that {@code why} kept from being read. */
  static ResultsException unreadable(String directory, IOException why) {
    return new ResultsException(
        directory + ": cannot be read (" + why.getMessage() + "); give a directory that can");
  }

  /**
   * Opens one.
   *
   * @param directory a path or a Hadoop file system URI; {@code spark.hadoop.*} settings of the
   *     call hold for it
   * @throws ResultsException where no file system answers to it
   */
  static ResultsDirectory open(String directory) {
    Configuration configuration = SparkHadoopUtil.get().newConfiguration(new SparkConf());
    ReachableStorage.require(directory, configuration);
    try {
      return new ResultsDirectory(directory, configuration);
    } catch (LinkageError e) {
      throw ReachableStorage.incomplete(directory, configuration, e);
    }
  }
}
