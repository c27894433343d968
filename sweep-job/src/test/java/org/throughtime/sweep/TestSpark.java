package org.throughtime.sweep;

import java.nio.file.Path;
import org.apache.spark.sql.SparkSession;

/** The one Spark of all tests: a JVM can have no two. */
public final class TestSpark {
  private TestSpark() {}

  /** A session with that many cores; one with another number is stopped. */
  public static synchronized SparkSession session(int cores) {
    String master = "local[" + cores + "]";
    SparkSession.getActiveSession()
        .filter(session -> !session.sparkContext().master().equals(master))
        .foreach(
            session -> {
              session.stop();
              return null;
            });
    return SparkSession.builder()
        .master(master)
        .appName("test")
        .config("spark.ui.enabled", "false")
        .config("spark.executor.heartbeatInterval", "200ms")
        .config("spark.sql.shuffle.partitions", "1")
        .config("spark.driver.bindAddress", "127.0.0.1")
        // Spark makes this folder, and by default in the working folder.
        .config(
            "spark.sql.warehouse.dir",
            Path.of(System.getProperty("java.io.tmpdir")).toUri().toString())
        .getOrCreate();
  }

  /**
   * Stops it, for tests that need heartbeats: SQL's accumulators may end the thread that sends them
   * (Spark 4.2 asks one that is being deserialized whether it is zero).
   */
  public static synchronized void stop() {
    SparkSession.getActiveSession()
        .orElse(SparkSession::getDefaultSession)
        .foreach(
            session -> {
              session.stop();
              return null;
            });
  }
}
