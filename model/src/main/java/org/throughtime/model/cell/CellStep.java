package org.throughtime.model.cell;

/**
 * A recurrent network as the dynamical system s_t = F(s_{t-1}, x_t) in float64: one step, its
 * Jacobian and what the output layer reads.
 *
 * <p>A state begins with h; further memory of a cell follows. An instance copies the float32
 * weights when it is made. The same arguments give the same bits on every machine: scalar functions
 * are those of StrictMath, and sums have a fixed order. Not thread-safe: an instance owns the
 * buffers it works in.
 */
public interface CellStep {
  /** Numbers in a state. */
  int size();

  /** nin: numbers in an input vector. */
  int inputs();

  /** nout: numbers in an output vector. */
  int outputs();

  /**
   * Sets {@code next} to F(state, input).
   *
   * @param state {@code (size)}, not changed
   * @param input {@code (inputs)}, not changed
   * @param next {@code (size)}, another array than {@code state}
   */
  void step(double[] state, double[] input, double[] next);

  /**
   * Sets {@code jacobian} to the derivative of F by the state, in the row convention of SPEC
   * section 4: a change {@code ds} of the state changes the next one by the product {@code ds J}.
   *
   * @param state {@code (size)}, not changed
   * @param input {@code (inputs)}, not changed
   * @param jacobian {@code (size, size)} in C order; element {@code (j, i)} is dF_i / ds_j
   */
  void jacobian(double[] state, double[] input, double[] jacobian);

  /**
   * Sets {@code output} to what the output layer gives for a state: logits, or values.
   *
   * @param state {@code (size)}, not changed
   * @param output {@code (outputs)}
   */
  void output(double[] state, double[] output);
}
