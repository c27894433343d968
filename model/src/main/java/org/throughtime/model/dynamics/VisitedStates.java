package org.throughtime.model.dynamics;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import org.throughtime.model.cell.CellStep;
import org.throughtime.model.random.LegacyRandom;
import org.throughtime.model.task.Batch;

/** States that a network visits while it reads a batch. */
public final class VisitedStates {
  private VisitedStates() {}

  /**
   * Chooses states at random among those after each step of each sequence, without repetition.
   *
   * @param count number of states; all where the batch has fewer
   * @param random makes the choice
   * @return states {@code (size)}, in order of their sequences, then of their steps
   */
  public static List<double[]> of(CellStep step, Batch batch, int count, LegacyRandom random) {
    int length = batch.length();
    BitSet chosen = new BitSet();
    int[] positions = random.permutation(length * batch.sequences());
    for (int i = 0; i < Math.min(count, positions.length); i++) {
      chosen.set(positions[i]);
    }
    List<double[]> states = new ArrayList<>();
    double[] input = new double[step.inputs()];
    for (int b = 0; b < batch.sequences(); b++) {
      double[] state = new double[step.size()];
      for (int t = 0; t < length; t++) {
        double[] next = new double[step.size()];
        BatchInputs.copy(batch, t, b, input);
        step.step(state, input, next);
        state = next;
        if (chosen.get(b * length + t)) {
          states.add(state.clone());
        }
      }
    }
    return states;
  }
}
