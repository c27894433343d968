package org.throughtime.model.reference;

import java.util.List;
import java.util.Map;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.throughtime.model.task.Batch;

/**
 * A forward and a backward pass over a batch.
 *
 * @param weights float64 weights by name
 * @param trajectory what forward computed
 * @param d derivatives dL/dh_t: T arrays {@code (B, H)}
 */
record Pass(Batch batch, Map<String, INDArray> weights, Trajectory trajectory, List<INDArray> d) {
  /** The same with other derivatives. */
  Pass with(List<INDArray> derivatives) {
    return new Pass(batch, weights, trajectory, derivatives);
  }
}
