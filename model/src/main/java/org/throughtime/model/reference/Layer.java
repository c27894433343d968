package org.throughtime.model.reference;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * A term {@code a = x W_u + y W_h + b} of a cell's equations: what an activation is applied to.
 *
 * @param input name of W_u {@code (nin, H)}
 * @param recurrent name of W_h {@code (H, H)}
 * @param bias name of b {@code (H)}
 */
record Layer(String input, String recurrent, String bias) {

  /** The layer of the gate g, or of the candidate, whose symbol is h: W_ug, W_hg and b_g. */
  static Layer of(String symbol) {
    return new Layer("W_u" + symbol, "W_h" + symbol, "b_" + symbol);
  }

  /** Zero gradients of the weights of these layers, by name. */
  static Map<String, INDArray> zeroGradients(List<Layer> layers, Map<String, INDArray> w) {
    Map<String, INDArray> zeros = new LinkedHashMap<>();
    for (Layer layer : layers) {
      for (String name : List.of(layer.input, layer.recurrent, layer.bias)) {
        zeros.put(name, Nd4j.zeros(DataType.DOUBLE, w.get(name).shape()));
      }
    }
    return zeros;
  }

  /** a. */
  INDArray sum(Map<String, INDArray> w, INDArray x, INDArray y) {
    return x.mmul(w.get(input)).addi(y.mmul(w.get(recurrent))).addiRowVector(w.get(bias));
  }

  /** Adds to the gradients {@code g} of its weights what {@code da}, dL/da, contributes. */
  void accumulate(Map<String, INDArray> g, INDArray x, INDArray y, INDArray da) {
    g.get(input).addi(x.transpose().mmul(da));
    g.get(recurrent).addi(y.transpose().mmul(da));
    g.get(bias).addi(da.sum(0));
  }

  /** dL/dy through this layer, from {@code da}, dL/da. */
  INDArray back(Map<String, INDArray> w, INDArray da) {
    return da.mmul(w.get(recurrent).transpose());
  }
}
