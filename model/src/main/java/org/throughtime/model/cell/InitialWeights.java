package org.throughtime.model.cell;

import java.util.List;
import org.throughtime.model.diagnostics.SpectralRadius;
import org.throughtime.model.random.LegacyRandom;

/**
 * The weights a run starts from (SPEC section 4), in the course's order of draws, which is not
 * always the order in which the arrays are kept.
 */
public final class InitialWeights {
  private static final int KEPT_PER_ROW = 15;
  private static final double SCALED_RADIUS = .95;

  /** Of a gru: a unit keeps most of its state at first. */
  private static final float UPDATE_BIAS = -2f;

  private final CellSpec cell;
  private final int nin;
  private final int nout;
  private final LegacyRandom random;

  private InitialWeights(CellSpec cell, int nin, int nout, LegacyRandom random) {
    this.cell = cell;
    this.nin = nin;
    this.nout = nout;
    this.random = random;
  }

  /**
   * Draws the weights of a cell; biases are set, not drawn.
   *
   * @param cell which cell, how many units H, and how its weights are drawn
   * @param nin size of an input vector
   * @param nout size of an output vector
   * @param random the training stream, advanced by exactly the draws of SPEC section 4
   * @return rnn: W_uh (nin, H), W_hh (H, H), W_hy (H, nout), b_hh (H), b_hy (nout); gru: W_uz (nin,
   *     H), W_hz (H, H), b_z (H), W_ur, W_hr, b_r, W_uh, W_hh, b_h, W_hy (H, nout), b_y (nout)
   */
  public static Parameters draw(CellSpec cell, int nin, int nout, LegacyRandom random) {
    InitialWeights weights = new InitialWeights(cell, nin, nout, random);
    return switch (cell.model()) {
      case RNN -> weights.rnn();
      case GRU -> weights.gru();
    };
  }

  private Parameters rnn() {
    int nhid = cell.nhid();
    double sd =
        switch (cell.init()) {
          case SIGMOID, SMART_TANH -> .01;
          case BASIC_TANH -> .1;
          case TEST -> .8;
        };
    double[] inputs = normal(sd, nin, nhid);
    double[] recurrent = normal(sd, nhid, nhid);
    boolean sparse = cell.init() == Init.SMART_TANH;
    if (sparse) {
      sparsify(recurrent);
    }
    Parameter hidden = matrix("W_hh", nhid, nhid, recurrent);
    if (sparse) {
      scale(hidden);
    }
    return new Parameters(
        List.of(
            matrix("W_uh", nin, nhid, inputs),
            hidden,
            matrix("W_hy", nhid, nout, normal(sd, nhid, nout)),
            Parameter.vector("b_hh", nhid),
            Parameter.vector("b_hy", nout)));
  }

  /** The course's gru draws the same weights whatever init says. */
  private Parameters gru() {
    int nhid = cell.nhid();
    double sd = .01;
    double gateSd = sd / 2;
    double[] updateInputs = normal(sd, nin, nhid);
    double[] update = normal(gateSd, nhid, nhid);
    double[] resetInputs = normal(sd, nin, nhid);
    double[] reset = normal(gateSd, nhid, nhid);
    double[] recurrent = normal(sd, nhid, nhid);
    double[] inputs = normal(sd, nin, nhid);
    Parameter updateBias = Parameter.vector("b_z", nhid);
    for (int i = 0; i < nhid; i++) {
      updateBias.set(0, i, UPDATE_BIAS);
    }
    return new Parameters(
        List.of(
            matrix("W_uz", nin, nhid, updateInputs),
            matrix("W_hz", nhid, nhid, update),
            updateBias,
            matrix("W_ur", nin, nhid, resetInputs),
            matrix("W_hr", nhid, nhid, reset),
            Parameter.vector("b_r", nhid),
            matrix("W_uh", nin, nhid, inputs),
            matrix("W_hh", nhid, nhid, recurrent),
            Parameter.vector("b_h", nhid),
            matrix("W_hy", nhid, nout, normal(sd, nhid, nout)),
            Parameter.vector("b_y", nout)));
  }

  private double[] normal(double sd, int rows, int columns) {
    double[] drawn = new double[rows * columns];
    for (int i = 0; i < drawn.length; i++) {
      drawn[i] = sd * random.gauss();
    }
    return drawn;
  }

  private void sparsify(double[] recurrent) {
    int nhid = cell.nhid();
    for (int row = 0; row < nhid; row++) {
      int[] order = random.permutation(nhid);
      for (int k = KEPT_PER_ROW; k < nhid; k++) {
        recurrent[row * nhid + order[k]] = 0;
      }
    }
  }

  // NumPy keeps .95 * W / rho in the type of W, float32.
  private void scale(Parameter hidden) {
    float rho = (float) SpectralRadius.of(hidden.storage());
    for (int i = 0; i < hidden.rows(); i++) {
      for (int j = 0; j < hidden.columns(); j++) {
        hidden.set(i, j, (float) SCALED_RADIUS * hidden.get(i, j) / rho);
      }
    }
  }

  private static Parameter matrix(String name, int rows, int columns, double[] drawn) {
    Parameter matrix = Parameter.matrix(name, rows, columns);
    for (int i = 0; i < rows; i++) {
      for (int j = 0; j < columns; j++) {
        matrix.set(i, j, (float) drawn[i * columns + j]);
      }
    }
    return matrix;
  }
}
