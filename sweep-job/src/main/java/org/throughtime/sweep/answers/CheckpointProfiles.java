package org.throughtime.sweep.answers;

import org.throughtime.model.metric.Metric;
import org.throughtime.model.train.Checkpoint;
import org.throughtime.model.train.CheckpointMetrics;
import org.throughtime.model.train.CheckpointSource;

/** The profiles of a checkpoint over t = 1..T. */
final class CheckpointProfiles {
  private static final float[] NONE = new float[0];

  private CheckpointProfiles() {}

  /** The values of a profile; none where the run does not keep it. */
  static float[] of(Checkpoint checkpoint, Metric<CheckpointSource, float[]> profile) {
    return checkpoint.get(profile).orElse(NONE);
  }

  static float[] gradTime(Checkpoint checkpoint) {
    return of(checkpoint, CheckpointMetrics.GRAD_TIME);
  }

  /** Whether it has profiles of the gradient and of saturation. */
  static boolean present(Checkpoint checkpoint) {
    return gradTime(checkpoint).length > 0 && of(checkpoint, CheckpointMetrics.SAT_TIME).length > 0;
  }

  /** Whether it has these, and numbers alone in them. */
  static boolean finite(Checkpoint checkpoint) {
    return present(checkpoint)
        && finite(gradTime(checkpoint))
        && finite(of(checkpoint, CheckpointMetrics.SAT_TIME));
  }

  /** A report asks this of millions of values: 0 times a value is 0, or NaN if it is not finite. */
  private static boolean finite(float[] values) {
    float zero = 0;
    for (float value : values) {
      zero += 0 * value;
    }
    return zero == 0;
  }
}
