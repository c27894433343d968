package org.throughtime.model.reference;

import java.util.List;
import java.util.Map;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * What a backward pass computed.
 *
 * @param gradients dL/dw by weight name
 * @param d the total derivatives dL/dh_t: T arrays {@code (B, H)}; element 0 is t = 1
 */
record Backward(Map<String, INDArray> gradients, List<INDArray> d) {}
