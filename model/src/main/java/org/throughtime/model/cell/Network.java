package org.throughtime.model.cell;

import org.throughtime.model.diagnostics.Profile;
import org.throughtime.model.task.Batch;

/**
 * A recurrent network with its parameters and its passes over a batch. Not thread-safe: it owns the
 * buffers its passes work in.
 */
public interface Network {
  /** Weights, changed in place by the optimizer. */
  Parameters parameters();

  /** Gradients of the last {@link #train} pass, same names and shapes as {@link #parameters()}. */
  Parameters gradients();

  /**
   * Forward, loss and backward through all T steps without truncation. Leaves {@link #gradients()}
   * and what {@link #omega} and {@link #profile} read.
   */
  default Score train(Batch batch) {
    return train(batch, StateNoise.NONE);
  }

  /**
   * The same with noise on the pre-activations.
   *
   * @throws UnsupportedOperationException where there is noise, and the cell {@linkplain
   *     Cell#takesNoise takes none}
   */
  Score train(Batch batch, StateNoise noise);

  /**
   * Forward and score only. {@link #omega}, {@link #profile} and {@link #unitSaturation} read
   * nothing of a training pass before it.
   */
  Score evaluate(Batch batch);

  /**
   * Pascanu's regularizer on the last {@link #train} pass (SPEC section 5, step 3), and its
   * gradient with respect to W_hh, of which {@code alpha} times is added to the gradient of W_hh.
   *
   * @param kind which terms Omega has, and which gradient
   * @param alpha weight of the gradient; 0 only computes the metrics
   * @param bound a sequence counts at t where |d_t|^2 is at least this
   */
  OmegaMetrics omega(OmegaGradient kind, double alpha, double bound);

  /** Per-step metrics of the last {@link #train} pass; the cell's gates where {@code gates}. */
  Profile profile(boolean gates);

  /**
   * Distance of every unit from saturation at every step of the last {@link #train} pass, {@code
   * (T, B, H)} in C order; {@link Profile#SAT_TIME} is its means over B and H.
   */
  float[] unitSaturation();
}
