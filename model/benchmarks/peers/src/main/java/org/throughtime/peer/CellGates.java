package org.throughtime.peer;

import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import org.throughtime.model.cell.Parameter;
import org.throughtime.model.cell.Parameters;

/**
 * The weights of a cell, gate by gate, as other libraries define it: their update gate is the share
 * of the old state that stays, ours is the share that is replaced, so its weights change sign.
 *
 * @param nin size of an input vector
 * @param nhid H
 * @param gates the state alone (rnn), or update, reset and candidate (gru)
 */
record CellGates(int nin, int nhid, List<Gate> gates) {
  /**
   * One gate.
   *
   * @param input {@code (nin, H)}
   * @param recurrent {@code (H, H)}
   * @param bias {@code (H)}
   */
  record Gate(float[] input, float[] recurrent, float[] bias) {
    private Gate negated() {
      return new Gate(negated(input), negated(recurrent), negated(bias));
    }

    private static float[] negated(float[] values) {
      float[] negated = new float[values.length];
      for (int i = 0; i < values.length; i++) {
        negated[i] = -values[i];
      }
      return negated;
    }
  }

  /**
   * The gates of an rnn or a gru.
   *
   * @throws UnsupportedOperationException if it is another cell
   */
  static CellGates of(String model, Parameters weights) {
    List<Gate> gates =
        switch (model) {
          case "rnn" -> List.of(gate(weights, "W_uh", "W_hh", "b_hh"));
          case "gru" ->
              List.of(
                  gate(weights, "W_uz", "W_hz", "b_z").negated(),
                  gate(weights, "W_ur", "W_hr", "b_r"),
                  gate(weights, "W_uh", "W_hh", "b_h"));
          default -> throw new UnsupportedOperationException("no program for model " + model);
        };
    Parameter input = weights.get("W_uh");
    return new CellGates(input.rows(), input.columns(), gates);
  }

  private static Gate gate(Parameters weights, String input, String recurrent, String bias) {
    return new Gate(
        weights.get(input).toArray(),
        weights.get(recurrent).toArray(),
        weights.get(bias).toArray());
  }

  /** Number of gates. */
  int count() {
    return gates.size();
  }

  /** The same gates in another order. */
  CellGates inOrder(int... order) {
    return new CellGates(nin, nhid, Arrays.stream(order).mapToObj(gates::get).toList());
  }

  /** The matrices of the inputs, {@code (nin, gates, H)}. */
  float[] inputs() {
    return sideBySide(Gate::input, nin);
  }

  /** The recurrent matrices, {@code (H, gates, H)}. */
  float[] recurrents() {
    return sideBySide(Gate::recurrent, nhid);
  }

  /** The transposed matrices of the inputs, {@code (gates, H, nin)}. */
  float[] transposedInputs() {
    return transposed(inputs(), nin);
  }

  /** The transposed recurrent matrices, {@code (gates, H, H)}. */
  float[] transposedRecurrents() {
    return transposed(recurrents(), nhid);
  }

  /** The biases, {@code (gates, H)}. */
  float[] biases() {
    return sideBySide(Gate::bias, 1);
  }

  private float[] sideBySide(Function<Gate, float[]> part, int rows) {
    int width = count() * nhid;
    float[] all = new float[rows * width];
    for (int g = 0; g < count(); g++) {
      float[] one = part.apply(gates.get(g));
      for (int row = 0; row < rows; row++) {
        System.arraycopy(one, row * nhid, all, row * width + g * nhid, nhid);
      }
    }
    return all;
  }

  private static float[] transposed(float[] matrix, int rows) {
    int columns = matrix.length / rows;
    float[] transposed = new float[matrix.length];
    for (int row = 0; row < rows; row++) {
      for (int column = 0; column < columns; column++) {
        transposed[column * rows + row] = matrix[row * columns + column];
      }
    }
    return transposed;
  }
}
