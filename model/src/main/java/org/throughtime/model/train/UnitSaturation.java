package org.throughtime.model.train;

import java.util.Map;
import org.throughtime.model.cell.Network;
import org.throughtime.model.kernel.Kernels;
import org.throughtime.model.task.Task;
import org.throughtime.model.task.Tasks;

/**
 * Measures how far every single unit is from saturation on the diagnostic batch of a run. A
 * checkpoint keeps only means over units and sequences, which hide a saturated unit. This class
 * computes the units again from the newest weights.
 */
public final class UnitSaturation {
  private UnitSaturation() {}

  /**
   * The distances for some weights of a run: sat_time of SPEC section 5 before its mean is taken.
   *
   * @param weights dense C-order arrays by name
   * @param kernels that compute; they do not change a bit of the result
   * @return {@code (T, B, H)} in C order
   * @throws IllegalArgumentException where the weights do not fit the specification
   */
  public static float[] of(RunSpec spec, Map<String, float[]> weights, Kernels kernels) {
    Task task = Tasks.create(spec.task());
    Network network = Cells.network(spec, task, weights, kernels);
    network.train(Validation.diagnosticBatch(spec, task));
    return network.unitSaturation();
  }
}
