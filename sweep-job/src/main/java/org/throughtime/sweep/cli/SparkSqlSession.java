package org.throughtime.sweep.cli;

import org.apache.spark.SparkConf;
import org.apache.spark.sql.SparkSession;

/** Spark for questions: tables are small, and somebody waits for the answer. */
final class SparkSqlSession {
  private SparkSqlSession() {}

  /** Starts it, as spark-submit configured it. */
  static SparkSession start() {
    SparkConf conf = SparkSettings.of("sql");
    conf.setIfMissing("spark.ui.enabled", "false");
    // Its default of 200 tasks takes longer than what they do.
    conf.setIfMissing("spark.sql.shuffle.partitions", "4");
    conf.setIfMissing("spark.sql.catalogImplementation", "in-memory");
    // An answer that is too large for memory is what its reader asked for.
    conf.setIfMissing("spark.driver.maxResultSize", "0");
    return SparkSession.builder().config(conf).getOrCreate();
  }
}
