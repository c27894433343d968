package org.throughtime.sweep.snapshot;

import java.io.IOException;
import java.util.Map;
import java.util.Optional;
import org.throughtime.model.train.RunSpec;
import org.throughtime.sweep.resume.RunHistory;
import org.throughtime.sweep.resume.RunSnapshot;
import org.throughtime.sweep.store.Listing;
import org.throughtime.sweep.store.ResultsDirectory;

/**
 * The weights that a run has come to, from its newest committed state.
 *
 * @param steps n of the last iteration behind them
 * @param weights dense C-order arrays by name
 */
public record RunWeights(int steps, Map<String, float[]> weights) {
  /**
   * Reads them.
   *
   * @return empty where the run has committed no state, or none that is whole
   * @throws IOException where the directory cannot be read
   */
  public static Optional<RunWeights> read(ResultsDirectory directory, RunSpec run)
      throws IOException {
    return RunHistory.newestState(directory, run, Listing.ofStates(directory).states(run.name()))
        .map(RunSnapshot::trainer)
        .map(trainer -> new RunWeights(trainer.iteration() - 1, trainer.weights()));
  }
}
