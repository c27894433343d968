package org.throughtime.model.reference;

import java.util.Map;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * What a step hands to the next one.
 *
 * @param h hidden state {@code (B, H)}
 * @param memory further states by name, of a cell that has any
 */
record State(INDArray h, Map<String, INDArray> memory) {
  /** Of a cell whose only state is h. */
  State(INDArray h) {
    this(h, Map.of());
  }
}
