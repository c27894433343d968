package org.throughtime.sweep.answers;

import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * What is known of a checkpoint; the names are those of the table {@code checkpoints}.
 *
 * <p>Profiles hold a value for t = 1..T, or none where the run does not collect them. They are not
 * copied: nobody may change them.
 *
 * @param iter n
 * @param trainNll mean training loss since the checkpoint before
 * @param validError percent
 * @param gradientNorm likewise the mean, before clipping
 * @param gradientNormPost after clipping
 * @param rho spectral radius of W_hh
 * @param gradTime |dL/dh_t|_2
 * @param actTime phi'(h_t)
 * @param satTime distance of h_t from saturation
 * @param gateZ distance of z from 0 or 1
 * @param gateR distance of r from 0 or 1
 */
public record MeasuredCheckpoint(
    int iter,
    double trainNll,
    double validError,
    double gradientNorm,
    double gradientNormPost,
    double rho,
    float[] gradTime,
    float[] actTime,
    float[] satTime,
    float[] gateZ,
    float[] gateR) {

  public MeasuredCheckpoint {
    int steps = gradTime.length;
    if (Stream.of(actTime, satTime, gateZ, gateR)
        .anyMatch(profile -> profile.length != 0 && profile.length != steps)) {
      throw new IllegalArgumentException(
          "profiles must have the " + steps + " steps of grad_time, or none, at iteration " + iter);
    }
  }

  /** Whether it has profiles of the gradient and of saturation. */
  boolean hasProfile() {
    return gradTime.length > 0 && satTime.length > 0;
  }

  /** Whether it has profiles, and numbers alone in them. */
  boolean hasFiniteProfile() {
    return hasProfile()
        && IntStream.range(0, gradTime.length)
            .allMatch(t -> Float.isFinite(gradTime[t]) && Float.isFinite(satTime[t]));
  }
}
