package org.throughtime.model.diagnostics;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.ejml.data.Complex_F64;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.decomposition.eig.WatchedDoubleStepQRDecomposition_DDRM;

/**
 * The eigenvalues of a square matrix, those of the largest magnitude first.
 *
 * <p>Computed in float64 by EJML's double-shift QR iteration, which is plain Java. A native LAPACK
 * would pick its kernels by the processor and so give other last bits on another machine, and a
 * run's metrics must not depend on where it ran. EJML's iteration uses nothing that Java leaves
 * open but one {@code Math.pow(.1, n)} in its exceptional shifts, of which it keeps 1 - pow, and
 * that rounds to the same double for any result within 1 ulp.
 *
 * @param values all n of them; of a conjugate pair, the one above the real axis first
 */
public record Eigenvalues(List<Eigenvalue> values) {
  private static final Comparator<Eigenvalue> ORDER =
      Comparator.comparingDouble(Eigenvalue::squaredMagnitude)
          .thenComparingDouble(Eigenvalue::real)
          .thenComparingDouble(Eigenvalue::imaginary)
          .reversed();

  public Eigenvalues {
    values = List.copyOf(values);
  }

  /** One eigenvalue. */
  public record Eigenvalue(double real, double imaginary) {
    double squaredMagnitude() {
      return real * real + imaginary * imaginary;
    }

    /** |lambda|. */
    public double magnitude() {
      // Not Math.hypot, which Java only promises to 1 ulp.
      return Math.sqrt(squaredMagnitude());
    }
  }

  /**
   * The eigenvalues of a matrix.
   *
   * @param elements {@code (n, n)} in C order, not changed
   * @param n number of rows
   * @return empty where an element is not finite or the iteration does not converge
   */
  public static Optional<Eigenvalues> of(double[] elements, int n) {
    if (elements.length != n * n) {
      throw new IllegalArgumentException(
          "a matrix of " + n + " rows needs " + n * n + " elements, got " + elements.length);
    }
    for (double element : elements) {
      if (!Double.isFinite(element)) {
        return Optional.empty();
      }
    }
    // Made anew every time: an instance carries the random stream of its exceptional shifts from
    // one matrix to the next, so that a resumed run would see another one.
    var eigen = new WatchedDoubleStepQRDecomposition_DDRM(false);
    if (!eigen.decompose(DMatrixRMaj.wrap(n, n, elements.clone()))) {
      return Optional.empty();
    }
    List<Eigenvalue> values =
        IntStream.range(0, n).mapToObj(i -> of(eigen.getEigenvalue(i))).sorted(ORDER).toList();
    boolean defined = values.stream().noneMatch(value -> Double.isNaN(value.squaredMagnitude()));
    return defined ? Optional.of(new Eigenvalues(values)) : Optional.empty();
  }

  private static Eigenvalue of(Complex_F64 value) {
    return new Eigenvalue(value.real, value.imaginary);
  }

  /** The largest |lambda|; 0 where there is no eigenvalue. */
  public double radius() {
    return values.isEmpty() ? 0 : values.get(0).magnitude();
  }

  /** How many have a magnitude above {@code radius}. */
  public int outside(double radius) {
    return (int) values.stream().filter(value -> value.magnitude() > radius).count();
  }
}
