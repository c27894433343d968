package org.throughtime.sweep.job;

import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.function.Supplier;
import org.apache.spark.TaskContext;
import org.apache.spark.api.java.function.Function;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.util.SerializableConfiguration;
import org.throughtime.model.train.RunSpec;
import org.throughtime.sweep.plan.Limits;
import org.throughtime.sweep.resume.CommitSchedule;
import org.throughtime.sweep.store.Lease;
import org.throughtime.sweep.store.ResultsDirectory;
import org.throughtime.sweep.store.StorageAwayException;

/**
 * One run as a Spark task on an executor.
 *
 * <p>A task that is killed lets its run commit its state first. Spark retries a task after an error
 * of the storage or of the executor. A task whose storage is away waits for it, which is no error;
 * after too long it ends as stopped.
 *
 * @param flags of the run
 * @param begun whether it goes on from a state
 * @param limits after which it stops
 * @param rung iterations behind which it stops in good order
 * @param results URI of the results directory
 * @param lease under which the driver holds it
 * @param configuration of its file system
 * @param progress told how far the run is
 * @param training of the run
 */
record RunTask(
    LinkedHashMap<String, Object> flags,
    boolean begun,
    Limits limits,
    int rung,
    String results,
    Lease lease,
    Broadcast<SerializableConfiguration> configuration,
    ProgressAccumulator progress,
    Training training)
    implements Function<Integer, RunOutcome> {

  /** So Spark's scheduler tells the slower ones of several attempts at one task. */
  private static final String LOST_RACE = "another attempt succeeded";

  @Override
  public RunOutcome call(Integer ignored) throws IOException {
    TaskContext context = TaskContext.get();
    RunSpec spec = RunSpec.fromFlags(flags);
    ResultsDirectory directory =
        new ResultsDirectory(results, configuration.value().value())
            .heldBy(lease)
            .waiting(context::isInterrupted, line -> {});
    RunExecution execution =
        new RunExecution(directory, spec, CommitSchedule.of(spec), training, progress::add);
    long start = System.nanoTime();
    Supplier<Stop> stop = () -> stop(context, System.nanoTime() - start);
    int attempt = context.attemptNumber() + 1;
    RunOutcome outcome;
    try {
      outcome = execution.run(begun || attempt > 1, attempt, stop);
    } catch (StorageAwayException e) {
      outcome = RunOutcome.stopped(RunOutcome.nothing(spec), e);
    }
    context.killTaskIfInterrupted();
    return outcome;
  }

  private Stop stop(TaskContext context, long nanos) {
    if (context.isInterrupted()) {
      return context.getKillReason().exists(reason -> reason.contains(LOST_RACE))
          ? Stop.AT_ONCE
          : Stop.IN_GOOD_ORDER;
    }
    boolean late = limits.run().filter(most -> nanos >= most.toNanos()).isPresent();
    boolean there = progress.value().iterations() >= rung;
    return late || there ? Stop.IN_GOOD_ORDER : Stop.NO;
  }
}
