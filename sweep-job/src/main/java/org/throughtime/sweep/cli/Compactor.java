package org.throughtime.sweep.cli;

import java.io.PrintWriter;
import org.throughtime.sweep.job.CompactionJob;

/** Joins files. The interface keeps Spark out of the command line until it starts. */
@FunctionalInterface
interface Compactor {
  /**
   * Joins the files of the runs that have ended.
   *
   * @param directory where the runs are: a path or a Hadoop file system URI
   * @throws InterruptedException where the user interrupted it
   */
  CompactionJob.Joined compact(String directory) throws InterruptedException;

  /**
   * On Spark, as spark-submit configured it.
   *
   * @param out where notes go
   */
  static Compactor onSpark(PrintWriter out) {
    OwningJob job =
        new OwningJob("compact", "joining was interrupted", line -> out.println("note: " + line));
    return directory -> {
      SparkSettings.requireMaster();
      return job.run(
          directory,
          (spark, results, owner) ->
              new CompactionJob(spark, results, line -> out.println("note: " + line)).compact());
    };
  }
}
