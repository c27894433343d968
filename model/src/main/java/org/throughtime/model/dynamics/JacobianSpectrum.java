package org.throughtime.model.dynamics;

import java.util.ArrayList;
import java.util.List;
import org.throughtime.model.cell.CellStep;
import org.throughtime.model.task.Batch;

/**
 * The singular values of ds_T / ds_t, the factor that carries a gradient from the last step of a
 * sequence back to step t (Pascanu et al. 2013, equation 5). They are means of base-10 logarithms
 * over sequences.
 *
 * <p>A mean is minus infinity where the singular value of a sequence is 0, and NaN where a state is
 * not finite.
 *
 * @param distance T - t
 * @param largest of the largest singular value
 * @param median of the median; of an even number of values, of the lower one in the middle
 * @param least of the least
 */
public record JacobianSpectrum(int distance, double largest, double median, double least) {
  /**
   * Computes the spectra at some distances from the end of a batch.
   *
   * @param sequences it uses the first so many sequences of the batch, or all
   * @param distances ascending, at least 1; it ignores those above T
   */
  public static List<JacobianSpectrum> of(
      CellStep step, Batch batch, int sequences, List<Integer> distances) {
    List<Integer> within = distances.stream().filter(d -> d <= batch.length()).toList();
    double[][] sums = new double[within.size()][3];
    int counted = Math.min(sequences, batch.sequences());
    for (int b = 0; b < counted; b++) {
      addSequence(step, batch, b, within, sums);
    }
    List<JacobianSpectrum> spectra = new ArrayList<>();
    for (int i = 0; i < sums.length; i++) {
      double[] sum = sums[i];
      spectra.add(
          new JacobianSpectrum(
              within.get(i), sum[0] / counted, sum[1] / counted, sum[2] / counted));
    }
    return spectra;
  }

  /** 1, 2, 5, 10, 20, 50 ... up to {@code most}, and that one. */
  public static List<Integer> distances(int most) {
    List<Integer> distances = new ArrayList<>();
    for (int decade = 1; decade <= most; decade *= 10) {
      for (int factor : new int[] {1, 2, 5}) {
        if (factor * decade < most) {
          distances.add(factor * decade);
        }
      }
    }
    distances.add(most);
    return distances;
  }

  private static void addSequence(
      CellStep step, Batch batch, int b, List<Integer> distances, double[][] sums) {
    if (distances.isEmpty()) {
      return;
    }
    int n = step.size();
    int farthest = distances.get(distances.size() - 1);
    double[][] states = lastStates(step, batch, b, farthest);
    double[] input = new double[step.inputs()];
    double[] jacobian = new double[n * n];
    JacobianProduct product = new JacobianProduct(n);
    int next = 0;
    for (int distance = 1; distance <= farthest; distance++) {
      BatchInputs.copy(batch, batch.length() - distance, b, input);
      step.jacobian(states[farthest - distance], input, jacobian);
      product.multiplyFromLeft(jacobian);
      if (distance == distances.get(next)) {
        double[] logarithms = product.log10SingularValues();
        sums[next][0] += logarithms[0];
        sums[next][1] += logarithms[n / 2];
        sums[next][2] += logarithms[n - 1];
        next++;
      }
    }
  }

  /** The states before each of a sequence's last steps, the earliest first. */
  private static double[][] lastStates(CellStep step, Batch batch, int b, int count) {
    double[][] states = new double[count][];
    double[] input = new double[step.inputs()];
    double[] state = new double[step.size()];
    int first = batch.length() - count;
    for (int t = 0; t < batch.length(); t++) {
      if (t >= first) {
        states[t - first] = state;
      }
      double[] next = new double[step.size()];
      BatchInputs.copy(batch, t, b, input);
      step.step(state, input, next);
      state = next;
    }
    return states;
  }
}
