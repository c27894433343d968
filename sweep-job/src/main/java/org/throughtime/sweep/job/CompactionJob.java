package org.throughtime.sweep.job;

import java.io.IOException;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.apache.spark.api.java.JavaFutureAction;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.util.SerializableConfiguration;
import org.throughtime.sweep.compact.CompactionBatch;
import org.throughtime.sweep.compact.CompactionPlan;
import org.throughtime.sweep.snapshot.SweepSnapshot;
import org.throughtime.sweep.store.JoinedGroup;
import org.throughtime.sweep.store.Joining;
import org.throughtime.sweep.store.ResultsDirectory;

/**
 * Joins the files of ended runs on Spark, a task for each batch. The driver commits the catalog
 * when all joined files are there, and deletes what they replace after that.
 */
public final class CompactionJob {
  private final JavaSparkContext spark;
  private final ResultsDirectory directory;
  private final Consumer<String> notes;

  /**
   * What was joined.
   *
   * @param runs how many
   * @param files of them before
   * @param joined files that hold these now
   */
  public record Joined(int runs, int files, int joined) {}

  /**
   * @param spark where files are joined
   * @param directory of the sweep, under the lease of this driver
   * @param notes told in a line of every run that cannot be joined
   */
  public CompactionJob(JavaSparkContext spark, ResultsDirectory directory, Consumer<String> notes) {
    this.spark = spark;
    this.directory = directory;
    this.notes = notes;
  }

  /**
   * Joins what can be joined, and removes what an earlier attempt left.
   *
   * @throws InterruptedException where this thread was interrupted; then nothing was joined
   * @throws IOException where the directory cannot be read or written
   */
  public Joined compact() throws IOException, InterruptedException {
    Joining joining = new Joining(directory);
    joining.tidy();
    SweepSnapshot sweep = SweepSnapshot.read(directory).orElseThrow();
    CompactionPlan plan = CompactionPlan.of(sweep, true);
    List<JoinedGroup> groups = write(plan.batches());
    if (!runs(groups).containsAll(runs(plan.replaced()))) {
      // A joined file is damaged. What it holds stays where it is.
      plan = CompactionPlan.of(sweep, false);
      groups = write(plan.batches());
    }
    tellLeft(plan.batches(), runs(groups));
    if (!groups.isEmpty()) {
      joining.join(plan.base(), plan.replaced(), groups);
    }
    return new Joined(
        runs(groups).size(),
        groups.stream().mapToInt(group -> group.members().size()).sum(),
        groups.stream().mapToInt(group -> group.files().size()).sum());
  }

  private static Set<String> runs(List<JoinedGroup> groups) {
    return groups.stream().flatMap(group -> group.runs().stream()).collect(Collectors.toSet());
  }

  private List<JoinedGroup> write(List<CompactionBatch> batches)
      throws IOException, InterruptedException {
    if (batches.isEmpty()) {
      return List.of();
    }
    Broadcast<SerializableConfiguration> configuration =
        spark.broadcast(new SerializableConfiguration(directory.configuration()));
    CompactionTask task = new CompactionTask(directory.uri(), directory.lease(), configuration);
    spark.setJobGroup("compact", "join files");
    JavaFutureAction<List<JoinedGroup>> written =
        spark.parallelize(batches, batches.size()).map(task).collectAsync();
    try {
      return written.get().stream().filter(group -> !group.members().isEmpty()).toList();
    } catch (ExecutionException e) {
      throw new IOException(LostRun.reason(e.getCause()), e.getCause());
    } finally {
      written.cancel(true);
      spark.clearJobGroup();
    }
  }

  private void tellLeft(List<CompactionBatch> batches, Set<String> joined) {
    batches.stream()
        .flatMap(batch -> batch.runs().stream())
        .map(CompactionBatch.Files::run)
        .filter(run -> !joined.contains(run))
        .forEach(
            run ->
                notes.accept(
                    run
                        + ": a file differs from its checksum, so the files of the run stay as they"
                        + " are; digest --verify names it"));
  }
}
