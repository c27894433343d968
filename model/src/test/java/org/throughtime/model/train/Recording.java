package org.throughtime.model.train;

import java.util.ArrayList;
import java.util.List;
import org.throughtime.model.metric.MetricValues;

/** Keeps everything a run tells. */
public final class Recording implements TrainingListener {
  public final List<IterationMetrics> iterations = new ArrayList<>();
  public final List<Checkpoint> checkpoints = new ArrayList<>();

  /** n of the checkpoints that evaluated the network at the lengths to hold. */
  public final List<Integer> evaluations = new ArrayList<>();

  @Override
  public void onEvaluation(int n) {
    evaluations.add(n);
  }

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

  /** Every metric of the checkpoints: equal means equal bits. */
  List<MetricValues> checkpointMetrics() {
    return checkpoints.stream().map(Checkpoint::values).toList();
  }
}
