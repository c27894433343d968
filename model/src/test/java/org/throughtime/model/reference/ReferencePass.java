package org.throughtime.model.reference;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * A forward and a backward pass of the reference over the batch of a problem.
 *
 * @param w float64 weights by name
 * @param s what forward computed
 * @param backward what backward computed
 */
record ReferencePass(
    ReferenceNetwork network, Map<String, INDArray> w, Trajectory s, Backward backward) {

  static ReferencePass of(Problem problem) {
    ReferenceNetwork network = problem.reference();
    Map<String, INDArray> w = network.weights();
    Trajectory s = network.forward(w, problem.batch());
    return new ReferencePass(network, w, s, network.backward(w, problem.batch(), s));
  }

  INDArray whh() {
    return w.get("W_hh");
  }

  /** The total derivatives dL/dh_t. */
  List<INDArray> d() {
    return backward.d();
  }

  /** Omega with its immediate gradient. */
  ReferenceOmega immediateOmega(double bound) {
    return network.omega(whh(), s.h(), d(), bound);
  }

  /**
   * A bound that some of |d_t|^2 are below and some above: in the widest gap between the middle
   * ones, so that no rounding moves one across.
   */
  double boundAmongNorms() {
    return boundAmongNorms(d());
  }

  /** The same among the norms of other derivatives. */
  static double boundAmongNorms(List<INDArray> d) {
    double[] norms = squaredNorms(d);
    Arrays.sort(norms);
    int widest = norms.length / 4 + 1;
    for (int i = widest; i < norms.length * 3 / 4; i++) {
      widest = norms[i] / norms[i - 1] > norms[widest] / norms[widest - 1] ? i : widest;
    }
    return Math.sqrt(norms[widest] * norms[widest - 1]);
  }

  /** |d_t|^2 of every step and sequence. */
  double[] squaredNorms() {
    return squaredNorms(d());
  }

  private static double[] squaredNorms(List<INDArray> d) {
    return d.stream()
        .flatMapToDouble(
            dt ->
                IntStream.range(0, dt.rows())
                    .mapToDouble(b -> dt.getRow(b).mul(dt.getRow(b)).sumNumber().doubleValue()))
        .toArray();
  }
}
