package org.throughtime.model.dynamics;

import java.util.Optional;
import java.util.OptionalDouble;
import org.throughtime.model.cell.Activation;
import org.throughtime.model.cell.Cell;
import org.throughtime.model.cell.CellSpec;
import org.throughtime.model.cell.Parameter;
import org.throughtime.model.cell.Parameters;
import org.throughtime.model.cell.StepActivation;

/**
 * The bound of Pascanu et al. 2013, section 2.1, on the growth of a gradient in one step of an rnn:
 * the largest singular value of W_hh times the largest phi'. Below 1, gradients vanish.
 */
public final class GradientBound {
  private GradientBound() {}

  /**
   * Computes the bound.
   *
   * @return empty for a cell without an {@linkplain Cell#activation activation}; NaN where a weight
   *     is not finite
   */
  public static OptionalDouble of(CellSpec spec, Parameters weights) {
    Optional<Activation> phi = spec.model().activation(spec.init());
    if (phi.isEmpty()) {
      return OptionalDouble.empty();
    }
    Parameter recurrent = weights.get(spec.model().recurrent());
    return OptionalDouble.of(
        StepActivation.largestSlope(phi.get()) * largestSingularValue(recurrent));
  }

  private static double largestSingularValue(Parameter square) {
    int n = square.rows();
    double[] elements = new double[n * n];
    for (int i = 0; i < n; i++) {
      for (int j = 0; j < n; j++) {
        elements[i * n + j] = square.get(i, j);
      }
    }
    return StrictMath.pow(10, new ScaledRows(elements, new int[n]).log10SingularValues()[0]);
  }
}
