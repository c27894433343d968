package org.throughtime.sweep.job;

import java.io.IOException;
import java.io.Serializable;
import java.util.LinkedHashMap;
import java.util.OptionalInt;
import org.apache.spark.TaskContext;
import org.apache.spark.api.java.function.Function;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.util.SerializableConfiguration;
import org.throughtime.model.kernel.KernelProvider;
import org.throughtime.model.train.FreshData;
import org.throughtime.model.train.FreshScore;
import org.throughtime.model.train.RunSpec;
import org.throughtime.sweep.plan.Evaluation;
import org.throughtime.sweep.resume.RunHistory;
import org.throughtime.sweep.resume.RunSnapshot;
import org.throughtime.sweep.store.ResultsDirectory;
import org.throughtime.sweep.store.StorageAwayException;
import org.throughtime.sweep.table.GeneralizationRow;

/**
 * Scores one run at one length: a Spark task on an executor. It writes nothing. While the storage
 * is away it waits, which is no error that Spark would count.
 *
 * @param flags of the run
 * @param steps n of the last iteration behind the weights that are to be scored
 * @param certification what is asked for
 * @param results URI of the results directory
 * @param configuration of its file system
 */
record EvaluationTask(
    LinkedHashMap<String, Object> flags,
    int steps,
    Evaluation certification,
    String results,
    Broadcast<SerializableConfiguration> configuration)
    implements Function<Integer, EvaluationTask.Outcome> {
  /** In place of a length: lengths are drawn as the run's are. */
  static final int DRAWN = 0;

  /**
   * What became of it.
   *
   * @param row null where the storage was away for too long
   * @param away how the storage was away, in a line; empty where it was not
   */
  record Outcome(GeneralizationRow row, String away) implements Serializable {}

  @Override
  public Outcome call(Integer length) throws IOException {
    try {
      return new Outcome(score(length), "");
    } catch (StorageAwayException e) {
      return new Outcome(null, e.getMessage());
    }
  }

  private GeneralizationRow score(int length) throws IOException {
    RunSpec run = RunSpec.fromFlags(flags);
    ResultsDirectory directory =
        new ResultsDirectory(results, configuration.value().value())
            .waiting(TaskContext.get()::isInterrupted, line -> {});
    RunSnapshot state =
        RunHistory.newestState(directory, run)
            .filter(found -> found.steps() == steps)
            .orElseThrow(() -> new IOException("its state was removed"));
    double noise = certification.stateNoise();
    FreshData fresh =
        new FreshData(run, state.trainer().result(), KernelProvider.active()).withNoise(noise);
    long seed = certification.seed();
    int sequences = certification.sequences();
    FreshScore score =
        length == DRAWN
            ? fresh.atDrawnLengths(seed, sequences)
            : fresh.at(length, certification.seedAt(length), sequences);
    OptionalInt only = length == DRAWN ? OptionalInt.empty() : OptionalInt.of(length);
    return GeneralizationRow.of(new GeneralizationRow.Scored(run, steps, only, seed, noise, score));
  }
}
