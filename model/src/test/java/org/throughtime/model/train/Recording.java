package org.throughtime.model.train;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.throughtime.model.diagnostics.Profile;

/** Keeps everything a run tells. */
public final class Recording implements TrainingListener {
  public final List<IterationMetrics> iterations = new ArrayList<>();
  public final List<Checkpoint> checkpoints = new ArrayList<>();

  @Override
  public void onIteration(IterationMetrics metrics) {
    iterations.add(metrics);
  }

  @Override
  public void onCheckpoint(Checkpoint checkpoint) {
    checkpoints.add(checkpoint);
  }

  /** Runs to the end. */
  public static Recording of(Trainer trainer) {
    Recording recording = new Recording();
    while (trainer.ended().isEmpty()) {
      trainer.step(recording);
    }
    return recording;
  }

  /** Every metric of the checkpoints, boxed, so that equal means equal bits. */
  List<Object> checkpointMetrics() {
    List<Object> metrics = new ArrayList<>();
    for (Checkpoint c : checkpoints) {
      metrics.add(
          new Checkpoint(
              c.iter(),
              c.trainNll(),
              c.gradientNorm(),
              c.gradientNormPost(),
              c.omega(),
              c.stepsInPast(),
              c.validNll(),
              c.validError(),
              c.bestValidError(),
              c.linear(),
              c.rho(),
              Optional.empty()));
      c.diagnostics().ifPresent(d -> addMetrics(metrics, d));
    }
    return metrics;
  }

  private static void addMetrics(List<Object> metrics, Checkpoint.Diagnostics d) {
    Profile p = d.profile();
    metrics.add(d.loss());
    metrics.add(d.error());
    metrics.add(boxed(p.gradTime()));
    metrics.add(boxed(p.actTime()));
    metrics.add(boxed(p.satTime()));
    metrics.add(p.gateZ().map(Recording::boxed));
    metrics.add(p.gateR().map(Recording::boxed));
  }

  private static List<Float> boxed(float[] values) {
    List<Float> boxed = new ArrayList<>();
    for (float value : values) {
      boxed.add(value);
    }
    return boxed;
  }
}
