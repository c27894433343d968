package org.throughtime.model.dynamics;

import java.util.List;
import org.throughtime.model.cell.CellStep;
import org.throughtime.model.cell.Parameter;
import org.throughtime.model.cell.Parameters;
import org.throughtime.model.train.TestCells;

/** Vanilla networks of given weights. */
final class HandBuilt {
  private HandBuilt() {}

  /** The weights; each matrix is a row for each of what it multiplies. */
  static Parameters weights(
      float[][] input, float[][] recurrent, float[] bias, float[][] output, float[] outputBias) {
    return new Parameters(
        List.of(
            matrix("W_uh", input),
            matrix("W_hh", recurrent),
            matrix("W_hy", output),
            vector("b_hh", bias),
            vector("b_hy", outputBias)));
  }

  /**
   * @param init decides phi
   */
  static CellStep rnn(String init, Parameters weights) {
    return TestCells.cell("rnn").step(TestCells.init(init), weights);
  }

  /** Tanh units that read no input but one of a constant; the output is the state. */
  static CellStep tanh(float[][] recurrent, float[] bias) {
    int n = bias.length;
    float[][] output = new float[n][n];
    for (int i = 0; i < n; i++) {
      output[i][i] = 1;
    }
    Parameters weights = weights(new float[1][n], recurrent, bias, output, new float[n]);
    return rnn("basic_tanh", weights);
  }

  private static Parameter matrix(String name, float[][] rows) {
    Parameter matrix = Parameter.matrix(name, rows.length, rows[0].length);
    for (int i = 0; i < rows.length; i++) {
      for (int j = 0; j < rows[0].length; j++) {
        matrix.set(i, j, rows[i][j]);
      }
    }
    return matrix;
  }

  private static Parameter vector(String name, float[] elements) {
    Parameter vector = Parameter.vector(name, elements.length);
    vector.assign(elements);
    return vector;
  }
}
