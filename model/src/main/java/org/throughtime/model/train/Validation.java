package org.throughtime.model.train;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.throughtime.model.cell.LinearErrors;
import org.throughtime.model.cell.Network;
import org.throughtime.model.cell.Score;
import org.throughtime.model.random.LegacyRandom;
import org.throughtime.model.task.Batch;
import org.throughtime.model.task.Task;

/**
 * The frozen validation chunks and diagnostic batch of a run (SPEC section 2), and their metrics.
 */
final class Validation {
  private final RunSpec spec;
  private final Task task;
  private final List<Batch> chunks = new ArrayList<>();
  private final Optional<Batch> diagnostic;
  private final boolean gates;

  /** Draws them: each chunk a length, then a batch; the diagnostic batch at max_length. */
  Validation(RunSpec spec, Task task) {
    this.spec = spec;
    this.task = task;
    draw(Lengths.of(spec.task()));
    diagnostic =
        spec.diagnostics().collectDiags()
            ? Optional.of(diagnosticBatch(spec, task))
            : Optional.empty();
    gates = spec.diagnostics().diagGates();
  }

  /** Draws the chunks at other lengths, from the beginning of the validation stream again. */
  void draw(Lengths lengths) {
    chunks.clear();
    LegacyRandom random = new LegacyRandom(spec.validationSeed());
    for (int i = 0; i < spec.validation().chunks(); i++) {
      Batch chunk = task.newBatch(spec.validation().cbs());
      task.draw(random, lengths.draw(random), chunk);
      chunks.add(chunk);
    }
  }

  /** The diagnostic batch of a run, whether it collects diagnostics or not. */
  static Batch diagnosticBatch(RunSpec spec, Task task) {
    Batch batch = task.newBatch(Math.min(spec.optimizer().bs(), spec.validation().cbs()));
    task.draw(new LegacyRandom(spec.diagnosticSeed()), spec.task().maxLength(), batch);
    return batch;
  }

  /** Means over the chunks: loss, error in [0, 1], and the further errors of a lastLinear head. */
  Score score(Network network) {
    double loss = 0;
    double error = 0;
    double failures = 0;
    double mae = 0;
    double err05 = 0;
    double err10 = 0;
    double errAbs = 0;
    double maxae = 0;
    boolean linear = false;
    for (Batch chunk : chunks) {
      Score score = network.evaluate(chunk);
      loss += score.loss();
      error += score.error();
      failures += score.failures();
      if (score.linear().isPresent()) {
        LinearErrors l = score.linear().get();
        linear = true;
        mae += l.mae();
        err05 += l.err05();
        err10 += l.err10();
        errAbs += l.errAbs();
        maxae = Math.max(maxae, l.maxae());
      }
    }
    double n = chunks.size();
    Optional<LinearErrors> errors =
        linear
            ? Optional.of(new LinearErrors(mae / n, err05 / n, err10 / n, errAbs / n, maxae))
            : Optional.empty();
    return new Score(loss / n, error / n, failures / n, errors);
  }

  private Optional<double[]> unitSaturation(Network network) {
    if (!spec.diagnostics().measuresUpdates()) {
      return Optional.empty();
    }
    float[] distances = network.unitSaturation();
    double[] units = new double[spec.cell().nhid()];
    for (int i = 0; i < distances.length; i++) {
      units[i % units.length] += distances[i];
    }
    for (int i = 0; i < units.length; i++) {
      units[i] /= distances.length / units.length;
    }
    return Optional.of(units);
  }

  /** Runs the diagnostic batch through a full pass; present where the run collects diagnostics. */
  Optional<CheckpointSource.Diagnostics> diagnose(Network network) {
    return diagnostic.map(
        batch -> {
          Score score = network.train(batch);
          return new CheckpointSource.Diagnostics(
              score, network.profile(gates), unitSaturation(network));
        });
  }
}
