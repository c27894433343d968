package org.throughtime.benchmark;

import java.util.ArrayList;
import java.util.List;
import org.throughtime.model.cell.Parameters;
import org.throughtime.model.random.LegacyRandom;
import org.throughtime.model.task.Batch;
import org.throughtime.model.task.Task;
import org.throughtime.model.task.Tasks;
import org.throughtime.model.train.RunSpec;

/**
 * What a run draws, so that another program can do the same work: weights, training batches, the
 * frozen validation chunks and the diagnostic batch. Lengths stay as they are; there are no
 * redraws.
 */
public final class RunDraws {
  private final RunSpec spec;
  private final Task task;
  private final LegacyRandom random;
  private final Parameters weights;
  private final Batch batch;

  /** Draws the weights. */
  public RunDraws(RunSpec spec) {
    this.spec = spec;
    this.task = Tasks.create(spec.task());
    this.random = new LegacyRandom(spec.seed());
    this.weights = spec.cell().draw(task, random);
    this.batch = task.newBatch(spec.optimizer().bs());
  }

  /** The run that draws. */
  public RunSpec spec() {
    return spec;
  }

  /** What the run learns. */
  public Task task() {
    return task;
  }

  /** The weights that the run starts from. */
  public Parameters weights() {
    return weights;
  }

  /** The batch of the next iteration, in the same buffer each time. */
  public Batch next() {
    draw(random, batch);
    return batch;
  }

  /** The validation chunks. */
  public List<Batch> validation() {
    LegacyRandom stream = new LegacyRandom(spec.validationSeed());
    List<Batch> chunks = new ArrayList<>();
    for (int i = 0; i < spec.validation().chunks(); i++) {
      Batch chunk = task.newBatch(spec.validation().cbs());
      draw(stream, chunk);
      chunks.add(chunk);
    }
    return chunks;
  }

  /** The diagnostic batch. */
  public Batch diagnostic() {
    Batch one = task.newBatch(Math.min(spec.optimizer().bs(), spec.validation().cbs()));
    task.draw(new LegacyRandom(spec.diagnosticSeed()), spec.task().maxLength(), one);
    return one;
  }

  private void draw(LegacyRandom stream, Batch into) {
    int shortest = spec.task().minLength();
    int span = spec.task().maxLength() - shortest;
    task.draw(stream, shortest + (span == 0 ? 0 : stream.randint(span)), into);
  }
}
