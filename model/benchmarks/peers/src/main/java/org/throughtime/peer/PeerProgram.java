package org.throughtime.peer;

import java.util.Map;
import org.throughtime.benchmark.RunDraws;
import org.throughtime.benchmark.TimedRun;
import org.throughtime.model.cell.Parameters;

/** A program that does the work of a run, on one thread. */
interface PeerProgram {
  /** Its name and version under {@code program}, and which kernels it chose. */
  Map<String, String> describe();

  /**
   * Trains a run.
   *
   * @throws UnsupportedOperationException if the program cannot
   */
  TimedRun train(RunDraws draws);

  /**
   * Scores the validation set.
   *
   * @param weights of the network that is scored
   * @throws UnsupportedOperationException if the program cannot
   */
  TimedRun pass(RunDraws draws, Parameters weights);
}
