package org.throughtime.model.train;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.throughtime.model.cell.Network;
import org.throughtime.model.cell.Parameter;
import org.throughtime.model.kernel.KernelProvider;
import org.throughtime.model.random.LegacyRandom;
import org.throughtime.model.task.Batch;
import org.throughtime.model.task.Task;
import org.throughtime.model.task.Tasks;

class UpdateTrialTest {
  private static List<float[]> gradients(Network network, Batch batch) {
    network.train(batch);
    return network.gradients().all().stream().map(Parameter::toArray).toList();
  }

  private static double dot(List<float[]> x, List<float[]> y) {
    double sum = 0;
    for (int p = 0; p < x.size(); p++) {
      for (int i = 0; i < x.get(p).length; i++) {
        sum += (double) x.get(p)[i] * y.get(p)[i];
      }
    }
    return sum;
  }

  /** By hand, from the gradients of one sequence each and of the whole batch. */
  @ParameterizedTest
  @CsvSource({"mem, rnn", "torder, gru", "mul, lstm"})
  void isWhatItsNamesSay(String name, String model) {
    RunSpec spec = SmallRuns.with("task", name, "model", model, "nhid", 7);
    Task task = Tasks.create(spec.task());
    Network network =
        Cells.network(
            spec,
            spec.cell().draw(task, new LegacyRandom(5)),
            task.head(),
            KernelProvider.active());
    Batch batch = task.newBatch(4);
    task.draw(new LegacyRandom(9), 12, batch);

    UpdateTrial trial = new UpdateTrial(network);
    trial.begin();
    Parameter bias = network.parameters().all().get(network.parameters().all().size() - 1);
    float[] moved = bias.toArray();
    moved[0] += .25f;
    float[] before = bias.toArray();
    bias.assign(moved);
    Update update = trial.end(batch);

    List<float[]> whole = gradients(network, batch);
    double square = dot(whole, whole);
    double spread = 0;
    for (int b = 0; b < 4; b++) {
      List<float[]> one = gradients(network, batch.sequence(b));
      spread += dot(one, one) - 2 * dot(one, whole) + square;
    }
    double standardError = Math.sqrt(spread / 3 / 4);
    assertEquals(Math.sqrt(square) / standardError, update.signalToNoise(), 1e-4);
    float slope = whole.get(whole.size() - 1)[0];
    assertEquals(-slope / Math.sqrt(square), update.cosine(), 1e-5);
    double norm = Math.sqrt(dot(List.of(before), List.of(before)));
    float[] ratios = update.ratios();
    assertEquals(network.parameters().all().size(), ratios.length);
    assertEquals((float) ((moved[0] - before[0]) / norm), ratios[ratios.length - 1], 1e-6);
    assertEquals(0, ratios[1]);
  }

  /** Every checkpoint has them with the flag, none without; and no other bit is another. */
  @Test
  void theFlagAddsMetricsAndChangesNothingElse() {
    List<Checkpoint> with = checkpoints(40);
    List<Checkpoint> without = checkpoints(0);
    assertEquals(4, with.size());
    for (int i = 0; i < 4; i++) {
      double cosine = with.get(i).get(CheckpointMetrics.STEP_COSINE).orElseThrow();
      assertTrue(Math.abs(cosine) <= 1 + 1e-9, "" + cosine);
      assertTrue(with.get(i).get(CheckpointMetrics.GRADIENT_SNR).orElseThrow() > 0);
      assertEquals(5, with.get(i).get(CheckpointMetrics.UPDATE_RATIO).orElseThrow().length);
      float[] units = with.get(i).get(CheckpointMetrics.UNIT_SATURATION).orElseThrow();
      float[] means = with.get(i).get(CheckpointMetrics.SAT_TIME).orElseThrow();
      assertEquals(7, units.length);
      double mean = 0;
      for (float step : means) {
        mean += step / means.length;
      }
      assertTrue(units[0] <= mean && mean <= units[6], "the mean is between the extremes");
      for (int q = 1; q < 7; q++) {
        assertTrue(units[q - 1] <= units[q]);
      }
      for (var metric : CheckpointMetrics.SCALARS) {
        assertEquals(without.get(i).get(metric), with.get(i).get(metric), metric.name());
      }
      assertArrayEquals(without.get(i).get(CheckpointMetrics.SAT_TIME).orElseThrow(), means);
      assertEquals(Optional.empty(), without.get(i).get(CheckpointMetrics.STEP_COSINE));
      assertTrue(without.get(i).get(CheckpointMetrics.UNIT_SATURATION).isEmpty());
    }
  }

  private static List<Checkpoint> checkpoints(int dynamics) {
    RunSpec spec = SmallRuns.with("maxiters", 41, "checkFreq", 10, "dynamics", dynamics);
    List<Checkpoint> checkpoints = new ArrayList<>();
    Trainer trainer = Trainer.start(spec, KernelProvider.active());
    while (trainer.ended().isEmpty()) {
      trainer.step(
          new TrainingListener() {
            @Override
            public void onCheckpoint(Checkpoint checkpoint) {
              checkpoints.add(checkpoint);
            }
          });
    }
    return checkpoints;
  }
}
