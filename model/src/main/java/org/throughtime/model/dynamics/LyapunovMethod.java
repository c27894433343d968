package org.throughtime.model.dynamics;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.throughtime.model.cell.CellStep;

/**
 * The QR method for Lyapunov spectra (Benettin, Galgani, Giorgilli &amp; Strelcyn 1980; Geist,
 * Parlitz &amp; Lauterborn 1990). Each step multiplies an orthonormal frame by the Jacobian and
 * makes it orthonormal again by a QR decomposition. The exponents are the means of ln |R_ii|.
 *
 * @param transientSteps steps before the first that counts: the state reaches its attractor and the
 *     frame aligns with the exponents' directions
 * @param steps that count, a multiple of {@code blocks}
 * @param blocks of steps whose means give the standard error, at least 2
 */
public record LyapunovMethod(int transientSteps, int steps, int blocks) {
  /** 10,000 steps after 1,000, in 20 blocks. */
  public static final LyapunovMethod STANDARD = new LyapunovMethod(1_000, 10_000, 20);

  /** Throws IllegalArgumentException where there is nothing to average over. */
  public LyapunovMethod {
    if (transientSteps < 0 || blocks < 2 || steps < blocks || steps % blocks != 0) {
      throw new IllegalArgumentException(
          "steps must be a multiple of at least 2 blocks, got %d steps in %d blocks after %d"
              .formatted(steps, blocks, transientSteps));
    }
  }

  /**
   * Computes the spectrum of a network under a sequence of inputs.
   *
   * @param inputs the method takes {@link #transientSteps} + {@link #steps} of them
   * @param start the first state {@code (size)}, not changed
   * @return empty where a state or a Jacobian is not finite: the network diverges
   */
  public Optional<LyapunovSpectrum> spectrum(CellStep step, InputSequence inputs, double[] start) {
    int n = step.size();
    Frame frame = new Frame(step, inputs, start);
    for (int i = 0; i < transientSteps; i++) {
      frame.advance();
    }
    double[][] sums = new double[blocks][n];
    for (double[] block : sums) {
      for (int i = 0; i < steps / blocks; i++) {
        frame.advance();
        frame.addGrowth(block);
      }
    }
    return spectrum(sums, n);
  }

  private Optional<LyapunovSpectrum> spectrum(double[][] sums, int n) {
    double[] exponents = new double[n];
    for (int k = 0; k < n; k++) {
      double sum = 0;
      for (double[] block : sums) {
        sum += block[k];
      }
      exponents[k] = sum / steps;
    }
    if (Arrays.stream(exponents).anyMatch(Double::isNaN)) {
      return Optional.empty();
    }
    List<Integer> order =
        IntStream.range(0, n)
            .boxed()
            .sorted(Comparator.comparingDouble((Integer k) -> exponents[k]).reversed())
            .toList();
    return Optional.of(
        new LyapunovSpectrum(
            order.stream().map(k -> exponents[k]).toList(),
            standardError(sums, order.get(0), exponents[order.get(0)])));
  }

  private double standardError(double[][] sums, int k, double mean) {
    double squares = 0;
    for (double[] block : sums) {
      double difference = block[k] / (steps / blocks) - mean;
      squares += difference * difference;
    }
    return Math.sqrt(squares / (blocks - 1) / blocks);
  }

  /** A trajectory and its orthonormal frame. */
  private static final class Frame {
    private final CellStep step;
    private final InputSequence inputs;
    private final int n;
    private final double[] input;
    private final double[] jacobian;
    private final double[] image;
    private final HouseholderQr qr;
    private double[] state;
    private double[] next;
    private boolean started;

    Frame(CellStep step, InputSequence inputs, double[] start) {
      this.step = step;
      this.inputs = inputs;
      this.n = step.size();
      this.input = new double[step.inputs()];
      this.jacobian = new double[n * n];
      this.image = new double[n * n];
      this.qr = new HouseholderQr(n);
      this.state = start.clone();
      this.next = new double[n];
    }

    void advance() {
      inputs.next(input);
      step.jacobian(state, input, jacobian);
      step.step(state, input, next);
      Vectors.multiply(started ? qr.q() : Vectors.identity(n), jacobian, image, n);
      started = true;
      qr.decompose(image);
      double[] spent = state;
      state = next;
      next = spent;
    }

    /** Adds ln |R_ii| of the last step; NaN where the state is not finite any more. */
    void addGrowth(double[] sums) {
      boolean finite = Arrays.stream(state).allMatch(Double::isFinite);
      for (int k = 0; k < n; k++) {
        double growth = finite ? Math.abs(qr.r()[k * n + k]) : Double.NaN;
        sums[k] += StrictMath.log(growth);
      }
    }
  }
}
