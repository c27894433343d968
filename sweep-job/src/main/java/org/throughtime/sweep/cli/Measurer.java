package org.throughtime.sweep.cli;

import java.io.IOException;
import java.util.List;
import java.util.function.Consumer;
import org.apache.spark.api.java.JavaSparkContext;
import org.throughtime.model.train.RunSpec;
import org.throughtime.sweep.job.DynamicsJob;
import org.throughtime.sweep.store.ResultsDirectory;

/**
 * Measures runs as dynamical systems. The interface keeps Spark out of the command line until a
 * measurement starts.
 */
@FunctionalInterface
interface Measurer {
  /**
   * Measures what is not there yet; see {@link DynamicsJob#measure}.
   *
   * @param directory where the runs are: a path or a Hadoop file system URI
   * @throws InterruptedException where the user interrupted it
   */
  List<DynamicsJob.Measured> measure(
      String directory,
      List<RunSpec> runs,
      int every,
      Consumer<String> notes,
      Consumer<String> faults)
      throws InterruptedException;

  /** On Spark, as spark-submit configured it. */
  static Measurer onSpark() {
    return (directory, runs, every, notes, faults) -> {
      SparkSettings.requireMaster();
      ResultsDirectory results = ConfiguredResults.open(directory).waiting(() -> false, notes);
      try (Interruption interruption = Interruption.ofThisThread()) {
        try (JavaSparkContext spark = new JavaSparkContext(SparkSettings.of("dynamics"))) {
          return new DynamicsJob(spark, results).measure(runs, every, notes, faults);
        } catch (IOException | RuntimeException e) {
          // Whatever it is that an interruption looks like where it came in between.
          if (interruption.requested()) {
            throw (InterruptedException)
                new InterruptedException("measuring was interrupted").initCause(e);
          }
          throw e;
        }
      } catch (IOException e) {
        throw ConfiguredResults.unreadable(directory, e);
      }
    };
  }
}
