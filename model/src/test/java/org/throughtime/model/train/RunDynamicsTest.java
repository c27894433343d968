package org.throughtime.model.train;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.throughtime.model.cell.Parameters;
import org.throughtime.model.dynamics.Dynamics;
import org.throughtime.model.dynamics.DynamicsMetrics;
import org.throughtime.model.dynamics.FixedPointMetrics;
import org.throughtime.model.dynamics.JacobianMetrics;
import org.throughtime.model.dynamics.Measurement;
import org.throughtime.model.dynamics.RetentionMetrics;
import org.throughtime.model.dynamics.TrajectoryMetrics;
import org.throughtime.model.kernel.KernelProvider;
import org.throughtime.model.metric.MetricValues;
import org.throughtime.model.task.Head;
import org.throughtime.model.task.Tasks;

class RunDynamicsTest {
  static Stream<Arguments> runs() {
    List<Arguments> runs = new ArrayList<>();
    for (String task : Tasks.NAMES) {
      runs.add(Arguments.of(task, "rnn"));
    }
    runs.add(Arguments.of("torder", "gru"));
    runs.add(Arguments.of("mem", "lstm"));
    return runs.stream();
  }

  private static Trainer trained(String task, String model) {
    RunSpec spec =
        SmallRuns.with(
            "task", task, "model", model, "nhid", 6, "maxiters", 20, "collectDiags", false);
    Trainer trainer = Trainer.start(spec, KernelProvider.active());
    TrainingListener nothing = new TrainingListener() {};
    while (trainer.ended().isEmpty()) {
      trainer.step(nothing);
    }
    return trainer;
  }

  private static Dynamics measured(Trainer trainer) {
    return new RunDynamics(trainer.spec(), trainer.snapshot().weights()).measure();
  }

  @ParameterizedTest
  @MethodSource("runs")
  void everyTaskAndCellHasEveryMetric(String task, String model) {
    Trainer trainer = trained(task, model);
    Measurement measurement =
        new RunDynamics(trainer.spec(), trainer.snapshot().weights()).measureAt(19);
    MetricValues row = DynamicsMetrics.SCHEMA.measure(measurement);
    assertEquals(19, row.value(DynamicsMetrics.ITER));
    assertTrue(row.value(DynamicsMetrics.N_FIXED_POINTS) >= 1, row.toString());
    assertTrue(row.get(DynamicsMetrics.LYAPUNOV_1).orElseThrow() < 0, "small weights");
    assertEquals(model.equals("rnn"), row.get(DynamicsMetrics.GRADIENT_BOUND).isPresent());
    assertEquals(6, row.value(DynamicsMetrics.EIGENVALUES_REAL).length);
    for (RetentionMetrics.Kept kept : RetentionMetrics.of(measurement)) {
      assertTrue(kept.share() >= 0 && kept.share() <= 1 && kept.sequences() > 0, kept.toString());
    }
    List<MetricValues> spectra =
        JacobianMetrics.of(measurement).stream().map(JacobianMetrics.SCHEMA::measure).toList();
    assertEquals(1, spectra.get(0).value(JacobianMetrics.DISTANCE));
    int stateSize = measurement.dynamics().underMean().fixed().get(0).state().size();
    List<MetricValues> points =
        FixedPointMetrics.of(measurement).stream().map(FixedPointMetrics.SCHEMA::measure).toList();
    assertEquals(
        measurement.dynamics().held().stream().mapToInt(held -> held.points().fixed().size()).sum(),
        points.stream()
            .filter(point -> point.value(FixedPointMetrics.KIND).equals("fixed"))
            .count());
    assertEquals(stateSize, points.get(0).value(FixedPointMetrics.STATE).length);
    boolean linear = Tasks.create(trainer.spec().task()).head() == Head.LAST_LINEAR;
    assertEquals(linear, points.get(0).get(FixedPointMetrics.PROBABILITY).isEmpty());
    List<MetricValues> visited =
        TrajectoryMetrics.of(measurement).stream().map(TrajectoryMetrics.SCHEMA::measure).toList();
    assertEquals(0, visited.get(0).value(TrajectoryMetrics.T));
    assertTrue(visited.get(0).get(TrajectoryMetrics.INPUT).isEmpty());
  }

  @Test
  void theSameTwiceOnTheRunsDiagnosticBatch() {
    Trainer trainer = trained("torder", "rnn");
    Dynamics dynamics = measured(trainer);
    assertEquals(dynamics, measured(trainer));
    assertEquals(30, dynamics.jacobians().get(dynamics.jacobians().size() - 1).distance());
    assertEquals(7, dynamics.held().size());
    assertEquals(dynamics.held().get(6).points(), dynamics.underMean());
  }

  @Test
  void weightsOfAnotherShapeAreRefused() {
    Trainer trainer = trained("torder", "rnn");
    Map<String, float[]> weights = new HashMap<>(trainer.snapshot().weights());
    weights.remove("W_hh");
    assertThrows(IllegalArgumentException.class, () -> new RunDynamics(trainer.spec(), weights));
  }

  @Test
  void weightsReadBackFromTheirRows() {
    Trainer trainer = trained("torder", "gru");
    List<MetricValues> rows = WeightMetrics.of(19, trainer.parameters());
    Map<String, float[]> arrays = WeightMetrics.arrays(rows);
    assertEquals(trainer.snapshot().weights().keySet(), arrays.keySet());
    assertEquals(
        new RunDynamics(trainer.spec(), trainer.snapshot().weights()).weightsHash(),
        new RunDynamics(trainer.spec(), arrays).weightsHash());
    trainer.parameters().get("b_y").set(0, 0, 7);
    assertNotEquals(
        WeightMetrics.hash(trainer.parameters()),
        new RunDynamics(trainer.spec(), arrays).weightsHash());
  }

  /** The flag keeps the weights as they are after a checkpoint, and changes nothing. */
  @Test
  void keptWeightsAreThoseOfTheCheckpoint() {
    List<Integer> kept = new ArrayList<>();
    List<String> hashes = new ArrayList<>();
    RunSpec spec = SmallRuns.with("maxiters", 41, "checkFreq", 10, "dynamics", 20);
    Trainer trainer = Trainer.start(spec, KernelProvider.active());
    TrainingListener listener =
        new TrainingListener() {
          @Override
          public void onWeights(int n, Parameters weights) {
            kept.add(n);
            hashes.add(WeightMetrics.hash(weights));
          }
        };
    while (trainer.ended().isEmpty()) {
      trainer.step(listener);
    }
    assertEquals(List.of(20, 40), kept);
    assertEquals(WeightMetrics.hash(trainer.parameters()), hashes.get(1));
    Trainer without =
        Trainer.start(SmallRuns.with("maxiters", 41, "checkFreq", 10), KernelProvider.active());
    while (without.ended().isEmpty()) {
      without.step(new TrainingListener() {});
    }
    assertEquals(hashes.get(1), WeightMetrics.hash(without.parameters()));
    assertNotEquals(hashes.get(0), hashes.get(1));
  }
}
