package org.throughtime.peer;

import java.util.List;
import org.throughtime.benchmark.RunDraws;
import org.throughtime.benchmark.StateLoss;
import org.throughtime.benchmark.TimedRun;
import org.throughtime.model.cell.Parameters;
import org.throughtime.model.task.Batch;

/** A program that has the cells as operations of its own, and no training. */
abstract class CellProgram implements PeerProgram {
  @Override
  public final TimedRun train(RunDraws draws) {
    throw new UnsupportedOperationException("this program only computes states");
  }

  @Override
  public final TimedRun pass(RunDraws draws, Parameters weights) {
    List<Batch> chunks = draws.validation();
    if (chunks.size() != 1) {
      throw new UnsupportedOperationException(
          "ebs and cbs must be equal, so that there is one chunk; there are " + chunks.size());
    }
    Batch chunk = chunks.get(0);
    CellGates gates = CellGates.of(draws.spec().cell().model().label(), weights);
    return pass(chunk, gates, new StateLoss(weights));
  }

  /** A pass over a chunk. */
  abstract CellPass pass(Batch chunk, CellGates gates, StateLoss loss);
}
