package org.throughtime.sweep.answers;

import org.throughtime.model.diagnostics.Gate;
import org.throughtime.model.metric.Metric;
import org.throughtime.model.train.Checkpoint;
import org.throughtime.model.train.CheckpointMetrics;
import org.throughtime.model.train.CheckpointSource;

/**
 * A column of the view {@code profile} that holds distances from saturation, of units or of a gate.
 *
 * @param profile the column
 * @param quantity it as one side of a correlation
 */
record Distance(Metric<CheckpointSource, float[]> profile, Quantity quantity) {
  static final Distance SATURATION = new Distance(CheckpointMetrics.SAT_TIME, Quantity.SATURATION);

  static Distance of(Gate gate) {
    return new Distance(CheckpointMetrics.of(gate), Quantity.of(gate));
  }

  String column() {
    return profile.name();
  }

  /** Its values for t = 1..T; none where the run does not keep them. */
  float[] of(Checkpoint checkpoint) {
    return CheckpointProfiles.of(checkpoint, profile);
  }
}
