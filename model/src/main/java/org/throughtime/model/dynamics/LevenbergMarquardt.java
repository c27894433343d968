package org.throughtime.model.dynamics;

import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.decomposition.chol.CholeskyDecompositionInner_DDRM;
import org.ejml.dense.row.linsol.chol.LinearSolverChol_DDRM;
import org.throughtime.model.cell.CellStep;

/**
 * Minimizes the speed |F(s) - s| of a network under a held input.
 *
 * <p>Levenberg-Marquardt steps: with g = F(s) - s and G = J - I, both in the row convention, the
 * change d of the state solves {@code d (G G^T + lambda |g|^2 I) = -g G^T}. Damping in proportion
 * to |g|^2 keeps convergence quadratic, also towards fixed points that are not isolated (Yamashita
 * &amp; Fukushima 2001). A step that does not lower the speed is repeated with more damping.
 */
final class LevenbergMarquardt {
  private static final int MOST_STEPS = 200;
  private static final double ZERO = 1e-14;
  private static final double FLAT = 1e-10;
  private static final double LEAST_DAMPING = 1e-8;
  private static final double MOST_DAMPING = 1e30;

  private final CellStep step;
  private final double[] input;
  private final int n;
  private final double[] residual;
  private final double[] nextResidual;
  private final double[] g;
  private final DMatrixRMaj normal;
  private final DMatrixRMaj damped;
  private final DMatrixRMaj descent;
  private final DMatrixRMaj change;
  private final LinearSolverChol_DDRM solver;

  LevenbergMarquardt(CellStep step, double[] input) {
    this.step = step;
    this.input = input;
    this.n = step.size();
    this.residual = new double[n];
    this.nextResidual = new double[n];
    this.g = new double[n * n];
    this.normal = new DMatrixRMaj(n, n);
    this.damped = new DMatrixRMaj(n, n);
    this.descent = new DMatrixRMaj(n, 1);
    this.change = new DMatrixRMaj(n, 1);
    this.solver = new LinearSolverChol_DDRM(new CholeskyDecompositionInner_DDRM(true));
  }

  /** The largest |s_i|, at least 1. */
  static double scale(double[] state) {
    return Math.max(1, Vectors.largest(state, 0, state.length));
  }

  /** |F(s) - s|. */
  double speed(double[] state) {
    return Math.sqrt(square(state, nextResidual));
  }

  /**
   * Goes down from a start to a local minimum of the speed.
   *
   * @param start {@code (size)}, not changed
   */
  double[] minimum(double[] start) {
    double[] state = start.clone();
    double[] next = new double[n];
    double square = square(state, residual);
    double damping = 1;
    for (int i = 0; i < MOST_STEPS && Math.sqrt(square) > ZERO * scale(state); i++) {
      linearise(state);
      if (Math.sqrt(Vectors.dot(descent.data, 0, descent.data, 0, n)) <= FLAT * Math.sqrt(square)) {
        return state; // no direction leads down
      }
      double gain = 0;
      while (!(gain > 1e-4)) {
        if (damping > MOST_DAMPING) {
          return state;
        }
        gain = tryStep(state, square, damping, next);
        damping = gain > .75 ? Math.max(LEAST_DAMPING, damping / 4) : damping;
        damping = gain >= .25 ? damping : damping * 4;
      }
      System.arraycopy(next, 0, state, 0, n);
      System.arraycopy(nextResidual, 0, residual, 0, n);
      square = Vectors.dot(residual, 0, residual, 0, n);
    }
    return state;
  }

  /** Sets {@code to} to F(s) - s and gives its squared norm. */
  private double square(double[] state, double[] to) {
    step.step(state, input, to);
    for (int i = 0; i < n; i++) {
      to[i] -= state[i];
    }
    return Vectors.dot(to, 0, to, 0, n);
  }

  /** Sets G G^T and -g G^T. */
  private void linearise(double[] state) {
    step.jacobian(state, input, g);
    for (int i = 0; i < n; i++) {
      g[i * n + i] -= 1;
    }
    for (int j = 0; j < n; j++) {
      descent.data[j] = -Vectors.dot(g, j * n, residual, 0, n);
      for (int k = 0; k <= j; k++) {
        double product = Vectors.dot(g, j * n, g, k * n, n);
        normal.data[j * n + k] = product;
        normal.data[k * n + j] = product;
      }
    }
  }

  /**
   * Sets {@code next} to the state behind a step.
   *
   * @return by how much the squared speed falls, divided by the fall that the linear model
   *     predicts; 0, below it or NaN where the step does not help
   */
  private double tryStep(double[] state, double square, double damping, double[] next) {
    double diagonal = damping * square;
    damped.setTo(normal);
    for (int i = 0; i < n; i++) {
      damped.data[i * n + i] += diagonal;
    }
    if (!solver.setA(damped)) {
      return Double.NaN;
    }
    solver.solve(descent, change);
    for (int i = 0; i < n; i++) {
      next[i] = state[i] + change.data[i];
    }
    double promised =
        Vectors.dot(change.data, 0, descent.data, 0, n)
            + diagonal * Vectors.dot(change.data, 0, change.data, 0, n);
    return (square - square(next, nextResidual)) / promised;
  }
}
