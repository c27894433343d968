package org.throughtime.benchmark;

import java.util.Arrays;
import org.throughtime.model.cell.Parameter;
import org.throughtime.model.cell.Parameters;
import org.throughtime.model.train.RunSpec;

/**
 * The weights of a validation pass that several programs make and whose losses are compared.
 *
 * <p>They are those that the run starts from, rescaled. A run starts close to zero, where a wrong
 * gate hardly changes the loss. Rescaled, most units are far from zero, and states do not become
 * chaotic.
 */
public enum PassWeights {
  /** Rescaled weights. */
  RESCALED("pass"),

  /**
   * The same, but the reset gate of a gru has one value for all its units. Then it does not matter
   * whether a gru resets before or after its recurrent product, so both kinds can be compared.
   */
  EVEN_RESET("even-reset-pass");

  private static final double RECURRENT_DEVIATION = .1;
  private static final double OTHER_DEVIATION = 1;

  private final String label;

  PassWeights(String label) {
    this.label = label;
  }

  /**
   * The weights with that label.
   *
   * @throws IllegalArgumentException if there are none
   */
  public static PassWeights of(String label) {
    return Arrays.stream(values())
        .filter(weights -> weights.label.equals(label))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("no weights of a pass: " + label));
  }

  /** Draws the weights of a run. */
  public Parameters draw(RunSpec spec) {
    Parameters weights = new RunDraws(spec).weights();
    for (Parameter matrix : weights.all()) {
      if (!matrix.isVector()) {
        boolean recurrent = matrix.name().startsWith("W_h") && !matrix.name().equals("W_hy");
        rescale(matrix, recurrent ? RECURRENT_DEVIATION : OTHER_DEVIATION);
      }
      if (this == EVEN_RESET && matrix.name().matches("[Wb]_u?h?r")) {
        matrix.assign(new float[matrix.rows() * matrix.columns()]);
      }
    }
    return weights;
  }

  private static void rescale(Parameter matrix, double deviation) {
    float[] values = matrix.toArray();
    double squares = 0;
    for (float value : values) {
      squares += (double) value * value;
    }
    float factor = (float) (deviation / Math.sqrt(squares / values.length));
    for (int i = 0; i < values.length; i++) {
      values[i] *= factor;
    }
    matrix.assign(values);
  }
}
