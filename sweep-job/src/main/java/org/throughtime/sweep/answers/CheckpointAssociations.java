package org.throughtime.sweep.answers;

import java.util.List;
import java.util.function.ToDoubleFunction;
import org.throughtime.model.train.Checkpoint;

/**
 * Two metrics of a run beside each other, checkpoint by checkpoint.
 *
 * @param queries the run
 */
record CheckpointAssociations(CheckpointQueries queries) {
  /** Mean distance and mean gradient, checkpoint by checkpoint. */
  Association withGradient(Distance distance) {
    return new Association(
        distance.quantity(),
        Quantity.GRADIENT,
        new Pairs(
            values(queries.profiled(), c -> Steps.mean(distance.of(c))),
            values(queries.profiled(), Steps::meanGradient),
            "SELECT iter AS at, avg("
                + distance.column()
                + ") AS x, avg(log10_grad) AS y FROM profile"
                + queries.where()
                + CheckpointQueries.FINITE_PROFILES),
        Association.Places.CHECKPOINTS);
  }

  /** Spectral radius and range of the gradient through time, checkpoint by checkpoint. */
  Association radiusWithRange() {
    List<Checkpoint> known =
        queries.profiled().stream().filter(CheckpointColumn.RADIUS::isFinite).toList();
    return new Association(
        Quantity.RADIUS,
        Quantity.RANGE,
        new Pairs(
            values(known, Checkpoint::rho),
            values(known, Steps::range),
            "SELECT at, rho_Whh AS x, y FROM"
                + " (SELECT iter AS at, max(log10_grad) - min(log10_grad) AS y FROM profile"
                + queries.where()
                + CheckpointQueries.FINITE_PROFILES
                + ") JOIN (SELECT iter AS at, rho_Whh FROM checkpoints"
                + queries.where()
                + " AND rho_Whh"
                + CheckpointQueries.FINITE
                + ") USING (at)"),
        Association.Places.CHECKPOINTS);
  }

  /** Spectral radius and gradient norm, checkpoint by checkpoint. */
  Association radiusWithNorm() {
    List<Checkpoint> known =
        queries.all().stream()
            .filter(CheckpointColumn.NORM::isFinite)
            .filter(CheckpointColumn.RADIUS::isFinite)
            .filter(c -> c.gradientNorm() > 0)
            .toList();
    return new Association(
        Quantity.RADIUS,
        Quantity.NORM,
        new Pairs(
            values(known, Checkpoint::rho),
            values(known, c -> StrictMath.log10(queries.mean(CheckpointColumn.NORM, c))),
            "SELECT iter AS at, rho_Whh AS x, log10("
                + queries.mean(CheckpointColumn.NORM)
                + ") AS y FROM checkpoints"
                + queries.where()
                + " AND gradient_norm > 0 AND gradient_norm"
                + CheckpointQueries.FINITE
                + " AND rho_Whh"
                + CheckpointQueries.FINITE),
        Association.Places.CHECKPOINTS);
  }

  private static double[] values(
      List<Checkpoint> checkpoints, ToDoubleFunction<Checkpoint> metric) {
    return checkpoints.stream().mapToDouble(metric).toArray();
  }
}
