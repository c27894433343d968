package org.throughtime.model.reference;

import java.util.List;
import java.util.Map;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * What a forward pass computed at every step: lists of T elements; element 0 is t = 1.
 *
 * @param initial the state before the first step
 * @param states those after each step
 * @param inner what else backward needs, by name: gates and candidates, T arrays {@code (B, H)}
 */
record Trajectory(State initial, List<State> states, Map<String, List<INDArray>> inner) {

  /** T. */
  int length() {
    return states.size();
  }

  /** The hidden states. */
  List<INDArray> h() {
    return states.stream().map(State::h).toList();
  }

  /** The state that step {@code t} (from 0) started from. */
  State before(int t) {
    return t == 0 ? initial : states.get(t - 1);
  }

  /** The hidden state after the last step. */
  INDArray last() {
    return states.get(states.size() - 1).h();
  }

  /** A gate or candidate at step {@code t} (from 0). */
  INDArray inner(String name, int t) {
    return inner.get(name).get(t);
  }
}
