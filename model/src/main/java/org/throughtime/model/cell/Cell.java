package org.throughtime.model.cell;

import java.util.List;
import java.util.Optional;
import org.throughtime.model.diagnostics.Gate;
import org.throughtime.model.diagnostics.Profile;
import org.throughtime.model.kernel.Kernels;
import org.throughtime.model.metric.Metric;
import org.throughtime.model.random.LegacyRandom;
import org.throughtime.model.task.Head;

/**
 * A recurrent cell: a value of the flag {@code model}, and everything that the rest of the program
 * asks about it. The {@link Network} that it makes does its passes.
 */
public interface Cell {
  /** The value of the flag {@code model}. */
  String label();

  /** The label with its article, for a sentence: "an rnn". */
  String noun();

  /** The gates that {@code diagGates} keeps, in the order in which the log shows them. */
  default List<Gate> gates() {
    return List.of();
  }

  /**
   * The profiles that this cell adds to those of every cell, in the order of their columns: the
   * distances of its gates, unless it says otherwise. Its networks and their twins in float64
   * measure them.
   */
  default List<Metric<Profile, float[]>> profiles() {
    return gates().stream().map(Gate::distance).toList();
  }

  /** phi, where the flag {@code init} chooses it; empty where the cell's activations are fixed. */
  default Optional<Activation> activation(Init init) {
    return Optional.empty();
  }

  /** Whether Omega is defined: whether alpha changes anything. */
  default boolean hasOmega() {
    return false;
  }

  /** Whether its training passes take {@link StateNoise}. */
  default boolean takesNoise() {
    return false;
  }

  /**
   * Name of the recurrent matrix {@code (H, H)} that rho and the rule for hopeless norms are of.
   */
  default String recurrent() {
    return "W_hh";
  }

  /**
   * How often the contract has changed what the cell computes from the same flags, from 1 on.
   * Results of another revision are those of another run.
   */
  default int revision() {
    return 1;
  }

  /**
   * Multiply-adds of one step of one sequence, forward, without the output layer.
   *
   * @param inputs multiply-adds of a unit's input: nin, or 1 where the input is one-hot
   * @param nhid H
   */
  double stepCost(double inputs, double nhid);

  /**
   * Draws the weights that a run starts from; biases are set, not drawn (SPEC section 4).
   *
   * @param init how matrices are drawn
   * @param random the training stream, advanced by exactly the draws of SPEC section 4
   * @return every weight of {@link #network}, in its fixed order
   */
  Parameters draw(Init init, Shape shape, LegacyRandom random);

  /**
   * The float32 network over these weights.
   *
   * @param weights as {@link #draw} names and shapes them; changed in place by an optimizer
   * @param head what is scored
   * @param errAbs |y - yhat| above which a lastLinear output is wrong
   */
  Network network(Kernels kernels, CellSpec spec, Parameters weights, Head head, double errAbs);

  /**
   * One step of the same network in float64, with its Jacobian, for the instruments of {@code
   * dynamics}.
   *
   * @param init as the weights were drawn; it decides phi of an rnn
   * @param weights as {@link #draw} names and shapes them; the step copies them
   */
  CellStep step(Init init, Parameters weights);

  /**
   * Sizes of a network.
   *
   * @param nin of an input vector
   * @param nhid H
   * @param nout of an output vector
   */
  record Shape(int nin, int nhid, int nout) {}
}
