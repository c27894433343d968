package org.throughtime.sweep.cli;

import java.nio.file.Path;
import java.util.regex.Pattern;
import org.apache.spark.SparkConf;
import org.apache.spark.sql.SparkSession;
import org.throughtime.sweep.job.SweepJob;
import org.throughtime.sweep.reach.ReachableMaster;
import org.throughtime.sweep.store.ResultsException;

/** Spark's settings as spark-submit set them, plus those that this program needs. */
final class SparkSettings {
  /** Masters whose executor is the driver. */
  private static final Pattern LOCAL = Pattern.compile("local(\\[.*])?");

  private SparkSettings() {}

  /**
   * Where the executor is this JVM, it has the application's jar already, and Spark is not to copy
   * its 120 MB at every start; nor is it to take the executor for lost and end the JVM when a
   * laptop that slept wakes up.
   *
   * @param work what the application is for, as Spark's pages show it
   */
  static SparkConf of(String work) {
    SparkConf conf = new SparkConf().setAppName("throughtime " + work);
    if (LOCAL.matcher(conf.get("spark.master")).matches()) {
      conf.remove("spark.jars");
      conf.setIfMissing("spark.network.timeout", "30d");
    }
    return LoopbackBinding.close(SweepJob.configure(conf), System.getenv());
  }

  /**
   * Checks the master before anything is written or started.
   *
   * @throws ResultsException where no master of a cluster answers
   */
  static void requireMaster() {
    ReachableMaster.require(new SparkConf().get("spark.master", ""));
  }

  /** Starts Spark for questions. */
  static SparkSession sqlSession() {
    requireMaster();
    return SparkSession.builder().config(ofSql()).getOrCreate();
  }

  /** For questions: tables are small, and somebody waits for the answer. */
  static SparkConf ofSql() {
    SparkConf conf = of("sql");
    conf.setIfMissing("spark.ui.enabled", "false");
    // Its default of 200 tasks takes longer than what they do.
    conf.setIfMissing("spark.sql.shuffle.partitions", "4");
    // Questions reach the named directories alone, whatever catalogs this Spark has.
    conf.set("spark.sql.catalogImplementation", "in-memory");
    // Spark makes this folder, and by default in the working folder. Nothing is written there.
    String temporary = System.getProperty("java.io.tmpdir");
    conf.setIfMissing("spark.sql.warehouse.dir", Path.of(temporary).toUri().toString());
    // An answer that is too large for memory is what its reader asked for.
    conf.setIfMissing("spark.driver.maxResultSize", "0");
    return conf;
  }
}
