package org.throughtime.model.train;

import static org.junit.jupiter.api.Assertions.assertEquals;
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
import org.throughtime.model.dynamics.Dynamics;
import org.throughtime.model.dynamics.DynamicsMetrics;
import org.throughtime.model.dynamics.FixedPointMetrics;
import org.throughtime.model.kernel.KernelProvider;
import org.throughtime.model.metric.MetricValues;
import org.throughtime.model.metric.Schema;
import org.throughtime.model.task.Tasks;

class RunDynamicsTest {
  private static final Schema<Dynamics> NETWORK = new Schema<>(DynamicsMetrics.ALL);
  private static final Schema<FixedPointMetrics.Found> POINT = new Schema<>(FixedPointMetrics.ALL);

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
    Dynamics dynamics = measured(trained(task, model));
    MetricValues row = NETWORK.measure(dynamics);
    assertTrue(row.value(DynamicsMetrics.FIXED_POINTS) >= 1, row.toString());
    assertTrue(row.get(DynamicsMetrics.LYAPUNOV).orElseThrow() < 0, "small weights");
    assertEquals(model.equals("rnn"), row.get(DynamicsMetrics.GRADIENT_BOUND).isPresent());
    for (var retention : DynamicsMetrics.RETENTION) {
      double share = row.get(retention).orElseThrow();
      assertTrue(share >= 0 && share <= 1);
    }
    float[] distances = row.value(DynamicsMetrics.JACOBIAN_DISTANCE);
    assertEquals(distances.length, row.value(DynamicsMetrics.JACOBIAN_LEAST).length);
    assertEquals(1, distances[0]);
    assertEquals(
        dynamics.held().stream().mapToInt(held -> held.points().fixed().size()).sum(),
        FixedPointMetrics.of(dynamics).stream()
            .map(POINT::measure)
            .filter(point -> point.value(FixedPointMetrics.KIND).equals("fixed"))
            .count());
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
}
