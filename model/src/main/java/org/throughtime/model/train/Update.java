package org.throughtime.model.train;

import java.util.Arrays;

/**
 * How the last update before a checkpoint relates to the gradient.
 *
 * @param signalToNoise norm of the mean gradient of the batch's sequences, divided by the standard
 *     error of this mean; 1 where the gradient is no larger than its error
 * @param cosine of the angle between the update and minus the gradient after it, on the same batch;
 *     below 0 the update went too far
 * @param ratios |update| / |weights before it|, for each parameter in order
 */
record Update(double signalToNoise, double cosine, float[] ratios) {
  @Override
  public boolean equals(Object other) {
    return other instanceof Update o
        && Double.compare(signalToNoise, o.signalToNoise) == 0
        && Double.compare(cosine, o.cosine) == 0
        && Arrays.equals(ratios, o.ratios);
  }

  @Override
  public int hashCode() {
    return Double.hashCode(signalToNoise) + 31 * Arrays.hashCode(ratios);
  }
}
