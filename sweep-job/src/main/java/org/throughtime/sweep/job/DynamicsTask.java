package org.throughtime.sweep.job;

import java.io.IOException;
import java.io.Serializable;
import java.util.LinkedHashMap;
import java.util.Optional;
import org.apache.spark.TaskContext;
import org.apache.spark.api.java.function.Function;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.util.SerializableConfiguration;
import org.throughtime.model.metric.MetricValues;
import org.throughtime.model.train.RunDynamics;
import org.throughtime.model.train.RunSpec;
import org.throughtime.sweep.resume.MeasuredDynamics;
import org.throughtime.sweep.store.ResultsDirectory;
import org.throughtime.sweep.store.StorageAwayException;

/**
 * Measures the network of one run at one checkpoint and commits the result: a Spark task on an
 * executor. It skips a result that exists. While the storage is away it waits, which is no error
 * that Spark would count.
 *
 * @param results URI of the results directory
 * @param configuration of its file system
 */
record DynamicsTask(String results, Broadcast<SerializableConfiguration> configuration)
    implements Function<DynamicsTask.Checkpoint, DynamicsTask.Outcome> {
  /**
   * What is measured.
   *
   * @param flags of the run
   * @param n of the last iteration before the weights
   */
  record Checkpoint(LinkedHashMap<String, Object> flags, int n) implements Serializable {
    RunSpec run() {
      return RunSpec.fromFlags(flags);
    }
  }

  /**
   * What became of it.
   *
   * @param run its name
   * @param n of the last iteration before the weights
   * @param row of {@code dynamics}; null where there is a fault
   * @param computed whether it was not there before
   * @param fault why it was not measured, in a line; empty where it was
   */
  record Outcome(String run, int n, MetricValues row, boolean computed, String fault)
      implements Serializable {}

  @Override
  public Outcome call(Checkpoint checkpoint) {
    RunSpec run = checkpoint.run();
    int n = checkpoint.n();
    try {
      MeasuredDynamics tables =
          new MeasuredDynamics(
              new ResultsDirectory(results, configuration.value().value())
                  .waiting(TaskContext.get()::isInterrupted, line -> {}));
      RunDynamics network = new RunDynamics(run, tables.weights(run, n));
      Optional<MetricValues> there = tables.measured(run, n, network.weightsHash());
      if (there.isPresent()) {
        return new Outcome(run.name(), n, there.get(), false, "");
      }
      var measurement = network.measureAt(n);
      // A run that began again meanwhile has other weights, or none.
      if (!new RunDynamics(run, tables.weights(run, n))
          .weightsHash()
          .equals(network.weightsHash())) {
        throw new IOException("its weights at iteration " + n + " changed meanwhile");
      }
      return new Outcome(run.name(), n, tables.commit(run, measurement), true, "");
    } catch (IOException | IllegalArgumentException | StorageAwayException e) {
      return new Outcome(run.name(), n, null, false, String.valueOf(e.getMessage()));
    }
  }
}
