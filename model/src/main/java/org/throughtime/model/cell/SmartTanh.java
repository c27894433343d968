package org.throughtime.model.cell;

import org.throughtime.model.diagnostics.SpectralRadius;
import org.throughtime.model.random.LegacyRandom;

/**
 * Normal matrices. The recurrent matrix keeps 15 connections per unit and is scaled to a spectral
 * radius of .95.
 */
final class SmartTanh implements Init {
  private static final int KEPT_PER_ROW = 15;
  private static final double SCALED_RADIUS = .95;
  private static final double SD = .01;

  @Override
  public String label() {
    return "smart_tanh";
  }

  @Override
  public Activation activation() {
    return Activation.TANH;
  }

  @Override
  public Parameter draw(String name, int rows, int columns, LegacyRandom random) {
    return Draws.matrix(name, rows, columns, Draws.normal(random, SD, rows, columns));
  }

  // NumPy keeps .95 * W / rho in the type of W, float32.
  @Override
  public Parameter drawRecurrent(String name, int nhid, LegacyRandom random) {
    double[] drawn = Draws.normal(random, SD, nhid, nhid);
    sparsify(drawn, nhid, random);
    Parameter recurrent = Draws.matrix(name, nhid, nhid, drawn);
    float rho = (float) SpectralRadius.of(recurrent.storage());
    for (int i = 0; i < nhid; i++) {
      for (int j = 0; j < nhid; j++) {
        recurrent.set(i, j, (float) SCALED_RADIUS * recurrent.get(i, j) / rho);
      }
    }
    return recurrent;
  }

  private static void sparsify(double[] recurrent, int nhid, LegacyRandom random) {
    for (int row = 0; row < nhid; row++) {
      int[] order = random.permutation(nhid);
      for (int k = KEPT_PER_ROW; k < nhid; k++) {
        recurrent[row * nhid + order[k]] = 0;
      }
    }
  }
}
