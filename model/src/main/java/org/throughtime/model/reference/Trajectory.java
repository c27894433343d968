package org.throughtime.model.reference;

import java.util.List;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * What a forward pass computed at every step: lists of T arrays {@code (B, H)}; element 0 is t = 1.
 *
 * @param initial the state before the first step
 * @param h hidden states
 * @param z update gates; empty for rnn
 * @param r reset gates; empty for rnn
 * @param c candidates; empty for rnn
 */
record Trajectory(
    INDArray initial, List<INDArray> h, List<INDArray> z, List<INDArray> r, List<INDArray> c) {

  /** T. */
  int length() {
    return h.size();
  }

  /** The state that step {@code t} (from 0) started from. */
  INDArray before(int t) {
    return t == 0 ? initial : h.get(t - 1);
  }

  /** The state after the last step. */
  INDArray last() {
    return h.get(h.size() - 1);
  }
}
