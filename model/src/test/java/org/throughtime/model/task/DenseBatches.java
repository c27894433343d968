package org.throughtime.model.task;

/** Batches of given inputs and targets, as other programs write them. */
public final class DenseBatches {
  private DenseBatches() {}

  /**
   * A batch of the task's shape.
   *
   * @param x inputs {@code (T, B, nin)}, C order; one-hot where the task is symbolic
   * @param y targets: one-hot classes {@code (B, nout)}, or {@code (T * B, nout)} for softmax, or
   *     values {@code (B)}
   */
  public static Batch of(Task task, int length, int sequences, float[] x, float[] y) {
    Batch batch = new Batch(sequences, task.shape());
    batch.resize(length);
    if (task.symbolic()) {
      fill(batch.symbols(), x, task.nin());
    } else {
      System.arraycopy(x, 0, batch.channels(), 0, x.length);
    }
    if (task.head() == Head.LAST_LINEAR) {
      System.arraycopy(y, 0, batch.values(), 0, y.length);
    } else {
      fill(batch.classes(), y, task.nout());
    }
    return batch;
  }

  private static void fill(byte[] indices, float[] oneHot, int width) {
    if (indices.length * width != oneHot.length) {
      throw new IllegalArgumentException(
          indices.length + " rows of " + width + " are not " + oneHot.length + " elements");
    }
    for (int i = 0; i < indices.length; i++) {
      indices[i] = (byte) one(oneHot, i * width, width);
    }
  }

  private static int one(float[] oneHot, int from, int width) {
    for (int k = 0; k < width; k++) {
      if (oneHot[from + k] == 1f) {
        return k;
      }
    }
    throw new IllegalArgumentException("no 1 among the " + width + " elements from " + from);
  }
}
