package org.throughtime.sweep.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import org.apache.spark.api.java.JavaSparkContext;
import org.throughtime.model.train.RunSpec;
import org.throughtime.sweep.job.EvaluationJob;
import org.throughtime.sweep.plan.Evaluation;
import org.throughtime.sweep.store.ResultsDirectory;
import org.throughtime.sweep.store.ResultsException;
import org.throughtime.sweep.store.StorageException;
import org.throughtime.sweep.store.SweepOwner;
import org.throughtime.sweep.table.GeneralizationRow;

/** Certifies runs on Spark, as spark-submit configured it. */
final class SparkEvaluator implements Evaluator {
  private final PrintWriter out;

  /**
   * @param out where notes go
   */
  SparkEvaluator(PrintWriter out) {
    this.out = out;
  }

  @Override
  public Map<RunSpec, List<GeneralizationRow>> certify(
      String directory,
      List<RunSpec> runs,
      Evaluation certification,
      BiConsumer<RunSpec, String> faults)
      throws InterruptedException {
    ResultsDirectory results = ConfiguredResults.open(directory);
    try (Interruption interruption = Interruption.ofThisThread()) {
      try (SweepOwner owner = SweepOwner.claim(results, line -> out.println("note: " + line));
          JavaSparkContext spark = new JavaSparkContext(SparkSettings.of("certify"))) {
        return new EvaluationJob(spark, results, owner::require)
            .certify(runs, certification, faults);
      } catch (IOException | RuntimeException e) {
        // Whatever it is that an interruption looks like where it came in between.
        if (interruption.requested()) {
          throw (InterruptedException)
              new InterruptedException("certifying was interrupted").initCause(e);
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
