package org.throughtime.sweep.job;

import java.io.IOException;
import org.apache.spark.TaskContext;
import org.apache.spark.api.java.function.Function;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.util.SerializableConfiguration;
import org.throughtime.sweep.compact.BatchWriter;
import org.throughtime.sweep.compact.CompactionBatch;
import org.throughtime.sweep.store.JoinedGroup;
import org.throughtime.sweep.store.Lease;
import org.throughtime.sweep.store.ResultsDirectory;

/**
 * Writes the joined files of a batch: a Spark task on an executor. Another attempt writes the same
 * bytes to the same names.
 *
 * @param results URI of the results directory
 * @param lease under which the driver holds it
 * @param configuration of its file system
 */
record CompactionTask(
    String results, Lease lease, Broadcast<SerializableConfiguration> configuration)
    implements Function<CompactionBatch, JoinedGroup> {
  @Override
  public JoinedGroup call(CompactionBatch batch) throws IOException {
    TaskContext context = TaskContext.get();
    ResultsDirectory directory =
        new ResultsDirectory(results, configuration.value().value())
            .heldBy(lease)
            .waiting(context::isInterrupted, line -> {});
    return new BatchWriter(directory).write(batch);
  }
}
