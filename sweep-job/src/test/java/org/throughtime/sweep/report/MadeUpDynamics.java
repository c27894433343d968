package org.throughtime.sweep.report;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.throughtime.model.dynamics.DynamicsMetrics;
import org.throughtime.model.dynamics.FixedPointMetrics;
import org.throughtime.model.dynamics.JacobianMetrics;
import org.throughtime.model.dynamics.RetentionMetrics;
import org.throughtime.model.dynamics.TrajectoryMetrics;
import org.throughtime.model.metric.Metric;
import org.throughtime.model.metric.MetricValues;
import org.throughtime.model.metric.Presence;
import org.throughtime.model.metric.Schema;
import org.throughtime.sweep.snapshot.MeasuredRows;

/**
 * What no command measured of a run: a network that comes to have two stable points and a saddle.
 */
final class MadeUpDynamics {
  private static final float[] REAL = {1.4f, .5f, .5f, -.8f};
  private static final float[] IMAGINARY = {0, .6f, -.6f, 0};

  private MadeUpDynamics() {}

  /** Rows of some checkpoints. */
  static MeasuredRows at(int... iterations) {
    List<MetricValues> networks = new ArrayList<>();
    List<MetricValues> retention = new ArrayList<>();
    List<MetricValues> points = new ArrayList<>();
    List<MetricValues> jacobians = new ArrayList<>();
    List<MetricValues> trajectories = new ArrayList<>();
    for (int iter : iterations) {
      networks.add(network(iter));
      for (int steps : RetentionMetrics.STEPS_MEASURED) {
        retention.add(retained(iter, null, steps, iter / (iter + (double) steps)));
        retention.add(retained(iter, 0, steps, 1));
      }
      points.add(point(iter, "mean", "fixed", 0, 0, -.9, 0));
      points.add(point(iter, "mean", "fixed", 1, 0, .9, 1));
      points.add(point(iter, "mean", "fixed", 2, 1, 0, 1));
      points.add(point(iter, "mean", "slow", 0, 0, .4, 0));
      points.add(point(iter, "3", "fixed", 0, 0, 70, 2));
      for (int distance : new int[] {1, 10, 100}) {
        jacobians.add(jacobian(iter, distance));
      }
      for (int sequence = 0; sequence < 4; sequence++) {
        for (int t = 0; t <= 50; t++) {
          trajectories.add(state(iter, sequence, t));
        }
      }
    }
    return new MeasuredRows(networks, retention, points, jacobians, trajectories, List.of());
  }

  private static MetricValues network(int iter) {
    return row(
        DynamicsMetrics.SCHEMA,
        DynamicsMetrics.ITER,
        iter,
        DynamicsMetrics.N_FIXED_POINTS,
        3,
        DynamicsMetrics.N_STABLE,
        2,
        DynamicsMetrics.LYAPUNOV_1,
        -20.0 / iter,
        DynamicsMetrics.LYAPUNOV_2,
        -40.0 / iter,
        DynamicsMetrics.RHO,
        1.4,
        DynamicsMetrics.GRADIENT_BOUND,
        1.6,
        DynamicsMetrics.PC1_SHARE,
        .625,
        DynamicsMetrics.EIGENVALUES_REAL,
        REAL,
        DynamicsMetrics.EIGENVALUES_IMAGINARY,
        IMAGINARY);
  }

  private static MetricValues retained(int iter, Integer ofClass, int steps, double share) {
    return row(
        RetentionMetrics.SCHEMA,
        RetentionMetrics.ITER,
        iter,
        RetentionMetrics.CLASS,
        ofClass,
        RetentionMetrics.STEPS,
        steps,
        RetentionMetrics.SHARE,
        share);
  }

  private static MetricValues point(
      int iter, String input, String kind, int number, int unstable, double pc1, double answer) {
    return row(
        FixedPointMetrics.SCHEMA,
        FixedPointMetrics.ITER,
        iter,
        FixedPointMetrics.INPUT,
        input,
        FixedPointMetrics.KIND,
        kind,
        FixedPointMetrics.NUMBER,
        number,
        FixedPointMetrics.BASIN,
        100,
        FixedPointMetrics.N_UNSTABLE,
        unstable,
        FixedPointMetrics.ANSWER,
        answer,
        FixedPointMetrics.PROBABILITY,
        .875,
        FixedPointMetrics.SPECTRAL_RADIUS,
        .9 + unstable,
        FixedPointMetrics.PC1,
        pc1,
        FixedPointMetrics.PC2,
        0.0,
        FixedPointMetrics.EIGENVALUES_REAL,
        REAL,
        FixedPointMetrics.EIGENVALUES_IMAGINARY,
        IMAGINARY);
  }

  private static MetricValues jacobian(int iter, int distance) {
    return row(
        JacobianMetrics.SCHEMA,
        JacobianMetrics.ITER,
        iter,
        JacobianMetrics.DISTANCE,
        distance,
        JacobianMetrics.LARGEST,
        -distance / 20.0,
        JacobianMetrics.MEDIAN,
        -distance / 5.0,
        JacobianMetrics.LEAST,
        distance > 10 ? Double.NEGATIVE_INFINITY : -distance * 3.0);
  }

  private static MetricValues state(int iter, int sequence, int t) {
    return row(
        TrajectoryMetrics.SCHEMA,
        TrajectoryMetrics.ITER,
        iter,
        TrajectoryMetrics.SEQUENCE,
        sequence,
        TrajectoryMetrics.T,
        t,
        TrajectoryMetrics.TARGET,
        sequence % 2.0,
        TrajectoryMetrics.PC1,
        (sequence % 2 == 0 ? -.9 : .9) * (1 - Math.exp(-t / 10.0)),
        TrajectoryMetrics.PC2,
        .3 * Math.cos(t / 3.0 + sequence) * iter / 1000.0);
  }

  private static MetricValues row(Schema<?> schema, Object... values) {
    Map<String, Object> cells = new HashMap<>();
    for (int i = 0; i < values.length; i += 2) {
      cells.put(((Metric<?, ?>) values[i]).name(), values[i + 1]);
    }
    return schema.read(
        metric ->
            metric.presence() == Presence.ALWAYS && !cells.containsKey(metric.name())
                ? none(metric)
                : cells.get(metric.name()));
  }

  private static Object none(Metric<?, ?> metric) {
    return switch (metric.type()) {
      case TEXT -> "";
      case INT -> 0;
      case LONG -> 0L;
      case DOUBLE -> 0.0;
      case BOOLEAN -> false;
      case PROFILE -> new float[0];
    };
  }
}
