package org.throughtime.model.train;

import org.throughtime.model.cell.Parameter;
import org.throughtime.model.cell.Parameters;
import org.throughtime.model.kernel.Rows;

/**
 * Norm clipping of Pascanu et al. (2013), algorithm 1, with the course's rule for norms that are
 * not finite or above 1e10.
 */
final class Clipping {
  private static final float HOPELESS_DECAY = .02f;

  private final ClipStyle style;
  private final double cutoff;
  private final String recurrent;

  /**
   * @param recurrent name of the matrix that decays if the norm is not finite or above 1e10
   */
  Clipping(OptimizerSpec optimizer, String recurrent) {
    this.recurrent = recurrent;
    this.style = optimizer.clipstyle();
    this.cutoff = optimizer.cutoff();
  }

  /** L2 norm over all arrays, summed in float64. */
  static double norm(Parameters gradients) {
    double sum = 0;
    for (Parameter p : gradients.all()) {
      Rows rows = p.storage();
      for (int r = 0; r < rows.count; r++) {
        for (int c = 0; c < rows.columns; c++) {
          double v = rows.data[r * rows.stride + c];
          sum += v * v;
        }
      }
    }
    return Math.sqrt(sum);
  }

  /**
   * Clips the gradients in place: above the cutoff all are scaled to it; where the norm is not
   * finite or above 1e10 all become 0 but the recurrent matrix's, which becomes .02 times the
   * matrix.
   *
   * @param norm of the gradients now
   * @return the norm afterwards
   */
  double apply(Parameters gradients, Parameters weights, double norm) {
    if (style == ClipStyle.NOTHING) {
      return norm;
    }
    if (style.replaces(norm)) {
      gradients.clear();
      scale(weights.get(recurrent), HOPELESS_DECAY, gradients.get(recurrent));
      return norm(gradients);
    }
    if (cutoff > 0 && norm > cutoff) {
      float factor = (float) (cutoff / norm);
      for (Parameter p : gradients.all()) {
        scale(p, factor, p);
      }
      return norm(gradients);
    }
    return norm;
  }

  private static void scale(Parameter from, float factor, Parameter to) {
    for (int i = 0; i < to.data().length; i++) {
      to.data()[i] = factor * from.data()[i];
    }
  }
}
