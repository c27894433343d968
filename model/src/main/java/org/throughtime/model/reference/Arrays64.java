package org.throughtime.model.reference;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.throughtime.model.cell.Parameter;
import org.throughtime.model.cell.Parameters;
import org.throughtime.model.task.Batch;

/** Converts arrays between the float32 of the program and the float64 of the reference. */
final class Arrays64 {
  private Arrays64() {}

  /** Weights by name, in their order. */
  static Map<String, INDArray> weights(Parameters parameters) {
    Map<String, INDArray> w = new LinkedHashMap<>();
    for (Parameter p : parameters.all()) {
      long[] shape = p.isVector() ? new long[] {p.columns()} : new long[] {p.rows(), p.columns()};
      INDArray array = Nd4j.zeros(DataType.DOUBLE, shape);
      float[] dense = p.toArray();
      for (int i = 0; i < dense.length; i++) {
        array.putScalar(i, (double) dense[i]);
      }
      w.put(p.name(), array);
    }
    return w;
  }

  /** The dense inputs x_t, T arrays {@code (B, nin)}. */
  static List<INDArray> inputs(Batch batch) {
    List<INDArray> x = new ArrayList<>();
    for (int t = 0; t < batch.length(); t++) {
      double[][] xt = new double[batch.sequences()][batch.nin()];
      for (int b = 0; b < batch.sequences(); b++) {
        for (int i = 0; i < batch.nin(); i++) {
          xt[b][i] = batch.input(t, b, i);
        }
      }
      x.add(Nd4j.createFromArray(xt));
    }
    return x;
  }

  /** Arrays of T steps as one, {@code (T, ...)}. */
  static INDArray stack(List<INDArray> steps) {
    return Nd4j.stack(0, steps.toArray(INDArray[]::new));
  }

  /** The elements in C order, rounded to float32. */
  static float[] floats(INDArray array) {
    return array.dup('c').castTo(DataType.FLOAT).data().asFloat();
  }
}
