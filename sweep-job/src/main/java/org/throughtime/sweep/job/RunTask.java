package org.throughtime.sweep.job;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import org.apache.spark.TaskContext;
import org.apache.spark.TaskKilledException;
import org.apache.spark.api.java.function.Function;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.util.SerializableConfiguration;
import org.throughtime.model.train.RunSpec;
import org.throughtime.model.train.RunStatus;
import org.throughtime.sweep.record.Execution;
import org.throughtime.sweep.record.Provenance;
import org.throughtime.sweep.record.ResultsDirectory;
import org.throughtime.sweep.record.RunRecorder;

/**
 * One run as a Spark task: trains it and records what it leaves, on the executor.
 *
 * <p>What goes wrong in the training itself would go wrong again, so it is recorded as the run's
 * end and Spark does not see it. What goes wrong with the storage or the executor is Spark's to
 * retry.
 */
final class RunTask implements Function<Integer, RunOutcome> {
  private static final long serialVersionUID = 1L;

  private final LinkedHashMap<String, Object> flags;
  private final String results;
  private final Broadcast<SerializableConfiguration> configuration;
  private final ProgressAccumulator progress;
  private final Training training;

  RunTask(
      RunSpec spec,
      String results,
      Broadcast<SerializableConfiguration> configuration,
      ProgressAccumulator progress,
      Training training) {
    this.flags = new LinkedHashMap<>(spec.flags());
    this.results = results;
    this.configuration = configuration;
    this.progress = progress;
    this.training = training;
  }

  @Override
  public RunOutcome call(Integer ignored) throws IOException {
    long start = System.nanoTime();
    TaskContext context = TaskContext.get();
    RunSpec spec = RunSpec.fromFlags(flags);
    RunRecorder recorder =
        new RunRecorder(new ResultsDirectory(results, configuration.value().value()), spec);
    ProgressReporter reporter =
        new ProgressReporter(spec.name(), spec.optimizer().maxiters(), recorder, progress);
    RunStatus status;
    String error = "";
    try {
      Training.End end = training.train(spec, reporter, context::killTaskIfInterrupted);
      status = end.status();
      recorder.ended(status, end.weights(), execution(spec, start, context));
    } catch (UncheckedIOException | TaskKilledException e) {
      throw e;
    } catch (RuntimeException
        | LinkageError
        | AssertionError
        | OutOfMemoryError
        | StackOverflowError e) {
      status = RunStatus.FAILED;
      error = RunRecorder.message(e);
      recorder.failed(e, execution(spec, start, context));
    }
    return new RunOutcome(reporter.latest(), status, false, seconds(start), error);
  }

  private static Execution execution(RunSpec spec, long start, TaskContext context) {
    return new Execution(
        seconds(start), context.attemptNumber() + 1, Provenance.here(spec.backend()));
  }

  private static double seconds(long start) {
    return (System.nanoTime() - start) / 1e9;
  }
}
