package org.throughtime.model.train;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.throughtime.model.diagnostics.Profile;

/** Keeps everything a run tells. */
final class Recording implements TrainingListener {
  final List<IterationFigures> iterations = new ArrayList<>();
  final List<Checkpoint> checkpoints = new ArrayList<>();

  @Override
  public void onIteration(IterationFigures figures) {
    iterations.add(figures);
  }

  @Override
  public void onCheckpoint(Checkpoint checkpoint) {
    checkpoints.add(checkpoint);
  }

  /** Runs to the end. */
  static Recording of(Trainer trainer) {
    Recording recording = new Recording();
    while (trainer.ended().isEmpty()) {
      trainer.step(recording);
    }
    return recording;
  }

  /** Every figure of the checkpoints, boxed, so that equal means equal bits. */
  List<Object> checkpointFigures() {
    List<Object> figures = new ArrayList<>();
    for (Checkpoint c : checkpoints) {
      figures.add(
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
      c.diagnostics().ifPresent(d -> addFigures(figures, d));
    }
    return figures;
  }

  private static void addFigures(List<Object> figures, Checkpoint.Diagnostics d) {
    Profile p = d.profile();
    figures.add(d.loss());
    figures.add(d.error());
    figures.add(boxed(p.gradTime()));
    figures.add(boxed(p.actTime()));
    figures.add(boxed(p.satTime()));
    figures.add(p.gateZ().map(Recording::boxed));
    figures.add(p.gateR().map(Recording::boxed));
  }

  private static List<Float> boxed(float[] values) {
    List<Float> boxed = new ArrayList<>();
    for (float value : values) {
      boxed.add(value);
    }
    return boxed;
  }
}
