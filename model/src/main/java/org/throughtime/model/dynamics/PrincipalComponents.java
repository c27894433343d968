package org.throughtime.model.dynamics;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/**
 * The first two principal components of states: a plane to draw trajectories and fixed points in.
 *
 * @param mean of the states {@code (size)}
 * @param axes two orthonormal vectors {@code (size)}; in each, the element of the largest magnitude
 *     is positive. The second is 0 where a state is one number
 * @param shares of the variance along each axis, 0 to 1; 0 where the states do not vary, NaN where
 *     one is not finite
 */
public record PrincipalComponents(List<Double> mean, List<List<Double>> axes, List<Double> shares) {
  private static final int COUNT = 2;

  public PrincipalComponents {
    mean = List.copyOf(mean);
    axes = axes.stream().map(List::copyOf).toList();
    shares = List.copyOf(shares);
  }

  /**
   * Computes them.
   *
   * @param states at least one, {@code (size)} each, not changed
   */
  public static PrincipalComponents of(List<double[]> states) {
    int n = states.get(0).length;
    double[] mean = mean(states, n);
    SymmetricEigenvectors eigen = new SymmetricEigenvectors(covariance(states, mean, n), n);
    Integer[] order =
        IntStream.range(0, n)
            .boxed()
            .sorted(Comparator.comparingDouble(eigen::value).reversed())
            .toArray(Integer[]::new);
    double trace = IntStream.range(0, n).mapToDouble(eigen::value).sum();
    List<List<Double>> axes = new ArrayList<>();
    List<Double> shares = new ArrayList<>();
    for (int k = 0; k < COUNT; k++) {
      axes.add(boxed(k < n ? signed(eigen.vector(order[k])) : new double[n]));
      double variance = k < n ? eigen.value(order[k]) : 0;
      shares.add(trace == 0 ? 0 : variance / trace);
    }
    return new PrincipalComponents(boxed(mean), axes, shares);
  }

  private static double[] mean(List<double[]> states, int n) {
    double[] mean = new double[n];
    for (double[] state : states) {
      Vectors.addMultiple(1.0 / states.size(), state, 0, mean, 0, n);
    }
    return mean;
  }

  private static double[] covariance(List<double[]> states, double[] mean, int n) {
    double[] covariance = new double[n * n];
    double[] centred = new double[n];
    for (double[] state : states) {
      for (int i = 0; i < n; i++) {
        centred[i] = state[i] - mean[i];
      }
      for (int i = 0; i < n; i++) {
        Vectors.addMultiple(centred[i] / states.size(), centred, 0, covariance, i * n, n);
      }
    }
    return covariance;
  }

  private static double[] signed(double[] axis) {
    double largest = 0;
    for (double element : axis) {
      largest = Math.abs(element) > Math.abs(largest) ? element : largest;
    }
    return largest < 0 ? Arrays.stream(axis).map(element -> 0 - element).toArray() : axis;
  }

  private static List<Double> boxed(double[] vector) {
    return Arrays.stream(vector).boxed().toList();
  }

  /**
   * The coordinate of a state along an axis.
   *
   * @param axis 0 or 1
   * @param state {@code (size)}
   */
  public double coordinate(int axis, double[] state) {
    double sum = 0;
    for (int i = 0; i < state.length; i++) {
      sum += (state[i] - mean.get(i)) * axes.get(axis).get(i);
    }
    return sum;
  }
}
