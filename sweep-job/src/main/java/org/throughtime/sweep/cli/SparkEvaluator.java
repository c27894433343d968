package org.throughtime.sweep.cli;

import java.io.PrintWriter;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import org.throughtime.model.train.RunSpec;
import org.throughtime.sweep.job.EvaluationJob;
import org.throughtime.sweep.plan.Evaluation;
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
    OwningJob job =
        new OwningJob(
            "certify", "certifying was interrupted", line -> out.println("note: " + line));
    return job.run(
        directory,
        (spark, results, owner) ->
            new EvaluationJob(spark, results, owner::require).certify(runs, certification, faults));
  }
}
