package org.throughtime.model.cell;

import org.throughtime.model.random.LegacyRandom;
import org.throughtime.model.task.Task;

/**
 * Which cell a run uses, how its weights are drawn, and how many units it has.
 *
 * @param model the cell
 * @param init how its weights are drawn, and the activation of an rnn
 * @param nhid H, the number of hidden units
 */
public record CellSpec(Cell model, Init init, int nhid) {
  /** Draws the weights that a run of the task starts from; see {@link Cell#draw}. */
  public Parameters draw(Task task, LegacyRandom random) {
    return model.draw(init, new Cell.Shape(task.nin(), nhid, task.nout()), random);
  }
}
