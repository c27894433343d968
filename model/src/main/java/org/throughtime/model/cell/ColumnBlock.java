package org.throughtime.model.cell;

import java.util.Arrays;
import org.throughtime.model.task.Batch;
import org.throughtime.model.task.Head;

/**
 * Some sequences of a batch, one per column, for passes that only score.
 *
 * <p>The block stores the symbols and targets of one step contiguously. In the batch they are as
 * far apart as the batch has sequences, and reading them there costs a mem pass about 4 % of its
 * time.
 */
final class ColumnBlock {
  /**
   * Most sequences of a block: whole vectors of every width, and few enough that the states of a
   * block stay in the first-level cache with the weights.
   */
  static final int COLUMNS = 64;

  private final Bytes symbols = new Bytes();
  private final Bytes targets = new Bytes();
  private Batch batch;
  private int first;
  private int count;

  /** Takes the sequences from {@code first} on, {@value #COLUMNS} or as many as there are. */
  void take(Batch batch, int first) {
    this.batch = batch;
    this.first = first;
    this.count = Math.min(COLUMNS, batch.sequences() - first);
    if (batch.symbolic()) {
      symbols.take(batch.symbols());
    }
    if (batch.head() == Head.SOFTMAX) {
      targets.take(batch.classes());
    }
  }

  Batch batch() {
    return batch;
  }

  /** The sequence that is column 0. */
  int first() {
    return first;
  }

  /** Sequences in the block. */
  int count() {
    return count;
  }

  /** Input symbols; of a symbolic batch alone. */
  Bytes symbols() {
    return symbols;
  }

  /** Target classes of every step; of a softmax head alone. */
  Bytes targets() {
    return targets;
  }

  /** One unsigned byte for every step and column. */
  final class Bytes {
    private byte[] data = new byte[0];
    private boolean[] same = new boolean[0];

    private void take(byte[] ofBatch) {
      int steps = batch.length();
      if (same.length < steps) {
        data = new byte[steps * COLUMNS];
        same = new boolean[steps];
      }
      for (int t = 0; t < steps; t++) {
        System.arraycopy(ofBatch, t * batch.sequences() + first, data, at(t), count);
      }
      for (int t = 0; t < steps; t++) {
        int end = at(t) + count;
        same[t] = Arrays.mismatch(data, at(t), end - 1, data, at(t) + 1, end) < 0;
      }
    }

    /** The bytes; those of a step from {@link #at} on. */
    byte[] data() {
      return data;
    }

    /** Where column 0 of step t is. */
    int at(int t) {
      return t * COLUMNS;
    }

    /** Whether every column has the same at step t, as a memorization's mostly do. */
    boolean same(int t) {
      return same[t];
    }
  }
}
