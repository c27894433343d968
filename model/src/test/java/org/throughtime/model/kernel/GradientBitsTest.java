package org.throughtime.model.kernel;

import static org.throughtime.model.kernel.SameBits.assertFor;

import org.junit.jupiter.api.Test;
import org.throughtime.model.kernel.SameBits.Call;

/**
 * Equal bits of the derivatives of activations and of a gru's step. The build runs this class again
 * for every vector width.
 */
class GradientBitsTest {
  /** The product of d and a function of the activation's value h. */
  private interface OfActivation {
    void on(Gradients kernels, Rows d, Rows h, int fromH, Rows y, int from, int rows);
  }

  private static Call withOperands(OfActivation kernel) {
    return (kernels, o) -> {
      Rows y = o.matrix(o.rows + 2, o.columns);
      Rows h = o.matrix(o.rows + 4, o.columns);
      kernel.on(kernels.gradients(), o.matrix(o.rows + 2, o.columns), h, 3, y, 1, o.rows);
      return Operands.elements(y);
    };
  }

  @Test
  void tanhGradient() {
    assertFor(withOperands(Gradients::tanhGradient));
  }

  @Test
  void sigmoidGradient() {
    assertFor(withOperands(Gradients::sigmoidGradient));
  }

  @Test
  void reluGradient() {
    assertFor(withOperands(Gradients::reluGradient));
  }

  @Test
  void tanhCurvature() {
    assertFor(withOperands(Gradients::tanhCurvature));
  }

  @Test
  void sigmoidCurvature() {
    assertFor(withOperands(Gradients::sigmoidCurvature));
  }

  @Test
  void sigmoidGradientInPlace() {
    assertFor(
        (kernels, o) -> {
          Rows d = o.matrix(o.rows + 2, o.columns);
          kernels.gradients().sigmoidGradient(d, o.matrix(o.rows + 2, o.columns), 1, d, 1, o.rows);
          return Operands.elements(d);
        });
  }

  @Test
  void gateGradient() {
    assertFor(
        (kernels, o) -> {
          Rows[] of = o.matrices(5, o.rows + 2);
          kernels.gradients().gateGradient(of[0], of[1], of[2], of[3], of[4], 1, o.rows);
          return Operands.elements(of[4]);
        });
  }

  @Test
  void candidateGradient() {
    assertFor(
        (kernels, o) -> {
          Rows[] of = o.matrices(4, o.rows + 2);
          kernels.gradients().candidateGradient(of[0], of[1], of[2], of[3], 1, o.rows);
          return Operands.elements(of[3]);
        });
  }

  @Test
  void carryGradient() {
    assertFor(
        (kernels, o) -> {
          Rows d = o.matrix(3 * o.rows, o.columns);
          kernels
              .gradients()
              .carryGradient(d, o.matrix(3 * o.rows, o.columns), 2 * o.rows, d, o.rows, o.rows);
          return Operands.elements(d);
        });
  }
}
