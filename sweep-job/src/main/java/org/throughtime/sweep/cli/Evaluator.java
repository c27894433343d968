package org.throughtime.sweep.cli;

import java.io.PrintWriter;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import org.throughtime.model.train.RunSpec;
import org.throughtime.sweep.job.EvaluationJob;
import org.throughtime.sweep.plan.Evaluation;
import org.throughtime.sweep.table.GeneralizationRow;

/** Evaluates runs. The interface keeps Spark out of the command line until an evaluation starts. */
@FunctionalInterface
interface Evaluator {
  /**
   * Scores what is not there yet.
   *
   * @param directory where the runs are: a path or a Hadoop file system URI
   * @param faults told of every run that could not be certified, and why
   * @return by run its rows, drawn lengths first; nothing of runs that could not be certified
   * @throws InterruptedException where the user broke it off
   */
  Map<RunSpec, List<GeneralizationRow>> certify(
      String directory,
      List<RunSpec> runs,
      Evaluation certification,
      BiConsumer<RunSpec, String> faults)
      throws InterruptedException;

  /**
   * On Spark, as spark-submit configured it.
   *
   * @param out where notes go
   */
  static Evaluator onSpark(PrintWriter out) {
    OwningJob job =
        new OwningJob(
            "certify", "the evaluation was interrupted", line -> out.println("note: " + line));
    return (directory, runs, certification, faults) -> {
      SparkSettings.requireMaster();
      return job.run(
          directory,
          (spark, results, owner) ->
              new EvaluationJob(
                      spark,
                      results.waiting(() -> false, line -> out.println("note: " + line)),
                      owner::require)
                  .certify(runs, certification, faults));
    };
  }
}
