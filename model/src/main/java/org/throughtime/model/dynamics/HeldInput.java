package org.throughtime.model.dynamics;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.throughtime.model.task.Batch;

/**
 * An input that stays the same at every step, so that a network is an autonomous map.
 *
 * @param label {@code mean}, or the number of a symbol
 * @param input its elements, nin of them
 */
public record HeldInput(String label, List<Double> input) {
  public HeldInput {
    input = List.copyOf(input);
  }

  /**
   * Each symbol of a batch's alphabet in order, where inputs are one-hot; then the mean input of
   * the batch.
   */
  public static List<HeldInput> of(Batch batch) {
    List<HeldInput> held = new ArrayList<>();
    for (int symbol = 0; batch.symbolic() && symbol < batch.nin(); symbol++) {
      double[] input = new double[batch.nin()];
      input[symbol] = 1;
      held.add(new HeldInput(Integer.toString(symbol), boxed(input)));
    }
    held.add(new HeldInput("mean", boxed(BatchInputs.mean(batch))));
    return held;
  }

  /** A copy of the elements, {@code (nin)}. */
  double[] toArray() {
    return input.stream().mapToDouble(Double::doubleValue).toArray();
  }

  private static List<Double> boxed(double[] input) {
    return Arrays.stream(input).boxed().toList();
  }
}
