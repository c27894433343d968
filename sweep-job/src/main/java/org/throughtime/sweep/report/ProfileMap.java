package org.throughtime.sweep.report;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.IntToDoubleFunction;
import java.util.stream.IntStream;
import org.throughtime.model.metric.Metric;
import org.throughtime.model.train.Checkpoint;
import org.throughtime.model.train.CheckpointSource;
import org.throughtime.sweep.chart.Axis;
import org.throughtime.sweep.chart.HeatMap;

/**
 * The profiles over t of many checkpoints as a heat map of limited size. Checkpoints are thinned to
 * equal steps that include the last one. If there are too many t, neighboring values are averaged.
 */
final class ProfileMap {
  static final int MOST_CHECKPOINTS = 100;
  static final int MOST_STEPS = 250;

  private ProfileMap() {}

  /**
   * The heat map of a profile.
   *
   * @param value what the profile's values are
   * @param which the profile
   * @param shown what is shown of a value of it
   * @return empty where no checkpoint has the profile
   */
  static Optional<HeatMap> of(
      String title,
      List<Checkpoint> checkpoints,
      Axis value,
      Metric<CheckpointSource, float[]> which,
      Function<Float, Double> shown) {
    List<Checkpoint> all = checkpoints.stream().filter(c -> c.get(which).isPresent()).toList();
    if (all.isEmpty()) {
      return Optional.empty();
    }
    int every = (all.size() + MOST_CHECKPOINTS - 1) / MOST_CHECKPOINTS;
    int first = (all.size() - 1) % every;
    List<Checkpoint> some =
        IntStream.iterate(first, i -> i < all.size(), i -> i + every).mapToObj(all::get).toList();
    List<float[]> profiles = some.stream().map(c -> c.get(which).orElseThrow()).toList();
    int steps = profiles.stream().mapToInt(p -> p.length).max().orElseThrow();
    int together = (steps + MOST_STEPS - 1) / MOST_STEPS;
    int rows = (steps + together - 1) / together;
    float[][] values = new float[rows][profiles.size()];
    for (int row = 0; row < rows; row++) {
      int from = row * together;
      for (int column = 0; column < profiles.size(); column++) {
        float[] profile = profiles.get(column);
        int to = Math.min(from + together, profile.length);
        values[row][column] = mean(from, to, t -> shown.apply(profile[t]));
      }
    }
    return Optional.of(
        new HeatMap(
            title,
            Axis.linear("iteration"),
            Axis.linear("t"),
            value,
            some.stream().mapToDouble(Checkpoint::iter).toArray(),
            IntStream.range(0, rows)
                .mapToDouble(row -> 1 + row * together + (together - 1) / 2.0)
                .toArray(),
            values));
  }

  private static float mean(int from, int to, IntToDoubleFunction value) {
    return (float) IntStream.range(from, to).mapToDouble(value).average().orElse(Double.NaN);
  }

  /**
   * The same map on the places of another, nearest to nearest; nothing where the nearest is more
   * than half a step away, since the run has no data there.
   */
  static HeatMap onPlacesOf(HeatMap other, HeatMap map) {
    int[] columns = nearest(other.xs(), map.xs());
    int[] rows = nearest(other.ys(), map.ys());
    float[][] values = new float[rows.length][columns.length];
    for (int i = 0; i < rows.length; i++) {
      Arrays.fill(values[i], Float.NaN);
      for (int j = 0; j < columns.length; j++) {
        if (rows[i] >= 0 && columns[j] >= 0) {
          values[i][j] = map.values()[rows[i]][columns[j]];
        }
      }
    }
    return new HeatMap(map.title(), map.x(), map.y(), map.value(), other.xs(), other.ys(), values);
  }

  /** For every place the index of the nearest own one, -1 where none is near. */
  private static int[] nearest(double[] places, double[] own) {
    double reach = step(own.length > 1 ? own : places) / 2;
    return Arrays.stream(places)
        .mapToInt(
            place -> {
              int at = Arrays.binarySearch(own, place);
              if (at >= 0) {
                return at;
              }
              int above = Math.min(-at - 1, own.length - 1);
              int below = Math.max(above - 1, 0);
              int near = place - own[below] < own[above] - place ? below : above;
              return Math.abs(place - own[near]) <= reach ? near : -1;
            })
        .toArray();
  }

  /** The least distance between neighbors. */
  private static double step(double[] places) {
    return IntStream.range(1, places.length)
        .mapToDouble(i -> places[i] - places[i - 1])
        .min()
        .orElse(0);
  }
}
