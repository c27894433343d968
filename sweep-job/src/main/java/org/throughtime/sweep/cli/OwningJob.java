package org.throughtime.sweep.cli;

import java.io.IOException;
import java.util.function.Consumer;
import org.apache.spark.api.java.JavaSparkContext;
import org.throughtime.sweep.store.ResultsDirectory;
import org.throughtime.sweep.store.ResultsException;
import org.throughtime.sweep.store.StorageException;
import org.throughtime.sweep.store.SweepOwner;

/**
 * A Spark application that owns a results directory while it works, and that a signal interrupts.
 *
 * @param name what the application is for, as Spark's pages show it
 * @param interrupted what an interruption is reported as
 * @param notes told what the user should know of the directory's owner
 */
record OwningJob(String name, String interrupted, Consumer<String> notes) {
  /**
   * Gives the directory up and stops Spark such that the cluster's manager hears of a failure: it
   * takes an application whose Spark stops in the usual way for a success.
   */
  static void fail(JavaSparkContext spark, SweepOwner owner) {
    owner.close();
    spark.sc().stop(ExitStatus.FAILED);
  }

  /** What is done with Spark and the directory. */
  @FunctionalInterface
  interface Work<T> {
    T run(JavaSparkContext spark, ResultsDirectory results, SweepOwner owner)
        throws IOException, InterruptedException;
  }

  /**
   * Claims the directory, starts Spark, does the work, gives the directory up and stops Spark.
   * Spark takes long to stop if the machine is busy, and writes nothing there; a task that is still
   * alive then writes nothing without the claim.
   *
   * @param directory a path or a Hadoop file system URI
   * @throws ResultsException where the directory cannot be used
   * @throws InterruptedException where a signal came, whatever the work made of it
   */
  <T> T run(String directory, Work<T> work) throws InterruptedException {
    ResultsDirectory results = ConfiguredResults.open(directory);
    try (Interruption interruption = Interruption.ofThisThread()) {
      try (SweepOwner owner = SweepOwner.claim(results, notes)) {
        interruption.onLateEnd(owner::close);
        // The owner is closed before Spark.
        try (JavaSparkContext spark = new JavaSparkContext(SparkSettings.of(name));
            owner) {
          return work.run(spark, owner.directory(), owner);
        }
      } catch (IOException | RuntimeException e) {
        // Whatever it is that an interruption looks like where it came in between.
        if (interruption.requested()) {
          throw (InterruptedException) new InterruptedException(interrupted).initCause(e);
        }
        throw e;
      }
    } catch (StorageException e) {
      throw new ResultsException(e.getMessage());
    } catch (IOException e) {
      throw new ResultsException(
          directory + ": cannot be used (" + e.getMessage() + "); give a directory that can");
    }
  }
}
